"""Accounts of employees and people from outside: linked by address, signed out; nobody tries addresses out."""

from __future__ import annotations

import json
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Appointment, OutsidePerson
from pulau.apps.people.services.staff import link_account
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import EventKind, SignInEvent
from pulau.foundation.journal.models import Entry
from tests.apps.people.test_outsiders import noted
from tests.cast import NOW
from tests.house import PASSWORD, House
from tests.staff import employed, fresh

pytestmark = pytest.mark.django_db
UNKNOWN = "Tidak ada akun dengan surel itu yang pernah memegang peran di instansi Anda."


def told(answer: Any) -> str:  # noqa: ANN401 - a test client's answer has no public type
    return unescape(answer.content.decode())


def kept(house: House, action: str, agency: str = "sagara") -> list[Entry]:
    return list(Entry.objects.for_tenant(house.tenants[agency]).filter(action=action).order_by("at", "id"))


def linked(house: House, person: str = "ayu") -> Any:  # noqa: ANN401 - an employee
    ani = employed(house)
    return link_account(actor=house.actors["hana"], employee_id=ani.pk, user_id=house.users[person].pk, now=NOW)


@pytest.mark.parametrize(
    ("who", "status"), [("indra", 403), ("gita", 403), ("ayu", 403), ("dewi", 403), ("eka", 403), (None, 401)]
)
def test_nobody_but_the_administrator_tends_accounts(house: House, who: str | None, status: int) -> None:
    ani, rudi, client = linked(house), noted(house), house.client(who)
    for path in (f"/pegawai/{ani.pk}/akun", f"/pegawai/{ani.pk}/akhiri-sesi", f"/orang-luar/{rudi.pk}/akun"):
        assert client.get(path).status_code == (302 if who is None else 403)
        assert client.post(path, {"lepas": "ya", "surel": "ayu@uji.example.id"}).status_code == status
    assert fresh(ani).user_id == house.users["ayu"].pk
    assert kept(house, "people.outsider_linked") == kept(house, "people.employee_signed_out") == []


def test_an_administrator_of_another_agency_finds_nobody(house: House) -> None:
    ani, rudi = linked(house), noted(house)
    system = Actor.system(house.tenants["lain"])
    wish = Wish(role=Role.AGENCY_ADMINISTRATOR, unit_id=None, since=date(2020, 1, 2))
    appoint(actor=system, user_id=house.users["dewi"].pk, wish=wish, now=NOW)
    client = house.client("dewi")
    for path in (f"/pegawai/{ani.pk}/akun", f"/pegawai/{ani.pk}/akhiri-sesi", f"/orang-luar/{rudi.pk}/akun"):
        assert {client.get(path).status_code, client.post(path, {"lepas": "ya"}).status_code} == {404}


def test_an_employee_is_linked_by_address_and_unlinked(house: House) -> None:
    ani, client = employed(house), house.client("hana")
    path = f"/pegawai/{ani.pk}/akun"
    assert path in told(client.get(f"/pegawai/{ani.pk}"))
    answer = client.post(path, {"surel": " Ayu@Uji.example.id "})
    assert (answer.status_code, answer["Location"]) == (303, f"/pegawai/{ani.pk}")
    assert fresh(ani).user_id == house.users["ayu"].pk
    assert "ayu@uji.example.id" in told(client.get(path))
    again = client.post(path, {"surel": "gita@uji.example.id"})
    assert (again.status_code, "sudah tertaut" in told(again)) == (422, True)
    assert client.post(path, {"lepas": "ya"}).status_code == 303
    assert fresh(ani).user_id is None
    ayu = str(house.users["ayu"].pk)
    changes = [json.loads(entry.payload) for entry in kept(house, "people.account_linked")]
    assert changes == [{"before": {}, "after": {"user": ayu}}, {"before": {"user": ayu}, "after": {}}]


