"""Who can do a thing in an agency, and by what: read from the table of permissions and the appointments that hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.people.models import GRANTS, Appointment, Employee
from pulau.apps.people.selectors.appointments import held_now
from pulau.core.shared.actor import Actor
from pulau.core.shared.actor import Appointment as Held
from pulau.core.shared.permissions import Action, Permit, Relation
from pulau.core.shared.rights import Way, ways_to
from pulau.core.shared.roles import Scope
from pulau.foundation.registry.permissions import permissions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.agencies.contract import Agency, WorkUnit


@dataclass(frozen=True, slots=True)
class Right:
    """An action as one person finds it: by which appointments it is theirs, and which roles could do it."""

    action: Action
    ways: tuple[tuple[Way, Appointment | None], ...]

    @property
    def allowed(self) -> bool:
        """Whether there is something in the body to which they may do it."""
        return bool(self.ways)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles by which somebody could, in the order of the table."""
        return tuple(dict.fromkeys(permit.role for permit in self.action.permits if permit.role))


def rights_of(actor: Actor, held: Sequence[Appointment]) -> dict[str, list[Right]]:
    """Return every action of the table by app, as the actor may do it; `held` are the rows of their appointments."""
    rows = {value_of(row): row for row in held}
    found: dict[str, list[Right]] = {}
    for action in permissions:
        ways = tuple((way, rows.get(way.held) if way.held else None) for way in ways_to(actor, action))
        found.setdefault(action.code.partition(".")[0], []).append(Right(action, ways))
    return found


def value_of(row: Appointment) -> Held:
    """Return an appointment as the rules see it."""
    return Held(row.role, row.unit_id, Scope(row.scope), row.on_behalf_of_id)


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody asks about: a unit, or an employee (who then lies in their unit); nothing: the whole body."""

    unit: WorkUnit | None = None
    employee: Employee | None = None


def place_by_words(actor: Actor, words: str) -> Place | None:
    """Return the unit of a code or name, or the employee of a NIP; the whole body for no words, None for unknown."""
    if not words:
        return Place()
    unit = units_of(actor).filter(Q(code=words.lower()) | Q(name__iexact=words)).first()
    if unit is not None:
        return Place(unit=unit)
    employee = Employee.objects.for_actor(actor).filter(nip=words).select_related("unit").first()
    return Place(unit=employee.unit, employee=employee) if employee is not None else None


def who_can(actor: Actor, action: Action, unit_id: UUID | None, now: datetime) -> QuerySet[Appointment]:
    """Return the appointments that let their holder do an action now: to a unit, or to anything in the body.

    Grants of other bodies that reach this one are among them. By name; one query, whatever the size of the body.
    """
    agency = agency_of(actor)
    fitting = Q(pk__in=())
    for permit in action.permits:
        fitting |= _fitting(actor, permit, unit_id, agency)
    rows = Appointment.objects.reaching(actor.tenant_id).filter(fitting, user__is_active=True)
    rows = rows.select_related("user", "unit", "tenant", "on_behalf_of")
    return held_now(rows, now).order_by("user__full_name", "user_id", "role", "since", "id")


def _fitting(actor: Actor, permit: Permit, unit_id: UUID | None, agency: Agency | None) -> Q:
    """Return the condition of the appointments that a line of the table is about, as `decide` reads it."""
    here = Q(tenant_id=actor.tenant_id)
    if permit.relation is Relation.MEMBER:
        return here & ~Q(scope__in=GRANTS)
    role = Q(role=permit.role)
    if permit.relation is Relation.UNIT:
        return here & role & Q(scope=Scope.UNIT) & (Q(unit_id=unit_id) if unit_id is not None else Q())
    if permit.relation is Relation.AGENCY:
        return here & role & Q(scope=Scope.AGENCY)
    if permit.relation is Relation.GRANT:
        return role & Q(scope__in=GRANTS) & (here | Q(scope=Scope.COUNTRY) | Q(region_code__in=_around(agency)))
    return Q(pk__in=())


def _around(agency: Agency | None) -> list[str]:
    """Return the region that an agency lies in, and the wider ones around it."""
    parts = agency.region_code.split(".") if agency is not None and agency.region_code else []
    return [".".join(parts[: length + 1]) for length in range(len(parts))]


def way_of(actor: Actor, action: Action, row: Appointment) -> Way | None:
    """Return the way by which an appointment leads its holder to an action in the actor's body, or None."""
    value = value_of(row)
    holder = Actor(row.user_id, actor.tenant_id, value.role, (value,), value.on_behalf_of)
    return next((way for way in ways_to(holder, action) if way.held is not None), None)
