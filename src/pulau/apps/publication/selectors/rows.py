"""Rows of bodies, units, years and events as querysets: the caller orders, pages and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from pulau.apps.publication.models import (
    COUNTRY,
    EventKind,
    PublishedAgency,
    PublishedEvent,
    PublishedFigures,
    PublishedPractice,
    PublishedUnit,
    PublishedYear,
)

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

REGION_LENGTH = 5
"""Length of the code of a regency or city; a province's has two."""


def agencies() -> QuerySet[PublishedAgency]:
    """Return every published body, by name."""
    return PublishedAgency.objects.all()


def units() -> QuerySet[PublishedUnit]:
    """Return every published unit with its body, by name; those that ended too (`standing_on` leaves these out)."""
    return PublishedUnit.objects.select_related("agency")


def standing_on(day: date) -> Q:
    """Return the condition that a unit exists on a day, as far as its days are known."""
    return (Q(since__isnull=True) | Q(since__lte=day)) & (Q(until__isnull=True) | Q(until__gte=day))


def in_region(code: str) -> Q:
    """Return the condition that a row lies in a province (`32`, `pusat`, `lain`) or in a regency or city (`32.04`)."""
    return Q((region_column(code), code))


def region_column(code: str) -> str:
    """Return the column in which a code stands: that of provinces (and `pusat`, `lain`), or of regencies and cities."""
    return "region_code" if len(code) == REGION_LENGTH and "." in code else "province"


def years_of_unit(unit_id: UUID) -> list[PublishedYear]:
    """Return the years of a unit, earliest first, in one query."""
    return list(PublishedYear.objects.filter(unit=unit_id).order_by("year"))


def year_rows() -> QuerySet[PublishedYear]:
    """Return every unit in every year."""
    return PublishedYear.objects.all()


def events() -> QuerySet[PublishedEvent]:
    """Return everything that happened in public, the newest day first."""
    return PublishedEvent.objects.all()


def ceremonies(since: date) -> QuerySet[PublishedEvent]:
    """Return declarations and announced ceremonies from a day on, the earliest first, with body and unit."""
    kinds = (EventKind.CEREMONY, EventKind.CALLED_OFF, EventKind.DECLARED)
    rows = PublishedEvent.objects.filter(kind__in=kinds, day__gte=since).order_by("day", "id")
    return rows.select_related("agency", "unit")


def practices() -> QuerySet[PublishedPractice]:
    """Return good practices with unit and body, the newest first."""
    return PublishedPractice.objects.select_related("unit", "agency")


def figures_of(place: str = COUNTRY) -> list[PublishedFigures]:
    """Return the figures of a place by year, earliest first, in one query."""
    return list(PublishedFigures.objects.filter(place=place).order_by("year"))


def every_figure() -> QuerySet[PublishedFigures]:
    """Return the figures of every place in every year."""
    return PublishedFigures.objects.all()


def figures_by_place(year: int) -> dict[str, PublishedFigures]:
    """Return the figures of every province (and `pusat`, `lain`) in a year, in one query."""
    return {row.place: row for row in PublishedFigures.objects.filter(year=year).exclude(place=COUNTRY)}
