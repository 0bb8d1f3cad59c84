"""Pages name the day that it is in the agency: at 23.00 in Jakarta it is the next day, and perhaps year, in Papua."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from pulau.apps.agencies.contract import Agency, WorkUnit
from pulau.apps.agencies.forms.parts import UnitField
from pulau.apps.people.models import Appointment
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.readers import readers_of
from tests.house import House

pytestmark = pytest.mark.django_db
EVE = datetime(2026, 12, 31, 16, tzinfo=UTC)
LAST = date(2026, 12, 31)
LINK = 'href="/unit/rsud"'


@pytest.fixture
def eve(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """23.00 of New Year's Eve in Jakarta, where the agency of Hana has its hospital until that day."""
    house.client("hana")  # before the clock is set
    monkeypatch.setattr(timezone, "now", lambda: EVE)
    WorkUnit.objects.for_tenant(house.tenants["sagara"]).filter(code="rsud").update(until=LAST)
    return house


def in_zone(house: House, zone: str) -> None:
    Agency.objects.for_tenant(house.tenants["sagara"]).update(zone=zone)


def told(answer: Any) -> str:  # noqa: ANN401 - a test client's answer has no public type
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize(("zone", "lives"), [("WIB", True), ("WITA", False), ("WIT", False)])
def test_a_unit_ends_with_its_last_day_in_the_agency(eve: House, zone: str, *, lives: bool) -> None:
    in_zone(eve, zone)
    client = eve.client("hana")
    assert (LINK in told(client.get("/unit"))) is lives
    assert (LINK in told(client.get("/unit", {"berakhir": "ya"}))) is not lives
    offered = [str(code) for code, _name in UnitField(eve.actors["hana"]).choices]
    assert ("rsud" in offered) is lives


@pytest.mark.parametrize(("zone", "there"), [("WIB", True), ("WIT", False)])
def test_whom_a_comment_may_name_is_decided_by_the_day_of_the_agency(eve: House, zone: str, *, there: bool) -> None:
    in_zone(eve, zone)
    rows = Appointment.objects.for_tenant(eve.tenants["sagara"])
    rows.filter(user=eve.users["fajar"]).update(until=LAST)
    readers = {reader.id for reader in readers_of(eve.actors["ayu"], eve.sheet, EVE)}
    assert (eve.users["fajar"].pk in readers, eve.users["ayu"].pk in readers) == (there, True)


@pytest.mark.parametrize(("zone", "year"), [("WIB", 2026), ("WIT", 2027)])
def test_the_year_of_a_form_is_that_of_the_agency(eve: House, zone: str, year: int) -> None:
    in_zone(eve, zone)
    client = eve.client("hana")
    assert f'value="{year}"' in told(client.get("/lke/baru"))
    page = told(client.get("/kesiapan", {"tahun": "2027"}))
    assert (">2027<" in page) is (year == 2027)
    Worksheet.objects.for_tenant(eve.tenants["sagara"]).delete()
    assert str(year) in told(client.get("/lke/tabel"))
