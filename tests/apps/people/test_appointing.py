"""A role is held where it can be, by whom it may be, from day to day; it ends by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from pulau.apps.agencies.contract import Agency
from pulau.apps.people.contract import Role, Wish, appoint, end_appointment, may_assess
from pulau.apps.people.models import Appointment, Basis
from pulau.apps.people.selectors import held_appointments
from pulau.apps.people.selectors.conflict_words import conflict_sentences
from pulau.apps.people.services.appointing import (
    AppointmentConflicts,
    LastAdministrator,
    withdraw_appointment,
)
from pulau.apps.people.wishes import GrantBeyondReach, SelfAppointed
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import ASSESSING, NOT_BY_ONESELF, SCOPES, Scope
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.notices.telling import told
from tests.apps.people.grants import add_person, grant, open_ministry
from tests.cast import NOW
from tests.house import FIRST_DAY, House

TODAY = NOW.date()


def give(house: House, who: str, wish: Wish, by: str = "hana") -> Appointment:
    return appoint(actor=house.actors[by], user_id=house.users[who].pk, wish=wish, now=NOW)


def wish(house: House, role: Role, unit: str | None = None, **more: Any) -> Wish:  # noqa: ANN401 - fields of a wish
    return Wish(role=role, unit_id=house.units[unit].pk if unit else None, **{"since": TODAY, **more})


def sentences(house: House, refused: AppointmentConflicts, name: str = "Ayu") -> str:
    return " ".join(conflict_sentences(house.actors["hana"], refused.conflicts, name))


def test_nobody_is_appointed_to_the_unit_of_another_agency(house: House) -> None:
    with pytest.raises(ValidationError, match="no such unit"):
        give(house, "eka", wish(house, Role.ZONE_TEAM, "disdukcapil-lain"))
    give(house, "eka", wish(house, Role.ZONE_TEAM, "rsud"))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_held_in_its_scopes_and_in_no_other(house: House, role: Role) -> None:
    ministry = open_ministry(house)
    eka = house.users["eka"].pk
    details: dict[str, Any] = {"companion_kind": "ombudsman"} if role is Role.COMPANION else {}
    for scope in Scope:
        asked = Wish(role=role, since=TODAY, scope=scope, region_code="97" if scope is Scope.REGION else "", **details)
        if scope is Scope.UNIT or scope in SCOPES[role]:
            continue
        with pytest.raises(ValidationError, match="not held there"):
            appoint(actor=ministry, user_id=eka, wish=asked, now=NOW)
    wide = [scope for scope in SCOPES[role] if scope is not Scope.UNIT]
    for scope in wide[:1]:
        asked = Wish(role=role, since=TODAY, scope=scope, region_code="97" if scope is Scope.REGION else "", **details)
        assert appoint(actor=ministry, user_id=eka, wish=asked, now=NOW).scope == scope


@pytest.mark.parametrize("scope", [Scope.REGION, Scope.COUNTRY])
def test_only_a_national_body_gives_what_reaches_beyond_its_walls(house: House, scope: Scope) -> None:
    ministry = open_ministry(house)
    asked = grant(scope=scope)
    with pytest.raises(GrantBeyondReach):
        give(house, "eka", asked)
    appoint(actor=ministry, user_id=house.users["eka"].pk, wish=asked, now=NOW)
    operator = Wish(role=Role.OPERATOR, scope=Scope.COUNTRY, since=TODAY)
    with pytest.raises(GrantBeyondReach):
        give(house, "joko", operator)
    appoint(actor=Actor.system(house.tenants["sagara"]), user_id=house.users["joko"].pk, wish=operator, now=NOW)


@pytest.mark.parametrize("role", sorted(NOT_BY_ONESELF - {"tpn-assessor", "tpn-panel"}))
def test_nobody_makes_themselves_an_assessor_or_auditor(house: House, role: str) -> None:
    with pytest.raises(SelfAppointed):
        give(house, "hana", wish(house, Role(role)))


@pytest.mark.parametrize("who", ["ayu", "gita", "indra", "dewi"])
def test_who_does_not_administer_gives_and_ends_nothing(house: House, who: str) -> None:
    row = give(house, "eka", wish(house, Role.ZONE_TEAM, "rsud"))
    with pytest.raises(PermissionDenied):
        give(house, "fajar", wish(house, Role.ZONE_TEAM, "rsud"), by=who)
    with pytest.raises(PermissionDenied):
        end_appointment(actor=house.actors[who], appointment=row, last_day=TODAY, now=NOW)
    row.refresh_from_db()
    assert row.until is None


@pytest.mark.parametrize(
    ("role", "details", "field"),
    [
        (Role.AREA_OWNER, {}, "area"),
        (Role.AREA_OWNER, {"area": "7"}, "area"),
        (Role.ZONE_TEAM, {"area": "1"}, "area"),
        (Role.COMPANION, {}, "companion_kind"),
        (Role.ZONE_TEAM, {"companion_kind": "press"}, "companion_kind"),
        (Role.UNIT_HEAD, {"basis": Basis.PLT}, "until"),
        (Role.UNIT_HEAD, {"basis": Basis.DELEGATION, "until": TODAY}, "on_behalf_of"),
        (Role.ZONE_TEAM, {"until": TODAY - timedelta(1)}, "__all__"),
    ],
)
def test_a_duty_says_what_belongs_to_it_and_nothing_else(
    house: House, role: Role, details: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        give(house, "eka", wish(house, role, "rsud", **details))
    assert field in refused.value.message_dict


def test_one_person_answers_for_two_areas_of_a_unit_but_not_twice_for_one(house: House) -> None:
    give(house, "eka", wish(house, Role.AREA_OWNER, "rsud", area="1"))
    give(house, "eka", wish(house, Role.AREA_OWNER, "rsud", area="2"))
    with pytest.raises(AppointmentConflicts):
        give(house, "eka", wish(house, Role.AREA_OWNER, "rsud", area="1"))


def test_a_conflict_tells_reason_unit_and_the_day_from_which_it_is_possible(house: House) -> None:
    team = give(house, "eka", wish(house, Role.ZONE_TEAM, "rsud", since=FIRST_DAY))
    with pytest.raises(AppointmentConflicts) as refused:
        give(house, "eka", wish(house, Role.TPI_MEMBER, "rsud"))
    told = sentences(house, refused.value, "Eka")
    assert "Eka bertugas di RSUD Tanjung Sagara" in told
    assert "dua tahun setelah tugasnya di sana berakhir" in told
    end_appointment(actor=house.actors["hana"], appointment=team, last_day=date(2026, 2, 1), now=NOW)
    with pytest.raises(AppointmentConflicts) as refused:
        give(house, "eka", wish(house, Role.TPI_MEMBER, "rsud"))
    assert "mulai 1 Februari 2028" in sentences(house, refused.value, "Eka")
    give(house, "eka", wish(house, Role.TPI_MEMBER, "rsud", since=date(2028, 2, 1)))
    give(house, "eka", wish(house, Role.TPI_MEMBER, "disdukcapil"))
    assert may_assess(house.actors["hana"], house.users["eka"].pk, house.units["disdukcapil"].pk, TODAY) == []
    assert may_assess(house.actors["hana"], house.users["eka"].pk, house.units["rsud"].pk, TODAY) != []


def test_duties_kept_apart_and_duties_held_already_are_told_with_their_role(house: House) -> None:
    give(house, "eka", wish(house, Role.AUDITOR, until=date(2026, 12, 31)))
    with pytest.raises(AppointmentConflicts) as refused:
        give(house, "eka", wish(house, Role.AGENCY_ADMINISTRATOR))
    told = sentences(house, refused.value, "Eka")
    assert "Auditor di seluruh instansi, yang tidak dirangkap" in told
    assert "mulai 1 Januari 2027" in told
    with pytest.raises(AppointmentConflicts) as refused:
        give(house, "ayu", wish(house, Role.ZONE_TEAM, "disdukcapil"))
    assert "sudah memegang peran Tim kerja ZI di Dinas Kependudukan" in sentences(house, refused.value)


@pytest.mark.parametrize(
    ("zone", "last", "first_gone"),
    [
        ("WIB", datetime(2026, 11, 26, 16, 59, 59, tzinfo=UTC), datetime(2026, 11, 26, 17, tzinfo=UTC)),
        ("WITA", datetime(2026, 11, 26, 15, 59, 59, tzinfo=UTC), datetime(2026, 11, 26, 16, tzinfo=UTC)),
        ("WIT", datetime(2026, 11, 26, 14, 59, 59, tzinfo=UTC), datetime(2026, 11, 26, 15, tzinfo=UTC)),
    ],
)
def test_a_duty_ends_by_itself_at_midnight_in_the_agencys_own_zone(
    house: House, zone: str, last: datetime, first_gone: datetime
) -> None:
    Agency.objects.for_tenant(house.tenants["sagara"]).update(zone=zone)
    day = date(2026, 11, 26)
    give(house, "eka", wish(house, Role.ZONE_TEAM, "rsud", since=day, until=day))
    eka = house.users["eka"].pk
    assert [row.role for row in held_appointments(eka, last)] == ["zone-team"]
    assert held_appointments(eka, first_gone) == ()
    first = last - timedelta(days=1) + timedelta(seconds=1)
    assert held_appointments(eka, first - timedelta(seconds=1)) == ()
    assert [row.role for row in held_appointments(eka, first)] == ["zone-team"]


def test_ending_leaves_the_row_and_is_not_a_way_to_make_it_longer(house: House) -> None:
    row = give(house, "eka", wish(house, Role.ZONE_TEAM, "rsud", since=FIRST_DAY, until=date(2026, 6, 30)))
    hana = house.actors["hana"]
    for day in (FIRST_DAY - timedelta(1), date(2026, 7, 1)):
        with pytest.raises(ValidationError):
            end_appointment(actor=hana, appointment=row, last_day=day, now=NOW)
        row.refresh_from_db()
    end_appointment(actor=hana, appointment=row, last_day=TODAY, now=NOW)
    row.refresh_from_db()
    assert row.until == TODAY
    assert Entry.objects.for_actor(hana).filter(action="people.appointment_ended").count() == 1


def test_what_has_not_begun_is_taken_back_and_what_has_is_not(house: House) -> None:
    hana = house.actors["hana"]
    begun = give(house, "eka", wish(house, Role.ZONE_TEAM, "rsud"))
    with pytest.raises(ValidationError):
        withdraw_appointment(actor=hana, appointment=begun, now=NOW)
    coming = give(house, "eka", wish(house, Role.UNIT_HEAD, "rsud", since=TODAY + timedelta(1)))
    withdraw_appointment(actor=hana, appointment=coming, now=NOW)
    roles = Appointment.objects.for_actor(hana).filter(user=house.users["eka"]).values_list("role", flat=True)
    assert list(roles) == ["zone-team"]
    assert Entry.objects.for_actor(hana).filter(action="people.appointment_withdrawn").count() == 1


def test_the_last_administrator_does_not_leave_the_agency_without_one(house: House) -> None:
    hana = house.actors["hana"]
    own = Appointment.objects.for_actor(hana).get(user=house.users["hana"])
    with pytest.raises(LastAdministrator):
        end_appointment(actor=hana, appointment=own, last_day=TODAY, now=NOW)
    leaving = give(house, "indra", wish(house, Role.AGENCY_ADMINISTRATOR))
    end_appointment(actor=hana, appointment=leaving, last_day=TODAY, now=NOW)
    with pytest.raises(LastAdministrator):  # who leaves today is nobody to leave it to
        end_appointment(actor=hana, appointment=own, last_day=TODAY, now=NOW)
    give(house, "gita", wish(house, Role.AGENCY_ADMINISTRATOR))
    end_appointment(actor=hana, appointment=own, last_day=TODAY, now=NOW)


def test_a_new_duty_and_its_end_are_told_to_their_holder_and_not_to_who_gave_them(house: House) -> None:
    row = give(house, "eka", wish(house, Role.ZONE_TEAM, "rsud"))
    end_appointment(actor=house.actors["hana"], appointment=row, last_day=TODAY, now=NOW)
    found = Notice.objects.for_actor(house.actors["hana"]).values_list("user__email", "kind")
    assert sorted(found) == [("eka@uji.example.id", "people.ended"), ("eka@uji.example.id", "people.given")]


def test_the_place_of_a_duty_is_told_in_the_language_of_its_reader(house: House) -> None:
    give(house, "eka", wish(house, Role.GIFT_CONTROL))
    row = Notice.objects.for_actor(house.actors["hana"]).get()
    assert "Seluruh instansi" in told(row.kind, row.params).body
    with override("en"):
        assert "The whole agency" in told(row.kind, row.params).body


def test_assessing_roles_keep_apart_from_leading_and_accompanying() -> None:
    assert {"tpi-member", "tpn-panel"} <= ASSESSING


def test_a_grant_reaches_the_bodies_of_its_region_only_while_it_holds(house: House) -> None:
    open_ministry(house)
    add_person(house, "tina", "kemenuji", grant(until=date(2026, 12, 31)))  # type: ignore[arg-type]  # a day
    assert len(held_appointments(house.users["tina"].pk, datetime(2026, 12, 31, 16, tzinfo=UTC))) == 1
    assert held_appointments(house.users["tina"].pk, datetime(2026, 12, 31, 17, tzinfo=UTC)) == ()
