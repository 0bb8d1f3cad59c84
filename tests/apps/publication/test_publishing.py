"""What is published of a body: each stage tells what the table allows, and nothing that stands behind the wall."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from pulau.apps.agencies.contract import UnitKind, WorkUnit, add_unit, close_unit, merge_unit, rename_unit
from pulau.apps.assessments.contract import Case
from pulau.apps.declarations.services.counting import recount
from pulau.apps.outcomes.contract import TitleHeld, TitleState
from pulau.apps.outcomes.services.titles import determine
from pulau.apps.outcomes.wishes import DecreeWish
from pulau.apps.publication.models import PublishedAgency, PublishedEvent, PublishedUnit, PublishedYear
from pulau.apps.publication.selectors.places import Moved, NotPublished, unit_at
from pulau.apps.publication.services import publishing
from pulau.core.shared.actor import Actor
from pulau.core.shared.public_state import PublicState
from pulau.core.workflow.assessment import DESK, PANEL, RECOMMENDED, STAGES, TO_BE_COACHED
from pulau.core.workflow.public_states import PUBLIC_STATES
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import assign, full_marks, give
from tests.apps.declarations.declaring import DAY, Stage
from tests.apps.publication.publishing import everything, publish, publish_all, unit, year
from tests.cast import NOW
from tests.house import House

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

__all__ = ["court"]

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=300)
DECREE = DecreeWish("SK.1/2026", date(2026, 3, 2))


def judged(court: Court) -> None:
    """Let the TPI and the ministry's desk judge the case: full marks, and one item worse."""
    assign(court, "nina", "tia")
    court.stand_at("tpi-round-1")
    give(court, "nina", full_marks(), finding="Rahasia penilai: berkas map merah.")
    court.stand_at(DESK)
    give(court, "tia", {"P1.i.a": "Tidak"}, finding="Catatan meja TPN yang tidak terbit.")


def test_a_unit_with_a_worksheet_is_building_and_nothing_of_the_worksheet_is_told(house: House) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    publish(house)
    assert (unit().state, year().state, year().total, year().areas) == ("building", "building", None, [])


def test_a_unit_of_which_nothing_is_known_is_told_as_not_declared(house: House) -> None:
    publish(house)
    assert (unit("rsud").state, unit("rsud").declared_on, unit("rsud").title) == ("none", None, "")


@pytest.mark.parametrize("stage", [stage.code for stage in STAGES])
def test_at_every_stage_the_public_learns_the_state_and_no_figure_before_the_end(court: Court, stage: str) -> None:
    judged(court)
    court.stand_at(stage)
    publish(court)
    state = PUBLIC_STATES[stage]
    told = year()
    assert told.state == state.value
    shown = state in {PublicState.NOT_PASSED, PublicState.GRANTED, PublicState.REVOKED}
    assert (told.total is not None, bool(told.areas), bool(told.gates), told.internal_total is not None) == (shown,) * 4
    assert (unit().total is not None) == shown


@pytest.mark.parametrize("stage", [DESK, PANEL, TO_BE_COACHED, "coaching", "monitoring"])
def test_no_note_of_an_assessor_and_no_name_of_one_is_ever_told(court: Court, stage: str) -> None:
    judged(court)
    court.stand_at(stage)
    publish(court)
    text = everything()
    assert "Dinas Kependudukan" in text
    for secret in ("map merah", "Catatan meja", "Nina Safitri", "Tia Maharani", "Ayu Larasati", "Gita Permata"):
        assert secret not in text


