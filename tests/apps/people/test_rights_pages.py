"""The pages about rights say what `decide` says, of everybody and everything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Appointment
from pulau.apps.people.policies import SEE_STAFF
from pulau.apps.people.selectors import as_actor, held_appointments
from pulau.apps.people.selectors.access import way_of, who_can
from pulau.core.shared.actor import Actor
from pulau.core.shared.permissions import Subject, decide
from pulau.core.shared.roles import Scope
from pulau.foundation.registry.permissions import permissions
from tests.apps.people.grants import add_person, employ, grant, open_ministry
from tests.house import FIRST_DAY, House

CAST = ("ayu", "gita", "joko", "hana", "indra", "dewi")


@pytest.fixture
def peopled(house: House) -> House:
    """Beside the house: visitors by region and country, one from a region that does not reach, a past duty."""
    open_ministry(house)
    add_person(house, "tina", "kemenuji", grant(region="97.01"))
    add_person(house, "tono", "kemenuji", grant(region="97", role=Role.COMPANION, companion_kind="ombudsman"))
    add_person(house, "jauh", "kemenuji", grant(region="97.02"))
    add_person(house, "olga", "kemenuji", grant(scope=Scope.COUNTRY, role=Role.OPERATOR))
    ended = Wish(role=Role.AGENCY_ADMINISTRATOR, since=FIRST_DAY, until=date(2021, 1, 1))
    appoint(actor=Actor.system(house.tenants["sagara"]), user_id=house.users["eka"].pk, wish=ended, now=timezone.now())
    return house


def shown(house: House, who: str) -> dict[str, bool]:
    """Return each action's code and whether the page of a person says that they may."""
    answer = house.client(who).get("/hak-saya")
    assert answer.status_code == 200
    return {right["code"]: right["allowed"] for _app, rights in answer.context["groups"] for right in rights}


@pytest.mark.parametrize("who", [*CAST, "tina", "olga"])
def test_ones_own_page_and_the_decisions_agree_on_every_action(peopled: House, who: str) -> None:
    user = peopled.users[who].pk
    actor = as_actor(user, held_appointments(user, timezone.now()))
    assert actor is not None
    places = {held.unit_id for held in actor.appointments} | {None}
    found = shown(peopled, who)
    assert set(found) == {action.code for action in permissions}
    for action in permissions:
        states = {state for permit in action.permits for state in permit.states} | {""}
        allowed = any(
            decide(actor, action, Subject(actor.tenant_id, unit, person, state)).allowed
            for unit in places for person in (None, user) for state in states
        )  # fmt: skip
        assert found[action.code] == allowed, action.code


def test_the_page_names_role_place_end_and_document_or_who_could(house: House) -> None:
    Appointment.objects.for_actor(house.actors["ayu"]).filter(user=house.users["ayu"]).update(
        until=date(2099, 12, 31), document="SK 7/2026"
    )
    page = house.client("ayu").get("/hak-saya").content.decode()
    assert "Sebagai Tim kerja ZI, Dinas Kependudukan, s.d. 31 Desember 2099 (SK 7/2026)" in page
    assert "Dapat dilakukan oleh: Pengelola instansi" in page
    assert "faktor kedua" not in page
    assert "perlu faktor kedua" in house.client("hana").get("/hak-saya").content.decode()


@pytest.mark.parametrize(("who", "status"), [("eka", 403), (None, 302)])
def test_who_holds_nothing_has_no_rights_to_be_told(house: House, who: str | None, status: int) -> None:
    assert house.client(who).get("/hak-saya").status_code == status


def test_who_can_finds_exactly_those_whom_the_decisions_let_in(peopled: House) -> None:
    hana, now = peopled.actors["hana"], timezone.now()
    actors = {
        user.pk: as_actor(user.pk, held_appointments(user.pk, now), hana.tenant_id) for user in peopled.users.values()
    }
    everybody = {
        user: actor for user, actor in actors.items() if actor is not None and actor.tenant_id == hana.tenant_id
    }
    for action in permissions:
        for unit in (peopled.units["disdukcapil"].pk, peopled.units["rsud"].pk):
            rows = who_can(hana, action, unit, now)
            assert all(way_of(hana, action, row) is not None for row in rows), action.code
            states = {state for permit in action.permits for state in permit.states} | {""}
            right = {
                user for user, actor in everybody.items()
                if any(decide(actor, action, Subject(hana.tenant_id, unit, None, state)).allowed for state in states)
            }  # fmt: skip
            assert {row.user_id for row in rows} == right, action.code


def test_the_administrator_sees_who_sees_a_unit_an_employee_and_guests_from_elsewhere(peopled: House) -> None:
    employ(peopled, peopled.users["joko"], "rsud", "198501012010012002")
    browser = peopled.client("hana")

    def names(query: str) -> str:
        answer = browser.get(f"/siapa-melihat?{query}")
        assert answer.status_code == 200
        return str(answer.content.decode())

    staff = names("tindakan=people.see_staff&tempat=disdukcapil")
    assert all(name in staff for name in ("Hana Wulandari", "Indra Kusuma", "Gita Permata"))
    assert "Ayu Larasati" not in staff
    of_joko = names("tindakan=people.see_staff&tempat=198501012010012002")
    assert "RSUD Tanjung Sagara" in of_joko
    assert "Gita Permata" not in of_joko
    units = names("tindakan=agencies.see_units")
    assert "Tina" in units
    assert "Tono" in units
    assert "dari Kementerian Uji" in units
    assert "Jauh" not in units
    assert "Dewi" not in units
    assert "Tidak ada unit atau pegawai itu" in names("tempat=entah")
    assert SEE_STAFF.indonesian in names("tindakan=entah")


@pytest.mark.parametrize("who", ["ayu", "gita", "indra", "tina", "olga"])
def test_others_do_not_ask_who_can_see_what(peopled: House, who: str) -> None:
    assert peopled.client(who).get("/siapa-melihat").status_code == 403


def test_the_pages_ask_no_more_for_more(house: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401 - pytest-django's
    for number in range(15):
        wish = Wish(role=Role.ZONE_TEAM, unit_id=house.units["rsud"].pk, since=FIRST_DAY + timedelta(days=number))
        add_person(house, f"orang{number}", "sagara", wish)
    browser = house.client("hana")
    for path in ("/siapa-melihat?tindakan=worksheets.read&tempat=rsud", "/hak-saya", "/penugasan"):
        with django_assert_max_num_queries(15):
            browser.get(path)
