"""Where a declaration stands in the cascade: from which it descends, which descend from it, and who is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.agencies.contract import MOST_LEVELS, Agency, WorkUnit, agency_of, path_of, units_of
from pulau.apps.declarations.models import Calls, Declaration, DeclarationState
from pulau.apps.declarations.selectors.declarations import DECLARED
from pulau.core.pledging.cascade import DEEPEST, Call, Level, Place, calls_body, level_of, may_call, may_descend
from pulau.foundation.tenancy.days import not_over

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor

CALLS: Final = {
    Calls.NOBODY: Call.NOBODY,
    Calls.UNITS: Call.UNITS,
    Calls.REGION: Call.REGION,
    Calls.COUNTRY: Call.COUNTRY,
}
BODIES_ABOVE: Final = 3
_UP: Final = [f"{'parent__' * steps}parent_id" for steps in range(DEEPEST)]
MOST_OFFERED: Final = 100


@dataclass(frozen=True, slots=True)
class Called:
    """A call of a held declaration that waits: whose it is, until when, and for which unit (None: the body itself).

    `planned` is the declaration by which it is being answered, where there is one already.
    """

    by: Declaration
    last_day: date | None
    unit: WorkUnit | None = None
    planned: Declaration | None = None

    def late(self, day: date) -> bool:
        """Whether the last day has passed."""
        return self.last_day is not None and self.last_day < day


@dataclass(frozen=True, slots=True)
class Child:
    """A unit below a declaration, with its own declaration where it has one."""

    unit: WorkUnit
    declaration: Declaration | None


def place_of(actor: Actor, unit_id: UUID | None) -> Place | None:
    """Return where the actor's body, or a unit of it, stands; None where the body was not described yet."""
    agency = agency_of(actor)
    if agency is None:
        return None
    units = tuple(unit.pk for unit in reversed(path_of(actor, unit_id))) if unit_id else ()
    return Place(level_of(agency.kind, unit=bool(unit_id)), agency.tenant_id, agency.region_code, units)


def place_of_held(declaration: Declaration, agencies: dict[UUID, Agency]) -> Place | None:
    """Return where a held declaration of whatever body stands, by the directory of agencies."""
    agency = agencies.get(declaration.tenant_id)
    if agency is None:
        return None
    units = (declaration.unit_id,) if declaration.unit_id else ()
    return Place(level_of(agency.kind, unit=bool(units)), agency.tenant_id, agency.region_code, units)


def parents_offered(actor: Actor, unit_id: UUID | None) -> list[Declaration]:
    """Return the held declarations from which one of the actor's body (or unit) may descend, newest first."""
    place = place_of(actor, unit_id)
    if place is None:
        return []
    rows = Declaration.objects.held().filter(_above(place)).select_related("unit").order_by("-day", "title")
    found = list(rows[:MOST_OFFERED])
    agencies = _agencies(row.tenant_id for row in found)
    return [row for row in found if (at := place_of_held(row, agencies)) is not None and may_descend(place, at)]


def is_parent(actor: Actor, unit_id: UUID | None, parent_id: UUID | None) -> bool:
    """Whether a declaration of the actor's body (or unit) may descend from this one."""
    place = place_of(actor, unit_id)
    parent = Declaration.objects.held().filter(pk=parent_id).first() if parent_id else None
    if place is None or parent is None:
        return False
    above = place_of_held(parent, _agencies([parent.tenant_id]))
    return above is not None and may_descend(place, above)


def is_call(actor: Actor, unit_id: UUID | None, calls: Calls) -> bool:
    """Whether a declaration of the actor's body (or unit) may call so."""
    place = place_of(actor, unit_id)
    return place is not None and may_call(CALLS[calls], place)


def path_of_declaration(declaration: Declaration) -> list[Declaration]:
    """Return the held declarations from the topmost down to the one right above, in two queries."""
    ids = _chain(declaration.parent_id) if declaration.parent_id else []
    rows = {row.pk: row for row in Declaration.objects.held().filter(pk__in=ids)} if ids else {}
    return [rows[one] for one in reversed(ids) if one in rows]


def children_of(actor: Actor, declaration: Declaration, day: date) -> list[Child]:
    """Return the units right below a declaration of the actor's body, by name, with what they declared since.

    A declaration of a unit counts where it was held; whether it descends from this one is told by its parent.
    """
    units = units_of(actor).filter(not_over(day), parent_id=declaration.unit_id)
    found = list(units.order_by("name", "code")[: MOST_OFFERED + 1])
    rows = Declaration.objects.for_actor(actor).filter(
        unit_id__in=[unit.pk for unit in found], year__gte=declaration.year, state__in=DECLARED
    )
    held = {row.unit_id: row for row in rows.order_by("-day")}
    return [Child(unit, held.get(unit.pk)) for unit in found]


