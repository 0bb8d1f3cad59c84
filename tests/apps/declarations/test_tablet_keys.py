"""Whose device is a tablet and for how long: opening, ending, keys that open nothing, and pages that stay closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from pulau.apps.declarations.models import TabletSession
from pulau.apps.declarations.services.tablet import end_tablet, open_tablet
from pulau.apps.declarations.tablet_device import COOKIE
from pulau.apps.people.models import Appointment
from pulau.foundation.journal.models import Entry
from tests.apps.declarations.pledging import ask, pact_of, texts, worker
from tests.apps.declarations.tablet import HOME, device, draw
from tests.apps.signing.desk import as_requested
from tests.cast import NOW
from tests.house import PASSWORD, House

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]


def test_opening_signs_the_device_out_and_closes_every_other_page_on_it(house: House) -> None:
    texts(house)
    gita = house.confirmed("gita")
    key = gita.session.session_key
    opened = gita.post("/pakta/tablet/buka", {"unit": "disdukcapil", "jam": "4"})
    assert (opened.status_code, opened["Location"]) == (303, HOME)
    assert not Session.objects.filter(session_key=key).exists()
    cookie = opened.cookies[COOKIE]
    row = TabletSession.objects.for_tenant(house.tenants["sagara"]).get()
    assert (bool(cookie["httponly"]), cookie["samesite"], cookie.value == row.digest) == (True, "Lax", False)
    assert row.until - row.opened_at == timedelta(hours=4)
    for path in ("/", "/lke", "/masuk", "/periksa", "/pakta/tablet", f"/pakta/tablet/{row.pk}", "/api/v1/worksheets"):
        assert gita.get(path)["Location"] == HOME, path
    assert gita.post("/masuk", {"login": "gita@uji.example.id", "password": PASSWORD})["Location"] == HOME
    assert gita.get(HOME).status_code == 200


def test_who_may_not_attend_opens_none_and_a_password_is_asked_before(house: House) -> None:
    texts(house)
    asked = house.client("gita").post("/pakta/tablet/buka", {"unit": "disdukcapil", "jam": "4"})
    assert asked["Location"].startswith("/akun/konfirmasi")
    for who, status in (("indra", 403), ("eka", 403), ("joko", 422), ("dewi", 422)):
        body = {"unit": "disdukcapil", "jam": "4"}
        assert house.confirmed(who).post("/pakta/tablet/buka", body).status_code == status, who
    assert house.confirmed("gita").post("/pakta/tablet/buka", {"unit": "disdukcapil", "jam": "99"}).status_code == 422
    with as_requested(house.actors["gita"]), pytest.raises(ValueError, match="at most"):
        open_tablet(
            actor=house.actors["gita"], unit_id=house.units["disdukcapil"].pk, length=timedelta(hours=9), now=NOW
        )
    assert not TabletSession.objects.for_tenant(house.tenants["sagara"]).exists()


def test_a_key_opens_nothing_once_ended_run_out_or_without_its_opener(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts(house)
    employee = worker(house, "Edo Tanpaakun", account=False)
    ask(house)
    edo = pact_of(employee)
    row, tablet = device(house)
    _second, stolen = device(house, "ayu")
    assert Client().get(HOME).status_code == 404
    made_up = Client()
    made_up.cookies[COOKIE] = row.digest
    assert made_up.get(HOME).status_code == 410, "the digest is no key"
    with as_requested(house.actors["hana"]):
        end_tablet(actor=house.actors["hana"], tablet_id=row.pk, now=NOW + timedelta(minutes=5))
        end_tablet(actor=house.actors["hana"], tablet_id=row.pk, now=NOW + timedelta(minutes=6))
    ended = tablet.get(HOME)
    assert (ended.status_code, ended.cookies[COOKIE].value) == (410, "")
    assert "Edo" not in ended.content.decode()
    held = house.users["ayu"].pk
    duty = Appointment.objects.for_tenant(row.tenant_id).get(user_id=held)
    assert draw(stolen, edo) == 303
    Appointment.objects.for_tenant(row.tenant_id).filter(pk=duty.pk).update(until=NOW.date() - timedelta(days=1))
    assert stolen.get(HOME).status_code == 410, "who opened it holds no duty any more"
    _third, late = device(house)
    for module in ("views.kiosk", "tablet_device"):
        monkeypatch.setattr(
            f"pulau.apps.declarations.{module}.timezone.now", lambda: NOW + timedelta(hours=4, seconds=1)
        )
    assert late.get(HOME).status_code == 410
    assert Entry.objects.for_tenant(row.tenant_id).filter(action="declarations.tablet_ended").count() == 1


def test_it_is_ended_at_the_tablet_too(house: House) -> None:
    row, tablet = device(house)
    assert tablet.get(f"{HOME}/akhiri").status_code == 200
    done = tablet.post(f"{HOME}/akhiri")
    assert (done["Location"], done.cookies[COOKIE].value) == ("/masuk", "")
    assert TabletSession.objects.for_tenant(row.tenant_id).get(pk=row.pk).ended_at == NOW
