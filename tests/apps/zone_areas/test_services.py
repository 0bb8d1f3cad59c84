"""Zone areas and their units from day to day, across bodies; answers are versions, and everything is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pulau.apps.evidence.contract import EvidenceNotFound, EvidenceWish, keep_evidence
from pulau.apps.zone_areas import refusals
from pulau.apps.zone_areas.models import (
    AspectAnswer,
    AspectEvidence,
    MemberState,
    ZoneAreaMember,
)
from pulau.apps.zone_areas.naming import RELIANCE, links_of_unit
from pulau.apps.zone_areas.services.areas import make_zone_area
from pulau.apps.zone_areas.services.aspects import answer_aspect, show_aspect_by, take_off
from pulau.apps.zone_areas.services.members import end_membership, invite_unit, join_unit
from pulau.apps.zone_areas.services.memberships import answer_invitation, leave_area
from pulau.apps.zone_areas.wishes import AreaWish, AspectWish, Invitation, Reply
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.tenancy.permanent import RowIsPermanent
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.zone_areas.port import ASPECTS, OTHER, Port, build_port
from tests.cast import NOW
from tests.house import YEAR

if TYPE_CHECKING:
    from tests.house import House

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def port(house: House) -> Port:
    return build_port(house)


def told(house: House, body: str) -> list[str]:
    with behind_wall(house.tenants[body]):
        rows = Entry.objects.for_tenant(house.tenants[body]).filter(action__startswith="zone_areas.")
        return [row.action.partition(".")[2] for row in rows.order_by("at", "pk")]


def test_a_unit_belongs_to_one_area_at_a_time_whoever_coordinates_it(house: House, port: Port) -> None:
    hana, vera = house.actors["hana"], house.actors["vera"]
    other = make_zone_area(actor=hana, code="bandara", wish=AreaWish("Bandara", "airport"), now=NOW)
    unit = house.units["disdukcapil"].pk
    with pytest.raises(refusals.UnitInZoneArea) as found:
        join_unit(actor=hana, zone_area_id=other.pk, unit_id=unit, since=JULY, now=NOW)
    assert found.value.area == "Kawasan Pelabuhan Uji"
    end_membership(actor=hana, member_id=port.own.pk, last_day=JUNE, reason="Pindah.", now=NOW)
    join_unit(actor=hana, zone_area_id=other.pk, unit_id=unit, since=JULY, now=NOW)
    port.accept(house)
    with behind_wall(house.tenants["lain"]):
        own = make_zone_area(actor=vera, code="sendiri", wish=AreaWish("Sendiri", "port"), now=NOW)
        with pytest.raises(refusals.UnitInZoneArea):
            join_unit(actor=vera, zone_area_id=own.pk, unit_id=house.units["disdukcapil-lain"].pk, since=JULY, now=NOW)


def test_days_reasons_and_bodies_must_fit(house: House, port: Port) -> None:
    hana, unit = house.actors["hana"], house.units["rsud"].pk
    with pytest.raises(refusals.EndsBeforeStart):
        join_unit(actor=hana, zone_area_id=port.area.pk, unit_id=unit, since=JULY, until=JUNE, now=NOW)
    foreign = house.units["disdukcapil-lain"].pk
    with pytest.raises(refusals.UnitNotThere):  # another body's unit is asked, not put in
        join_unit(actor=hana, zone_area_id=port.area.pk, unit_id=foreign, since=JULY, now=NOW)
    for wish, refused in (
        (Invitation("Tidak Ada", "Balai", JULY), refusals.AgencyUnknown),
        (Invitation("Kabupaten Tanjung Sagara", "Balai", JULY), refusals.OwnAgency),
        (Invitation(OTHER, "dukcapil muara lain", JULY), refusals.AlreadyAsked),
        (Invitation(OTHER, "", JULY), ValidationError),
    ):
        with pytest.raises(refused):
            invite_unit(actor=hana, zone_area_id=port.area.pk, wish=wish, now=NOW)
    for day, reason, refusal in (
        (JUNE, "", refusals.ReasonMissing),
        (date(2024, 1, 1), "Pindah.", refusals.EndsBeforeStart),
        (None, "Pindah.", refusals.NothingToAnswer),
    ):
        with pytest.raises(refusal):
            end_membership(actor=hana, member_id=port.own.pk, last_day=day, reason=reason, now=NOW)


def test_only_the_coordinator_keeps_and_only_the_units_own_body_answers(house: House, port: Port) -> None:
    for who in ("ayu", "gita", "indra", "dewi"):
        with pytest.raises(PermissionDenied):
            make_zone_area(actor=house.actors[who], code="x", wish=AreaWish("X", "port"), now=NOW)
    vera, own = house.actors["vera"], house.units["disdukcapil-lain"].pk
    with behind_wall(house.tenants["lain"]), pytest.raises(refusals.ZoneAreaNotFound):
        join_unit(actor=vera, zone_area_id=port.area.pk, unit_id=own, since=JULY, now=NOW)
    for who in ("hana", "gita"):
        with pytest.raises(refusals.MembershipNotFound):
            answer_invitation(actor=house.actors[who], member_id=port.asked.pk, reply=Reply(own), now=NOW)
    foreign = Reply(house.units["rsud"].pk)
    with behind_wall(house.tenants["lain"]), pytest.raises(refusals.UnitNotThere):
        answer_invitation(actor=vera, member_id=port.asked.pk, reply=foreign, now=NOW)


def test_each_body_has_its_journal_and_whoever_answers_is_told(house: House, port: Port) -> None:
    with behind_wall(house.tenants["lain"]):
        port.accept(house)
        leave_area(actor=house.actors["vera"], member_id=port.asked.pk, last_day=JULY, reason="Berpindah.", now=NOW)
    steps = ["invitation_accepted", "unit_left"]
    assert sorted(told(house, "sagara")) == sorted(["area_made", "unit_joined", "unit_invited", *steps])
    assert sorted(told(house, "lain")) == sorted(steps)
    with behind_wall(house.tenants["lain"]):
        asked = Notice.objects.for_tenant(house.tenants["lain"]).filter(kind="zone_areas.invited")
        assert {notice.user_id for notice in asked} == {house.users["vera"].pk, house.users["surya"].pk}
    with behind_wall(house.tenants["sagara"]):
        back = Notice.objects.for_tenant(house.tenants["sagara"]).filter(user_id=house.users["hana"].pk)
        assert {notice.kind for notice in back} == {"zone_areas.accepted", "zone_areas.left"}
        row = ZoneAreaMember.objects.for_actor(house.actors["hana"]).get(pk=port.asked.pk)
        assert (row.state, row.until, row.reason) == (MemberState.LEFT, JULY, "Berpindah.")


def test_a_withdrawn_invitation_is_gone_and_cannot_be_answered(house: House, port: Port) -> None:
    end_membership(actor=house.actors["hana"], member_id=port.asked.pk, last_day=None, reason="", now=NOW)
    with behind_wall(house.tenants["lain"]), pytest.raises(refusals.MembershipNotFound):
        port.accept(house)


def answer(house: House, port: Port, who: str, wish: AspectWish, year: int = YEAR) -> AspectAnswer | None:
    return answer_aspect(actor=house.actors[who], zone_area_id=port.area.pk, year=year, wish=wish, now=NOW)


def test_answers_are_versions_and_saying_the_same_writes_nothing(house: House, port: Port) -> None:
    wish = AspectWish(ASPECTS[0], 0, "B", "Catatan")
    first, again = answer(house, port, "ayu", wish), answer(house, port, "hana", wish)
    assert first is not None
    assert first == again
    with pytest.raises(refusals.AspectChangedMeanwhile):
        answer(house, port, "gita", AspectWish(ASPECTS[0], 0, "A", ""))
    answer(house, port, "gita", AspectWish(ASPECTS[0], 1, None, ""))
    assert [row.value for row in AspectAnswer.objects.for_actor(house.actors["hana"])] == ["B", ""]
    for harm in (first.save, first.delete, AspectAnswer.objects.for_actor(house.actors["hana"]).delete):
        with pytest.raises(RowIsPermanent):
            harm()


def test_aspects_are_filled_by_those_whose_unit_belongs_in_that_year(house: House, port: Port) -> None:
    wish = AspectWish(ASPECTS[1], 0, "A")
    for who in ("joko", "indra"):
        with pytest.raises(PermissionDenied):
            answer(house, port, who, wish)
    with pytest.raises(PermissionDenied):
        answer(house, port, "ayu", wish, 2024)  # its unit joined in 2025
    for year in (2020, 2099):
        with pytest.raises(refusals.ZoneAreaNotFound):
            answer(house, port, "hana", wish, year)
    port.accept(house)
    with behind_wall(house.tenants["lain"]), pytest.raises(refusals.ZoneAreaNotFound):
        answer(house, port, "vera", wish)


def test_an_aspect_is_shown_by_evidence_that_its_filler_may_see(house: House, port: Port) -> None:
    piece, secret = (
        keep_evidence(
            actor=house.actors["ayu"],
            wish=EvidenceWish(
                title="Peta kawasan",
                unit_id=house.units["disdukcapil"].pk,
                address="https://contoh.example.id/peta",
                confidential=confidential,
            ),
            file=None,
            now=NOW,
        ).pk
        for confidential in (False, True)
    )
    where: dict[str, Any] = {"zone_area_id": port.area.pk, "year": YEAR, "now": NOW}
    row = show_aspect_by(actor=house.actors["ayu"], aspect=ASPECTS[0], evidence_id=piece, **where)
    assert show_aspect_by(actor=house.actors["ayu"], aspect=ASPECTS[0], evidence_id=piece, **where) == row
    with pytest.raises(EvidenceNotFound):
        show_aspect_by(actor=house.actors["hana"], aspect=ASPECTS[0], evidence_id=secret, **where)
    assert RELIANCE.count(house.actors["hana"], [piece]) == {piece: 1}
    assert RELIANCE.find(house.actors["ayu"], [piece])[piece][0].href.endswith(ASPECTS[0])
    assert RELIANCE.find(house.actors["joko"], [piece])[piece][0].href == ""
    take_off(actor=house.actors["ayu"], shown_id=row.pk, **where)
    assert RELIANCE.count(house.actors["hana"], [piece]) == {}
    assert AspectEvidence.objects.for_actor(house.actors["hana"]).count() == 1
    links = links_of_unit(house.actors["hana"], house.units["disdukcapil"].pk)
    assert [(link.href, link.text) for link in links] == [("/kawasan/pelabuhan", "Kawasan Pelabuhan Uji")]
