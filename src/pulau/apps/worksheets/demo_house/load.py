"""Loading the demo's house: agencies, units, appointments and worksheets, all or nothing, and only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from pulau.apps.declarations.contract import DemoCeremonies
from pulau.apps.declarations.contract import load_demo_ceremonies as load_ceremonies
from pulau.apps.people.contract import DemoUnits as Units
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.contract import load_demo_towns as load_towns
from pulau.apps.worksheets.demo_house.filling import fill_worksheet
from pulau.apps.worksheets.demo_house.showing import show_evidence
from pulau.apps.worksheets.demo_house.stories import ELECTION_OFFICE, ELECTIONS, ELSEWHERE, UNITS, Unit
from pulau.apps.worksheets.demo_house.talk import talk_over
from pulau.core.shared.actor import Actor, Appointment
from pulau.foundation.accounts.demo import (
    OTHER_CODE,
    TENANT_CODE,
    TENANTS,
    DemoLoaded,
    load_people,
    people_of_demo,
)
from pulau.foundation.registry.demo_parts import demo_parts
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.foundation.accounts.models import User

BEGAN = 1_100
"""Days before today on which the agency began to use Pulau."""
OVERSEERS = {"hana": Role.AGENCY_ADMINISTRATOR, "indra": Role.AGENCY_HEAD}
Tell = Callable[[int, int], None]
"""Told after each worksheet: how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class HouseLoaded:
    """How much of the demo was new: zero of everything on a second run."""

    people: DemoLoaded
    units: int
    employees: int
    worksheets: int
    ceremonies: DemoCeremonies

    @property
    def anything(self) -> bool:
        """Whether anything was new."""
        return self.people.anything or bool(self.units or self.worksheets or self.ceremonies.pacts)


@dataclass(frozen=True, slots=True)
class Body:
    """An agency of the demo whose units have worksheets, and who oversees it."""

    code: str
    units: tuple[Unit, ...]
    overseers: dict[str, Role]


BODIES = (
    Body(TENANT_CODE, UNITS, OVERSEERS),
    Body(OTHER_CODE, (ELSEWHERE,), {}),
    Body(ELECTIONS, (ELECTION_OFFICE,), {}),
)
WORKPLACES = {
    name: (unit.code, "" if name == unit.head else "Analis Layanan")
    for body in BODIES
    for unit in body.units
    for name in (*unit.team, unit.head)
    if name
}
"""Where the teams of the worksheets work; the heads in the post of the head."""


@transaction.atomic
def load_house(
    *,
    now: datetime,
    sign_in: bool,
    tell: Tell = lambda _done, _all: None,
    ceremonies: bool = True,
    evidence: bool = True,
) -> HouseLoaded:
    """Add what of the demo is missing: people one by one, an agency as a whole. Changes nothing that is there.

    Without `ceremonies` nobody declares or pledges, without `evidence` nothing is shown or handed in: signatures and
    previews take some seconds.

    Everything happens on the days on which it would have happened, counted back from `now`.
    """
    began = now - timedelta(days=BEGAN)
    people = load_people(now=began, sign_in=sign_in)
    tenants = {tenant.code: tenant.pk for tenant in Tenant.objects.filter(code__in=TENANTS)}
    known = people_of_demo()
    built = load_towns(tenants, cast=known, workplaces=WORKPLACES, now=now, began=began)
    rooms = [
        room
        for body in BODIES
        if body.code in built.units
        for room in _move_in(body, tenants[body.code], built.units[body.code], known, began)
    ]
    sheets = [(room, year) for room in rooms for year in room.unit.sheets]
    for done, (room, year) in enumerate(sheets, 1):
        with behind_wall(room.tenant_id):
            row = fill_worksheet(room.unit_id, room.unit, year, tuple(room.fillers.values()), now)
            talk_over(row, room.fillers, now)
            if evidence:
                show_evidence(row, room.unit, room.fillers, now)
        tell(done, len(sheets))
    held = load_ceremonies(tenants, cast=known, now=now) if ceremonies else DemoCeremonies()
    for part in demo_parts:
        part.load(tenants, known, now)
    return HouseLoaded(people, sum(map(len, built.units.values())), built.employees, len(sheets), held)


@dataclass(frozen=True, slots=True)
class Room:
    """A unit that was moved in: its row, its story, and who fills its worksheets, the head last."""

    tenant_id: UUID
    unit_id: UUID
    unit: Unit
    fillers: dict[str, Actor]


def _move_in(body: Body, tenant_id: UUID, units: Units, people: dict[str, User], began: datetime) -> list[Room]:
    """Give everybody of the units with worksheets their duty."""
    system = Actor.system(tenant_id)
    since = timezone.localdate(began)
    rooms: list[Room] = []
    with behind_wall(tenant_id):
        for person, role in body.overseers.items():
            appoint(actor=system, user_id=people[person].pk, wish=Wish(role=role, since=since), now=began)
        for unit in body.units:
            unit_id = units[unit.code]
            duties = [(person, Role.ZONE_TEAM) for person in unit.team] + [(unit.head, Role.UNIT_HEAD)] * bool(
                unit.head
            )
            for person, role in duties:
                wish = Wish(role=role, unit_id=unit_id, since=since)
                appoint(actor=system, user_id=people[person].pk, wish=wish, now=began)
            fillers = {
                person: Actor(people[person].pk, tenant_id, role, (Appointment(role, unit_id),))
                for person, role in duties
            }
            rooms.append(Room(tenant_id, unit_id, unit, fillers))
    return rooms
