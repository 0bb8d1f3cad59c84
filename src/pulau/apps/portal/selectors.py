"""Questions of the portal's pages to published rows; each asks for no more than a page shows."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from django.db.models import Count, F, Q

from pulau.apps.portal.narrowing import TITLES
from pulau.apps.portal.showing.growth import YearSums
from pulau.apps.publication.contract import (
    EventKind,
    agencies,
    events,
    in_region,
    practices,
    standing_on,
    units,
    year_rows,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from django.db.models import OrderBy, QuerySet

    from pulau.apps.publication.contract import PublishedAgency, PublishedEvent, PublishedPractice, PublishedUnit

DECIDING: Final = (EventKind.GRANTED, EventKind.REVOKED, EventKind.NOT_PASSED)
_WITHOUT: Final = "tanpa"
_UNSHOWN: Final = ("unit__facts", "agency__facts")
"""All that is told of a unit and a body: a line of a list shows none of it."""
TITLE_CHOICES: Final[Mapping[str, str]] = {**TITLES, _WITHOUT: ""}
"""What `?predikat=` may ask for."""
ORDERS: Final[Mapping[str, tuple[str | OrderBy, ...]]] = {
    "nama": ("name", "slug"),
    "predikat": ("-title", "name", "slug"),
    "nilai": (F("total").desc(nulls_last=True), "name", "slug"),
}
"""What `?urut=` may ask for."""


LIST_ASKS: Final = ("predikat", "diam", "urut", "halaman")
"""What the address of a list asks for."""


@dataclass(frozen=True, slots=True)
class ListWish:
    """What a list of units is asked for: a title, silent ones only, an order. Unknown words ask for nothing."""

    title: str = ""
    silent: bool = False
    order: str = ""

    @classmethod
    def read(cls, title: str, silent: str, order: str) -> ListWish:
        """Read it from an address."""
        return cls(title if title in TITLE_CHOICES else "", bool(silent), order if order in ORDERS else "")

    @property
    def narrows(self) -> bool:
        """Whether fewer than all units are asked for."""
        return bool(self.title or self.silent)

    @property
    def asked(self) -> dict[str, str]:
        """The wish as an address has it."""
        return {"predikat": self.title, "diam": "ya" if self.silent else "", "urut": self.order}


def units_listed(which: Q, wish: ListWish, today: date) -> QuerySet[PublishedUnit]:
    """Return the units of a place or body that stand today, as wished."""
    rows = units().filter(which, standing_on(today)).defer("facts", "agency__facts")
    if wish.title:
        rows = rows.filter(title=TITLE_CHOICES[wish.title])
    if wish.silent:
        rows = rows.filter(silent=True)
    return rows.order_by(*ORDERS[wish.order or "nama"])


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Units of a place today."""

    units: int = 0
    declared: int = 0
    silent: int = 0
    wbk: int = 0
    wbbm: int = 0

    def __add__(self, other: PlaceCount) -> PlaceCount:
        """Return what is counted in both places together."""
        both = zip(astuple(self), astuple(other), strict=True)
        return PlaceCount(*(mine + theirs for mine, theirs in both))


COUNTS: Final = {
    "units": Count("province"),
    "declared": Count("province", filter=Q(declared_on__isnull=False, symbolic=False)),
    "silent": Count("province", filter=Q(silent=True)),
    "wbk": Count("province", filter=Q(title="WBK")),
    "wbbm": Count("province", filter=Q(title="WBBM")),
}
"""What is counted of units, today or in a year; one that others declared for, or symbolically, did not declare."""


def count_by_regency(code: str, today: date) -> dict[str, PlaceCount]:
    """Count the units of a place that stand today, by their regency or city; empty for those that lie in none."""
    rows = units().select_related(None).filter(in_region(code), standing_on(today)).order_by()
    found = rows.values("region_code").annotate(**COUNTS).values_list("region_code", *COUNTS)
    return {region: PlaceCount(*counts) for region, *counts in found}


def growth_of_regency(code: str) -> list[YearSums]:
    """Return the sums of a regency or city by year: provinces have theirs ready, these are added up from few units."""
    rows = year_rows().filter(unit__region_code=code).order_by("year").values("year")
    counted = rows.annotate(**COUNTS).values_list("year", *COUNTS)
    return [YearSums(year, **dict(zip(COUNTS, counts, strict=True))) for year, *counts in counted]


def newest_decisions(today: date, most: int) -> list[PublishedEvent]:
    """Return the newest decisions of the country, with unit and body: a query for each kind, which reads no others."""
    of_a_kind = (_events().filter(kind=kind, day__lte=today)[:most] for kind in DECIDING)
    found = sorted(chain.from_iterable(of_a_kind), key=lambda row: row.id)
    return sorted(found, key=lambda row: (row.day, row.published_at), reverse=True)[:most]


def events_of_unit(unit_id: UUID, until: date | None, most: int) -> QuerySet[PublishedEvent]:
    """Return what happened to a unit, the newest first; `until` leaves out what came later."""
    rows = _events().filter(unit=unit_id)
    return (rows.filter(day__lte=until) if until else rows)[:most]


def events_of_agency(agency_id: UUID, most: int) -> QuerySet[PublishedEvent]:
    """Return what happened in a body and its units, the newest first."""
    return _events().filter(agency=agency_id)[:most]


def practice_rows() -> QuerySet[PublishedPractice]:
    """Return good practices with what a page shows of their unit and body, the newest first."""
    return practices().defer(*_UNSHOWN)


def body_rows() -> QuerySet[PublishedAgency]:
    """Return bodies as lines of a list, by name."""
    return agencies().defer("facts")


def _events() -> QuerySet[PublishedEvent]:
    return events().select_related("unit", "agency").defer(*_UNSHOWN)