def calls_to_body(actor: Actor) -> list[Called]:
    """Return the calls of other bodies' held declarations that the actor's body has not answered, soonest first.

    Answered is a call once a declaration of the body was held that descends from the calling one. Four queries.
    """
    agency = agency_of(actor)
    if agency is None:
        return []
    own = Place(level_of(agency.kind, unit=False), agency.tenant_id, agency.region_code)
    wide = Declaration.objects.held().filter(calls__in=(Calls.REGION, Calls.COUNTRY)).exclude(tenant_id=actor.tenant_id)
    callers = list(wide.filter(_above(own)).order_by("called_by", "day", "pk")[:MOST_OFFERED])
    if not callers:
        return []
    agencies = _agencies(row.tenant_id for row in callers)
    answered = _answered(Declaration.objects.for_actor(actor).filter(unit__isnull=True, state__in=DECLARED))
    planned = {row.parent_id: row for row in _planned(actor).filter(unit__isnull=True)}
    found = []
    for row in callers:
        at = place_of_held(row, agencies)
        if row.pk not in answered and at is not None and calls_body(CALLS[Calls(row.calls)], at, own):
            found.append(Called(row, row.called_by, planned=planned.get(row.pk)))
    return found


def calls_to_units(actor: Actor, day: date, units: Iterable[UUID] | None = None) -> list[Called]:
    """Return the calls of the body's own held declarations that its units have not answered, soonest first.

    Answered is a call once the unit has held one that descends from the calling one, or any of that year or later: a
    unit declares once a year, perhaps before its body. `units`: only for these. A call goes to the units right below
    the unit that declared, or right below the body.
    """
    callers = list(
        Declaration.objects.for_actor(actor)
        .filter(calls=Calls.UNITS, state__in=DECLARED)
        .order_by("called_by", "day", "pk")[:MOST_OFFERED]
    )
    if not callers:
        return []
    below = units_of(actor).filter(not_over(day))
    places = Q(parent_id__in=[row.unit_id for row in callers if row.unit_id])
    places |= Q(parent__isnull=True) if any(row.unit_id is None for row in callers) else Q()
    below = below.filter(places)
    if units is not None:
        below = below.filter(pk__in=list(units))
    found = list(below.order_by("name", "code"))
    held = Declaration.objects.for_actor(actor).filter(unit_id__in=[unit.pk for unit in found], state__in=DECLARED)
    answered: set[tuple[UUID, UUID]] = set()
    years: dict[UUID, int] = {}
    for unit_id, year, *chain in held.values_list("unit_id", "year", *_UP):
        answered |= {(unit_id, above) for above in chain if above}
        years[unit_id] = max(year, years.get(unit_id, year))
    planned = {(row.unit_id, row.year): row for row in _planned(actor).filter(unit__isnull=False)}
    return [
        Called(row, row.called_by, unit, planned.get((unit.pk, max(row.year, day.year))))
        for row in callers
        for unit in found
        if unit.parent_id == row.unit_id
        and (unit.pk, row.pk) not in answered
        and years.get(unit.pk, row.year - 1) < row.year
    ]


def _planned(actor: Actor) -> QuerySet[Declaration]:
    """Return what the actor's body and its units plan or hold now, the oldest first."""
    states = (DeclarationState.DRAFT, DeclarationState.READY, DeclarationState.OPEN)
    return Declaration.objects.for_actor(actor).filter(state__in=states).order_by("made_at", "pk")


def _above(place: Place) -> Q:
    """Return the condition that narrows held declarations to those a place could descend from, before it is judged."""
    if place.level is Level.OFFICE:
        return Q(tenant_id=place.body) & (Q(unit__isnull=True) | Q(unit_id__in=place.units[1:]))
    country = Q(tenant_id__in=_tenants(Q(kind__in=("ministry", "body"))))
    region = (
        Q(tenant_id__in=_tenants(Q(region_code__in=(place.region[:2], place.region)))) if place.region else Q(pk=None)
    )
    return Q(unit__isnull=True) & ~Q(tenant_id=place.body) & (country | region)


def _tenants(condition: Q) -> object:
    return Agency.objects.directory().order_by().filter(condition).values("tenant_id")


def _agencies(tenants: Iterable[UUID]) -> dict[UUID, Agency]:
    rows = Agency.objects.directory().filter(tenant_id__in=set(tenants)).order_by()
    return {row.tenant_id: row for row in rows}


def _chain(start: UUID) -> list[UUID]:
    """Return a declaration and those above it, upwards, in one query."""
    row = Declaration.objects.held().filter(pk=start).values_list(*_UP).first()
    found = [start]
    for one in row or ():
        if one is None or one in found:
            break
        found.append(one)
    return found


def _answered(rows: object) -> set[UUID]:
    chains = rows.values_list(*_UP)  # type: ignore[attr-defined]
    return {one for chain in chains for one in chain if one is not None}


assert MOST_LEVELS + BODIES_ABOVE < DEEPEST  # noqa: S101 - the longest path has room in one query