def test_the_final_score_is_what_was_stored_with_the_law_s_minimums(court: Court) -> None:
    judged(court)
    court.stand_at("coaching")
    publish(court)
    stored = court.case()
    told = year()
    assert (told.level, told.total) == ("tpn", stored.printed["tpn"]["total"])
    assert told.internal_total == stored.printed["tpi"]["total"]
    assert [area["percent"] for area in told.areas] == [
        stored.printed["tpn"][f"areas.{n}.percent"] for n in range(1, 7)
    ]
    total = next(gate for gate in told.gates if gate["gate"] == "total")
    assert (total["required"], total["actual"], total["met"]) == (7500, told.total, stored.gates["tpn"]["WBK.total"])
    area = next(gate for gate in told.gates if gate["gate"] == "area-1")
    assert (area["unit"], area["actual"]) == ("percent", told.areas[0]["percent"])


def test_a_title_is_told_with_its_decree_and_an_event_that_keeps_its_id(court: Court) -> None:
    judged(court)
    court.stand_at(RECOMMENDED)
    determine(actor=court.actors["vino"], case_ids=[court.case_id], wish=DECREE, now=NOW)
    publish(court)
    held = unit()
    assert (held.title, held.title_since, held.facts["titles"][0]["decree"]) == ("WBK", date(2026, 3, 2), "SK.1/2026")
    granted = PublishedEvent.objects.get(unit=held, kind="granted")
    with behind_wall(court.tenant):
        Case.objects.for_tenant(court.tenant).update(stage="monitoring")
    add_unit(actor=Actor.system(court.tenant), code="baru", name="Baru", kind=UnitKind.OFFICE, now=NOW)
    publish(court, now=LATER)
    again = PublishedEvent.objects.get(unit=held, kind="granted")
    assert (again.pk, again.published_at, again.changed_at) == (granted.pk, granted.published_at, granted.changed_at)


def test_a_declaration_is_told_with_its_officials_and_a_draft_is_not(house: House) -> None:
    stage = Stage(house)
    stage.approve()
    stage.plan("rsud", title="Rencana yang masih rahasia")
    held = stage.held("disdukcapil", place="Pendopo")
    publish(house, now=LATER)
    told = unit().facts["declarations"]
    assert [(one["title"], one["place"], one["symbolic"]) for one in told] == [(held.title, "Pendopo", True)]
    assert [one["name"] for one in told[0]["signers"]] == ["Hana Wulandari"]
    assert told[0]["deed"] == held.document.code if held.document else False
    assert "masih rahasia" not in everything()
    assert PublishedEvent.objects.get(unit=unit(), kind="declared").day == DAY


def test_of_fewer_than_three_people_no_number_is_told(house: House) -> None:
    stage = Stage(house)
    stage.approve()
    stage.pledge(stage.staff("rsud", 2))
    stage.pledge(stage.staff("disdukcapil", 4)[:3])
    stage.held("rsud")
    stage.held("disdukcapil")
    with behind_wall(house.tenants["sagara"]):
        recount(actor=Actor.system(house.tenants["sagara"]), year=2026, now=LATER)
    publish(house, now=LATER)
    assert (year("rsud").staff, year("rsud").signed) == (None, None)
    assert (year().staff, year().signed) == (4, 3)


def test_publishing_again_changes_nothing_and_writes_no_entry(house: House) -> None:
    assert publish(house).changed == 2
    entries = Entry.objects.for_tenant(house.tenants["sagara"]).filter(action="publication.published")
    assert (publish(house, now=LATER).changed, entries.count()) == (0, 1)
    house.open("rsud", 2026)
    assert (publish(house, now=LATER).changed, entries.count()) == (1, 2)


