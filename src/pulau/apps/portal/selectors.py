"""Questions of the portal's pages to published rows; each is one query, and asks for no more than a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, F, Q

from pulau.apps.portal.showing.growth import YearSums
from pulau.apps.publication.contract import EventKind, events, in_region, standing_on, units, year_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from django.db.models import OrderBy, QuerySet

    from pulau.apps.publication.contract import PublishedEvent, PublishedUnit

DECIDING: Final = (EventKind.GRANTED, EventKind.REVOKED, EventKind.NOT_PASSED)
_OWN: Final = Q(declared_on__isnull=False, symbolic=False)
_WITHOUT: Final = "tanpa"
TITLE_CHOICES: Final[Mapping[str, str]] = {"wbk": "WBK", "wbbm": "WBBM", _WITHOUT: ""}
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
    rows = units().filter(which, standing_on(today))
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


_COUNTS: Final = {
    "units": Count("pk"),
    "declared": Count("pk", filter=_OWN),
    "silent": Count("pk", filter=Q(silent=True)),
    "wbk": Count("pk", filter=Q(title="WBK")),
    "wbbm": Count("pk", filter=Q(title="WBBM")),
}


def count_place(code: str, today: date) -> PlaceCount:
    """Count the units of a place that stand today."""
    rows = units().select_related(None).filter(in_region(code), standing_on(today))
    return PlaceCount(**rows.aggregate(**_COUNTS))


def count_below(province: str, today: date) -> dict[str, PlaceCount]:
    """Count the units of a province by regency and city."""
    rows = units().select_related(None).filter(standing_on(today), province=province).order_by()
    found = rows.values("region_code").annotate(**_COUNTS).values_list("region_code", *_COUNTS)
    return {region: PlaceCount(*counts) for region, *counts in found}


def growth_of_regency(code: str) -> list[YearSums]:
    """Return the sums of a regency or city by year: provinces have theirs ready, these are added up from few units."""
    rows = year_rows().filter(unit__region_code=code).order_by("year").values("year")
    counted = rows.annotate(
        units=Count("pk"),
        declared=Count("pk", filter=_OWN),
        wbk=Count("pk", filter=Q(title="WBK")),
        wbbm=Count("pk", filter=Q(title="WBBM")),
        silent=Count("pk", filter=Q(silent=True)),
    )
    return [YearSums(**row) for row in counted]


def newest_decisions(today: date, most: int) -> QuerySet[PublishedEvent]:
    """Return the newest decisions of the country, with unit and body."""
    rows = events().filter(kind__in=DECIDING, day__lte=today)
    return rows.select_related("unit", "agency")[:most]


def events_of_unit(unit_id: UUID, until: date | None, most: int) -> QuerySet[PublishedEvent]:
    """Return what happened to a unit, the newest first; `until` leaves out what came later."""
    rows = events().filter(unit=unit_id).select_related("unit", "agency")
    return (rows.filter(day__lte=until) if until else rows)[:most]


def events_of_agency(agency_id: UUID, most: int) -> QuerySet[PublishedEvent]:
    """Return what happened in a body and its units, the newest first."""
    return events().filter(agency=agency_id).select_related("unit", "agency")[:most]
