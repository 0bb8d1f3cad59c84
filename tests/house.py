"""A small house for tests of signed-in work: two agencies, their units, their people, a worksheet.

    def test_a_stranger_finds_nothing(house: House) -> None:
        assert house.client("dewi").get(house.address()).status_code == 404

Ayu and Fajar are the team of the civil registry, Gita is its head; Joko is the team of the hospital; Hana administers
the agency, Indra heads it; Dewi is the team of another agency's civil registry; Eka has an account and no appointment.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.test import Client

from pulau.apps.agencies.contract import AgencyKind, UnitKind, WorkUnit, add_unit, describe_agency
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.worksheets.changes import Change, Saved
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.selectors import values_of
from pulau.apps.worksheets.services.answers import answer_items
from pulau.apps.worksheets.services.opening import open_worksheet
from pulau.core.shared.actor import Actor, Appointment
from pulau.foundation.accounts.models import User
from pulau.foundation.accounts.services import open_tenant, register_user
from tests.cast import NOW

REGULATION = "permenpan-rb-90-2021"
YEAR = 2026
FIRST_DAY = date(2020, 1, 2)
PASSWORD = "sandi-untuk-uji-coba"


@dataclass
class House:
    """The people by name, the units by code, and the worksheet `sheet` of the civil registry for 2026."""

    tenants: dict[str, UUID]
    units: dict[str, WorkUnit]
    users: dict[str, User]
    actors: dict[str, Actor]
    sheet: Worksheet = field(init=False)

    def client(self, name: str | None) -> Client:
        """A browser in which `name` has signed in; None: a stranger."""
        client = Client()
        while name is not None:
            try:
                client.force_login(self.users[name])
            except OperationalError:  # a live server reads the same SQLite in memory, which then waits for nobody
                time.sleep(0.02)
            else:
                break
        return client

    def confirmed(self, name: str) -> Client:
        """A browser in which somebody has just shown who they are."""
        client = self.client(name)
        session = client.session
        session["account_authentication_methods_user"] = str(self.users[name].pk)
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.save()
        return client

    def address(self, rest: str = "", *, unit: str = "disdukcapil", year: int = YEAR) -> str:
        """An address below a worksheet: `house.address("area/5")`."""
        return f"/lke/{unit}/{year}/{rest}"

    def answer(self, who: str, values: dict[str, Any], *, now: datetime = NOW, sheet: Worksheet | None = None) -> Saved:
        """Let somebody answer items as they stand now, whatever was there."""
        row = sheet or self.sheet
        seen = values_of(row)
        changes = [Change(item, seen[item].version if item in seen else 0, value) for item, value in values.items()]
        return answer_items(actor=self.actors[who], worksheet_id=row.pk, changes=changes, now=now)

    def existing(self, unit: str, year: int) -> Worksheet | None:
        """Return a worksheet that was opened before, or None."""
        row: Worksheet | None = (
            Worksheet.objects.for_tenant(self.units[unit].tenant_id).filter(unit__code=unit, year=year).first()
        )
        return row

    def open(self, unit: str, year: int, *, regulation: str = REGULATION, who: str = "hana") -> Worksheet:
        """Open one more worksheet."""
        return open_worksheet(
            actor=self.actors[who], unit_id=self.units[unit].pk, year=year, regulation=regulation, now=NOW
        )


AGENCIES = {
    "sagara": ("Kabupaten Tanjung Sagara", {"disdukcapil": "Dinas Kependudukan", "rsud": "RSUD Tanjung Sagara"}),
    "lain": ("Kota Muara Lain", {"disdukcapil-lain": "Dinas Kependudukan Muara Lain"}),
}
PEOPLE: dict[str, tuple[str, str, Role, str | None]] = {
    "ayu": ("Ayu Larasati", "sagara", Role.ZONE_TEAM, "disdukcapil"),
    "fajar": ("Fajar Prakoso", "sagara", Role.ZONE_TEAM, "disdukcapil"),
    "gita": ("Gita Permata", "sagara", Role.UNIT_HEAD, "disdukcapil"),
    "joko": ("Joko Santosa", "sagara", Role.ZONE_TEAM, "rsud"),
    "hana": ("Hana Wulandari", "sagara", Role.AGENCY_ADMINISTRATOR, None),
    "indra": ("Indra Kusuma", "sagara", Role.AGENCY_HEAD, None),
    "dewi": ("Dewi Anggraini", "lain", Role.ZONE_TEAM, "disdukcapil-lain"),
}


def build_house() -> House:
    """Build it, by the services that everybody uses."""
    house = House({}, {}, {}, {})
    for code, (name, units) in AGENCIES.items():
        tenant = open_tenant(code=code, name=name, now=NOW)
        system = Actor.system(tenant.pk)
        describe_agency(actor=system, name=name, kind=AgencyKind.REGENCY, region="", now=NOW)
        house.tenants[code] = tenant.pk
        for unit, title in units.items():
            house.units[unit] = add_unit(actor=system, code=unit, name=title, kind=UnitKind.OFFICE, now=NOW)
    for person, (full_name, agency, role, place) in PEOPLE.items():
        _move_in(house, person, full_name, agency, role, place)
    eka = register_user(
        actor=Actor.system(house.tenants["sagara"]), email="eka@uji.example.id", full_name="Eka Nugraha", now=NOW
    )
    house.users["eka"] = eka
    house.sheet = house.open("disdukcapil", YEAR)
    return house


def _move_in(house: House, person: str, full_name: str, agency: str, role: Role, unit: str | None) -> None:
    system = Actor.system(house.tenants[agency])
    user = register_user(actor=system, email=f"{person}@uji.example.id", full_name=full_name, now=NOW)
    user.set_password(PASSWORD)
    user.save()
    unit_id = house.units[unit].pk if unit else None
    appoint(actor=system, user_id=user.pk, wish=Wish(role=role, unit_id=unit_id, since=FIRST_DAY), now=NOW)
    house.users[person] = user
    house.actors[person] = Actor(user.pk, house.tenants[agency], role, (Appointment(role, unit_id),))