@pytest.mark.parametrize("address", ["dewi@uji.example.id", "eka@uji.example.id", "siapa@uji.example.id"])
def test_an_address_known_elsewhere_and_one_of_nobody_are_told_alike(house: House, address: str) -> None:
    ani, rudi, client = employed(house, email=address), noted(house, email=address), house.client("hana")
    for path in (f"/pegawai/{ani.pk}/akun", f"/orang-luar/{rudi.pk}/akun"):
        answer = client.post(path, {"surel": address})
        assert (answer.status_code, UNKNOWN in told(answer)) == (422, True)
    assert fresh(ani).user_id is None
    assert kept(house, "people.account_linked") == []


def test_a_person_from_outside_is_linked_and_unlinked(house: House) -> None:
    rudi, client = noted(house), house.client("hana")
    path = f"/orang-luar/{rudi.pk}/akun"
    assert path in told(client.get("/orang-luar"))
    assert client.post(path, {"surel": "bukan"}).status_code == 422
    assert client.post(path, {"surel": "joko@uji.example.id"}).status_code == 303
    found = OutsidePerson.objects.for_tenant(house.tenants["sagara"]).get()
    assert found.user_id == house.users["joko"].pk
    other = noted(house, name="Sinta")
    assert client.post(f"/orang-luar/{other.pk}/akun", {"surel": "joko@uji.example.id"}).status_code == 422
    assert "joko@uji.example.id" in told(client.get(path))
    assert client.post(path, {"lepas": "ya"}).status_code == 303
    found.refresh_from_db()
    assert (found.user_id, len(kept(house, "people.outsider_linked"))) == (None, 2)


def test_nothing_is_linked_to_who_was_erased(house: House) -> None:
    ani, rudi, client = linked(house), noted(house), house.client("hana")
    for row in (ani, rudi):
        type(row).objects.for_tenant(row.tenant_id).filter(pk=row.pk).update(erased_at=NOW)
    for path in (f"/pegawai/{ani.pk}/akun", f"/pegawai/{ani.pk}/akhiri-sesi", f"/orang-luar/{rudi.pk}/akun"):
        assert {client.get(path).status_code, client.post(path, {"lepas": "ya"}).status_code} == {404}


def test_all_sessions_of_an_employee_end(house: House) -> None:
    ani, phone, other = linked(house), Client(), house.client("gita")
    phone.post("/masuk", {"login": "ayu@uji.example.id", "password": PASSWORD})
    phone.get("/lke")
    assert UserSession.objects.filter(user=house.users["ayu"]).exists()
    client, path = house.client("hana"), f"/pegawai/{ani.pk}/akhiri-sesi"
    assert path in told(client.get(f"/pegawai/{ani.pk}"))
    assert path not in told(house.client("indra").get(f"/pegawai/{ani.pk}"))
    assert "Akhiri semua sesi Ani Lestari" in told(client.get(path))
    assert phone.get("/lke").status_code == 200  # the question alone ends nothing
    assert client.post(path).status_code == 303
    assert phone.get("/lke").status_code == 302
    assert (other.get("/lke").status_code, client.get("/pegawai").status_code) == (200, 200)
    (entry,) = kept(house, "people.employee_signed_out")
    assert json.loads(entry.payload) == {"user": str(house.users["ayu"].pk), "sessions": "1"}
    assert (entry.actor_id, entry.object_id, entry.unit_id) == (house.users["hana"].pk, str(ani.pk), ani.unit_id)
    assert SignInEvent.objects.filter(user=house.users["ayu"], kind=EventKind.SIGNED_OUT).exists()


def test_who_holds_no_duty_here_today_is_not_signed_out(house: House) -> None:
    ani = linked(house)
    yesterday = timezone.localdate() - timedelta(days=2)
    Appointment.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users["ayu"]).update(until=yesterday)
    house.client("ayu")
    before = Session.objects.count()
    client = house.client("hana")
    assert "akhiri-sesi" not in told(client.get(f"/pegawai/{ani.pk}"))
    assert client.post(f"/pegawai/{ani.pk}/akhiri-sesi").status_code == 404
    assert Session.objects.count() == before + 1
