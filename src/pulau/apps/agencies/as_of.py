"""Units as they were on a day: a score of 2024 stays with the unit as it was, whatever it is called now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import OuterRef, Subquery

from pulau.apps.agencies.models import UnitChange, UnitEvent, WorkUnit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class UnitAsOf:
    """What a unit was on a day: its name, code, kind and parent then, and whether it existed."""

    name: str
    code: str
    kind: str
    parent_id: UUID | None
    existed: bool


def unit_as_of(unit: WorkUnit, day: date) -> UnitAsOf:
    """Return a unit as it was on `day`, in one query."""
    changes = UnitChange.objects.for_tenant(unit.tenant_id).filter(unit=unit.pk, day__gt=day)
    return _state(unit, changes.first(), day)


def units_as_of(actor: Actor, units: Iterable[WorkUnit], day: date) -> dict[UUID, UnitAsOf]:
    """Return units of the actor's agency as they were on `day`, by their ids, in one query."""
    asked = {unit.pk: unit for unit in units}
    changes = UnitChange.objects.for_actor(actor).filter(unit__in=list(asked), day__gt=day)
    after: dict[UUID, UnitChange] = {}
    for change in changes:  # in their order: the first after the day tells how the unit was on it
        after.setdefault(change.unit_id, change)
    return {pk: _state(unit, after.get(pk), day) for pk, unit in asked.items()}


def names_as_of(actor: Actor, unit_ids: Iterable[UUID], day: date) -> dict[UUID, str]:
    """Return the names that units of the actor's agency had on `day`, by their ids, in two queries."""
    units = WorkUnit.objects.for_actor(actor).filter(pk__in=list(unit_ids))
    return {pk: state.name for pk, state in units_as_of(actor, units, day).items()}


def name_before(unit: str, year: str | int) -> Subquery:
    """Return an expression for the name that a unit had in a year where it has another now, else NULL.

    `unit` is the path to the unit's id in the query that is annotated, `year` the path to the year or the year itself.
    It costs no query of its own, and does not grow with the rows of a page.
    """
    past = OuterRef(year) if isinstance(year, str) else year
    return Subquery(UnitChange.objects.beside(unit).filter(day__year__gt=past).values("name_before")[:1])


def _state(unit: WorkUnit, after: UnitChange | None, day: date) -> UnitAsOf:
    if after is None:
        return UnitAsOf(unit.name, unit.code, unit.kind, unit.parent_id, existed=unit.exists_on(day))
    begun = unit.since is None or unit.since <= day
    existed = begun and after.event != UnitEvent.REOPENED  # before it was opened again it was closed
    return UnitAsOf(after.name_before, after.code_before, after.kind_before, after.parent_before_id, existed=existed)
