"""Counting a body's units from their rows, on a day: a handful of grouped queries, whatever the number of units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q

from pulau.apps.agencies.contract import units_of
from pulau.apps.declarations.models import Declaration, Pact, PactState, SymbolicUnit
from pulau.apps.declarations.selectors.declarations import DECLARED
from pulau.apps.declarations.selectors.pacts import OF_STAFF
from pulau.apps.people.contract import posts_on
from pulau.core.pledging.coverage import UnitCount
from pulau.foundation.registry.activity import activity_sources
from pulau.foundation.tenancy.days import not_over
from pulau.foundation.tenancy.place import zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor

EARLIEST: Final = datetime(2014, 1, 1, tzinfo=UTC)
"""Nothing of a zone is older: the first regulation is of that year."""
_OVER: Final = (PactState.WITHDRAWN, PactState.ENDED)


@dataclass(frozen=True, slots=True)
class Pledged:
    """Of a unit: the employees in their posts, and those of them whose pact of the year stands signed."""

    staff: int
    signed: int


@dataclass(frozen=True, slots=True)
class Tallied:
    """What was counted of one unit, and the very moment of its last activity."""

    count: UnitCount
    active_at: datetime | None


@dataclass(frozen=True, slots=True)
class BodyTally:
    """The units of a body by id as they were on a day, and when the body itself declared (not symbolically)."""

    day: date
    units: dict[UUID, Tallied]
    declared_on: date | None


def day_of_count(year: int, today: date) -> date:
    """Return the day as of which a year is counted: today, or the last day of a year that is over."""
    return min(today, date(year, 12, 31))


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which a day begins in a zone."""
    return datetime.combine(day, time(), zone)


def tally(actor: Actor, year: int, day: date) -> BodyTally:
    """Count the actor's body for a year as of a day in it: nobody is asked whether they may; nothing is written."""
    zone = zone_of(actor)
    declared, body = _declared(actor, day)
    represented = _represented(actor, day)
    active = _activity(actor, start_of(day + timedelta(days=1), zone))
    found: dict[UUID, Tallied] = {}
    for unit_id, pledged in pledged_by_unit(actor, year, day).items():
        declared_on, symbolic = declared.get(unit_id, (None, unit_id in represented))
        at = active.get(unit_id)
        active_on = at.astimezone(zone).date() if at else None
        count = UnitCount(pledged.staff, pledged.signed, declared_on, symbolic, active_on)
        found[unit_id] = Tallied(count, at)
    return BodyTally(day, found, body)


def pledged_by_unit(actor: Actor, year: int, day: date) -> dict[UUID, Pledged]:
    """Return the employees of each unit of the actor's body that existed on a day, in three queries."""
    end = start_of(day + timedelta(days=1), zone_of(actor))
    staff = _by_unit(posts_on(actor, day))
    signed = _by_unit(posts_on(actor, day).filter(Exists(_pledged(actor, year, end))))
    return {unit_id: Pledged(staff.get(unit_id, 0), signed.get(unit_id, 0)) for unit_id in _living(actor, day)}


def _living(actor: Actor, day: date) -> list[UUID]:
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return list(units_of(actor).filter(begun, not_over(day)).order_by("pk").values_list("pk", flat=True))


def _by_unit(posts: QuerySet[Any]) -> dict[UUID, int]:
    counted = posts.values("unit_id").annotate(people=Count("employee_id", distinct=True))
    return dict(counted.values_list("unit_id", "people"))


def _pledged(actor: Actor, year: int, end: datetime) -> QuerySet[Pact]:
    """Return the pacts of a year that stood signed at a moment, for the employee of an outer row.

    A person's own pact, whether as an employee or as head of the office, and wherever they served when they signed.
    """
    stands = Q(state=PactState.SIGNED) | Q(state__in=_OVER, ended_at__gte=end)
    rows = Pact.objects.for_actor(actor).filter(stands, year=year, kind__in=OF_STAFF, signed_at__lt=end)
    return rows.filter(employee_id=OuterRef("employee_id")).order_by()


def _declared(actor: Actor, day: date) -> tuple[dict[UUID, tuple[date, bool]], date | None]:
    """Return by unit the day of its own first declaration, a symbolic one only without another; and the body's own."""
    rows = Declaration.objects.for_actor(actor).filter(state__in=DECLARED, day__lte=day).order_by()
    firsts = rows.values("unit_id", "symbolic").annotate(first=Min("day"))
    found: dict[UUID, tuple[date, bool]] = {}
    body: date | None = None
    told: list[tuple[UUID | None, bool, date]] = list(firsts.values_list("unit_id", "symbolic", "first"))
    for unit_id, symbolic, first in sorted(told, key=lambda row: not row[1]):
        if unit_id is not None:
            found[unit_id] = (first, symbolic)  # what was not symbolic comes last, and stands
        elif not symbolic:
            body = first
    return found, body


def _represented(actor: Actor, day: date) -> frozenset[UUID]:
    rows = SymbolicUnit.objects.for_actor(actor).filter(declaration__state__in=DECLARED, declaration__day__lte=day)
    return frozenset(rows.order_by().values_list("unit_id", flat=True))


def _activity(actor: Actor, end: datetime) -> dict[UUID, datetime]:
    found: dict[UUID, datetime] = {}
    for source in activity_sources:
        for unit_id, at in source.latest(actor.tenant_id, EARLIEST, end).items():
            found[unit_id] = max(at, found.get(unit_id, at))
    return found
