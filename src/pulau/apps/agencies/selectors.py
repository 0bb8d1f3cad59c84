"""Reading agencies and units, always of one tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import Lower, RowNumber

from pulau.apps.agencies.models import Agency, ReadinessFact, UnitChange, UnitEvent, WorkUnit
from pulau.foundation.tenancy.days import not_over

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from uuid import UUID

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def agency_of(actor: Actor) -> Agency | None:
    """Return the agency that the actor acts for, or None where it was not described yet."""
    return Agency.objects.for_actor(actor).first()


def units_of(actor: Actor) -> ScopedQuerySet[WorkUnit]:
    """Return the units of the actor's agency, by name. Who may see which of them is for the caller to say."""
    return WorkUnit.objects.for_actor(actor)


def find_units(actor: Actor, words: str = "") -> ScopedQuerySet[Any]:  # rows with an alias have a type of their own
    """Return the units whose name or code contains `words` (empty: all), by name whatever its capitals."""
    rows = units_of(actor).alias(ordered=Lower("name")).order_by("ordered", "code")
    if not words:
        return rows
    sought = words.lower()  # both stand in the index `unit_in_order`, so that a search reads no row that does not fit
    return rows.filter(Q(ordered__contains=sought) | Q(code__contains=sought))


def living(day: date) -> Q:
    """Return the condition that a unit had not ended before a day."""
    return not_over(day)


def ended(day: date) -> Q:
    """Return the condition that a unit had ended before a day."""
    return Q(until__lt=day)


def parts_of(actor: Actor, parents: Iterable[UUID], day: date, most: int) -> ScopedQuerySet[Any]:
    """Return the first `most` units right below each of `parents` that had not ended before a day, in one query.

    Each carries `of`, how many its parent has.
    """
    rows = units_of(actor).filter(living(day), parent__in=list(parents))
    order = (Lower("name").asc(), F("code").asc())
    counted = rows.annotate(
        place=Window(RowNumber(), partition_by=F("parent"), order_by=order),
        of=Window(Count("pk"), partition_by=F("parent")),
    )
    return counted.filter(place__lte=most).order_by("parent", "place")


def history_of(actor: Actor, unit_id: UUID) -> ScopedQuerySet[UnitChange]:
    """Return what happened to a unit, oldest first."""
    return UnitChange.objects.for_actor(actor).filter(unit=unit_id)


def taken_over_by(actor: Actor, unit_id: UUID) -> ScopedQuerySet[UnitChange]:
    """Return the mergers by which other units went into this one, oldest first, each with its unit."""
    return UnitChange.objects.for_actor(actor).filter(into=unit_id).select_related("unit")


def mergers_on(actor: Actor, day: date) -> dict[UUID, UUID]:
    """Return where each unit went that had been merged into another by a day, in one query.

    A unit that was opened again since went nowhere: what was its own is its own again.
    """
    told = (UnitEvent.MERGED, UnitEvent.REOPENED)
    rows = UnitChange.objects.for_actor(actor).filter(event__in=told, day__lte=day)
    found: dict[UUID, UUID | None] = dict(rows.values_list("unit_id", "into_id"))  # in their order: the newest counts
    return {unit: into for unit, into in found.items() if into is not None}


def code_now(actor: Actor, old_code: str) -> str | None:
    """Return the code that the unit has now which had `old_code` before; None where none had, or it is in use."""
    if units_of(actor).filter(code=old_code).exists():
        return None
    changes = UnitChange.objects.for_actor(actor).filter(code_before=old_code).select_related("unit")
    newest = changes.order_by("-day", "-recorded_at").first()
    return newest.unit.code if newest else None


def readiness_facts(actor: Actor, unit_id: UUID | None) -> ScopedQuerySet[ReadinessFact]:
    """Return all that was recorded of a unit (None: of the body itself), newest year and newest fact first."""
    return ReadinessFact.objects.for_actor(actor).filter(unit=unit_id)


def readiness_of(actor: Actor, year: int, unit_id: UUID | None = None) -> dict[str, ReadinessFact]:
    """Return what holds of a body or unit in a year: of each measure the newest fact, in one query."""
    found: dict[str, ReadinessFact] = {}
    for fact in readiness_facts(actor, unit_id).filter(year=year):
        found.setdefault(fact.measure, fact)
    return found


def readiness_between(
    actor: Actor, first: int, last: int, unit_ids: Collection[UUID]
) -> dict[UUID | None, dict[str, ReadinessFact]]:
    """Return what holds of the body itself (None) and of some units by documents of the years `first` to `last`.

    Of each measure the newest year's newest fact; in one query, however many units.
    """
    rows = ReadinessFact.objects.for_actor(actor).filter(year__gte=first, year__lte=last)
    found: dict[UUID | None, dict[str, ReadinessFact]] = {}
    for fact in rows.filter(Q(unit__isnull=True) | Q(unit_id__in=unit_ids)):
        found.setdefault(fact.unit_id, {}).setdefault(fact.measure, fact)
    return found
