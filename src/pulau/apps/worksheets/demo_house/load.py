"""Loading the demo's house: agencies, units, appointments and worksheets, all or nothing, and only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from pulau.apps.agencies.contract import AgencyKind, add_unit, agency_of, describe_agency
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.worksheets.demo_house.filling import fill_worksheet
from pulau.apps.worksheets.demo_house.stories import ELSEWHERE, UNITS, Unit
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
    worksheets: int

    @property
    def anything(self) -> bool:
        """Whether anything was new."""
        return self.people.anything or bool(self.units or self.worksheets)


@dataclass(frozen=True, slots=True)
class Body:
    """An agency of the demo."""

    code: str
    kind: AgencyKind
    units: tuple[Unit, ...]
    overseers: dict[str, Role]


BODIES = (
    Body(TENANT_CODE, AgencyKind.REGENCY, UNITS, OVERSEERS),
    Body(OTHER_CODE, AgencyKind.CITY, (ELSEWHERE,), {}),
)


@transaction.atomic
def load_house(*, now: datetime, sign_in: bool, tell: Tell = lambda _done, _all: None) -> HouseLoaded:
    """Add what of the demo is missing: people one by one, an agency as a whole. Changes nothing that is there.

    Everything happens on the days on which it would have happened, counted back from `now`.
    """
    began = now - timedelta(days=BEGAN)
    people = load_people(now=began, sign_in=sign_in)
    tenants = {tenant.code: tenant.pk for tenant in Tenant.objects.filter(code__in=TENANTS)}
    missing = [body for body in BODIES if agency_of(Actor.system(tenants[body.code])) is None]
    known = people_of_demo()
    rooms: list[Room] = []
    for body in missing:
        with behind_wall(tenants[body.code]):
            rooms += _move_in(body, tenants[body.code], known, began)
    sheets = [(room, year) for room in rooms for year in room.unit.sheets]
    for done, (room, year) in enumerate(sheets, 1):
        with behind_wall(room.tenant_id):
            row = fill_worksheet(room.unit_id, room.unit, year, tuple(room.fillers.values()), now)
            talk_over(row, room.fillers, now)
        tell(done, len(sheets))
    return HouseLoaded(people, len(rooms), len(sheets))


@dataclass(frozen=True, slots=True)
class Room:
    """A unit that was moved in: its row, its story, and who fills its worksheets, the head last."""

    tenant_id: UUID
    unit_id: UUID
    unit: Unit
    fillers: dict[str, Actor]


def _move_in(body: Body, tenant_id: UUID, people: dict[str, User], began: datetime) -> list[Room]:
    """Describe the agency, add its units, give everybody their duty."""
    system = Actor.system(tenant_id)
    name = TENANTS[body.code]
    describe_agency(actor=system, name=name, kind=body.kind, region=name, now=began)
    since = timezone.localdate(began)
    for person, role in body.overseers.items():
        appoint(actor=system, user_id=people[person].pk, wish=Wish(role=role, unit_id=None, since=since), now=began)
    rooms: list[Room] = []
    for unit in body.units:
        row = add_unit(actor=system, code=unit.code, name=unit.name, kind=unit.kind, now=began)
        duties = [(person, Role.ZONE_TEAM) for person in unit.team] + [(unit.head, Role.UNIT_HEAD)] * bool(unit.head)
        for person, role in duties:
            appoint(
                actor=system, user_id=people[person].pk, wish=Wish(role=role, unit_id=row.pk, since=since), now=began
            )
        fillers = {
            person: Actor(people[person].pk, tenant_id, role, (Appointment(role, row.pk),)) for person, role in duties
        }
        rooms.append(Room(tenant_id, row.pk, unit, fillers))
    return rooms