def test_a_renamed_unit_is_found_at_its_old_address(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    publish(house)
    rename_unit(actor=system, unit_id=house.units["rsud"].pk, name="RSUD Baru", code="rsud-baru",
                kind=UnitKind.HOSPITAL, day=date(2026, 3, 2), now=NOW)  # fmt: skip
    publish(house, now=LATER)
    assert unit_at("sagara", "rsud") == Moved("sagara", "rsud-baru")
    assert unit("rsud-baru").facts["names"][0]["name"] == "RSUD Tanjung Sagara"
    assert PublishedEvent.objects.get(unit=unit("rsud-baru"), kind="renamed").told["before"] == "RSUD Tanjung Sagara"


@pytest.mark.parametrize("batch", [1, publishing.BATCH])
def test_units_whose_codes_were_corrected_crosswise_are_published(
    house: House, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "BATCH", batch)
    tenant = house.tenants["sagara"]
    publish(house)
    ids = {code: house.units[code].pk for code in ("rsud", "disdukcapil")}
    with behind_wall(tenant):
        rows = WorkUnit.objects.for_tenant(tenant)
        for pk, code in ((ids["rsud"], "antara"), (ids["disdukcapil"], "rsud"), (ids["rsud"], "disdukcapil")):
            rows.filter(pk=pk).update(code=code)
    assert publish(house, now=LATER).changed == 2
    assert {code: unit(code).pk for code in ids} == {"rsud": ids["disdukcapil"], "disdukcapil": ids["rsud"]}


def test_a_merged_unit_keeps_its_page_and_names_its_successor(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    merge_unit(actor=system, unit_id=house.units["rsud"].pk, into_id=house.units["disdukcapil"].pk,
               day=date(2026, 3, 2), now=NOW)  # fmt: skip
    publish(house, now=LATER)
    gone = unit("rsud")
    assert (gone.into, gone.until, gone.stands_on(LATER.date())) == (unit().pk, date(2026, 3, 1), False)
    assert unit().facts["merged_from"] == ["RSUD Tanjung Sagara"]


def test_a_unit_that_was_closed_is_not_counted_after_its_end(house: House) -> None:
    close_unit(
        actor=Actor.system(house.tenants["sagara"]), unit_id=house.units["rsud"].pk, day=date(2026, 3, 2), now=NOW
    )
    publish(house, now=LATER)
    assert not PublishedYear.objects.filter(unit=house.units["rsud"].pk, year=2026).exists()
    assert PublishedAgency.objects.get(slug="sagara").units == 1


def test_an_unknown_address_is_not_published(house: House) -> None:
    publish(house)
    for agency, slug in (("sagara", "tidak-ada"), ("lain", "rsud"), ("' OR 1=1", "x")):
        with pytest.raises(NotPublished):
            unit_at(agency, slug)


def test_the_queries_of_publishing_do_not_grow_with_the_units(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tenant = house.tenants["sagara"]
    with behind_wall(tenant):
        for number in range(60):
            add_unit(
                actor=Actor.system(tenant), code=f"u-{number}", name=f"Unit {number}", kind=UnitKind.VILLAGE, now=NOW
            )
    with django_assert_max_num_queries(70 if connection.vendor == "postgresql" else 60):
        publish(house, now=LATER)
    assert PublishedUnit.objects.filter(agency=tenant).count() == 62


def test_every_body_is_published_and_the_country_counted(house: House) -> None:
    assert publish_all() == 3
    assert publish_all(LATER) == 0
    assert set(PublishedAgency.objects.values_list("slug", flat=True)) == {"sagara", "lain"}


def test_a_title_that_was_revoked_later_leaves_the_year_of_its_case_as_it_ended(court: Court) -> None:
    judged(court)
    court.stand_at(RECOMMENDED)
    [held] = determine(actor=court.actors["vino"], case_ids=[court.case_id], wish=DECREE, now=NOW)
    with behind_wall(court.tenant):
        Case.objects.for_tenant(court.tenant).update(stage="revoked")
        rows = TitleHeld.objects.for_tenant(court.tenant).filter(pk=held.pk)
        rows.update(state=TitleState.REVOKED, closed_on=date(2027, 5, 4))
    publish(court, now=NOW + timedelta(days=450))
    assert (year().state, year().title, year().revoked_on) == ("granted", "WBK", None)
    assert (year(number=2027).state, year(number=2027).title) == ("revoked", "")
    assert year(number=2027).revoked_on == date(2027, 5, 4)
    assert unit().state == "revoked"
