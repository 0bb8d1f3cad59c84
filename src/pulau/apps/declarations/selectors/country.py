"""Reading coverage of all bodies: public counts, summed by province; nothing of units, nothing of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count, Sum

from pulau.apps.agencies.contract import Agency, AgencyKind
from pulau.apps.declarations.models import AgencyCoverage
from pulau.exchange.regions import region_name

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURES: Final = ("units", "declared", "symbolic", "staff", "signed", "silent")
CENTRE: Final = "pusat"
"""Where bodies of the whole country stand: they lie in no province."""
UNKNOWN: Final = "lain"
"""Where bodies stand whose region was not recorded."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of some bodies: how many they are, how many of them declared themselves, and the sums of their units."""

    agencies: int = 0
    agencies_declared: int = 0
    units: int = 0
    declared: int = 0
    symbolic: int = 0
    staff: int = 0
    signed: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body of the directory with its counts of a year; None where it was not counted."""

    tenant_id: UUID
    name: str
    kind: str
    region_code: str
    counts: Sums | None
    declared_on: date | None = None

    @property
    def province(self) -> str:
        """The province that it lies in, CENTRE for those of the whole country, or UNKNOWN."""
        if self.kind in {AgencyKind.MINISTRY, AgencyKind.BODY}:
            return CENTRE
        return self.region_code[:2] or UNKNOWN


def country_years() -> dict[int, Sums]:
    """Return the sums of all bodies by year, the earliest first, in one query."""
    rows = AgencyCoverage.objects.country().order_by("year").values("year")
    summed = rows.annotate(
        agencies=Count("pk"), agencies_declared=Count("declared_on"), **{name: Sum(name) for name in FIGURES}
    )
    names = ("agencies", "agencies_declared", *FIGURES)
    return {year: Sums(*figures) for year, *figures in summed.values_list("year", *names)}


def country_lines(year: int) -> list[BodyLine]:
    """Return every body of the directory by name, with its counts of a year, in two queries."""
    counted = AgencyCoverage.objects.country().filter(year=year).order_by()
    found: Mapping[UUID, tuple[date | None, Sums]] = {
        tenant_id: (declared_on, Sums(1, int(declared_on is not None), *figures))
        for tenant_id, declared_on, *figures in counted.values_list("tenant_id", "declared_on", *FIGURES)
    }
    lines = []
    for tenant_id, name, kind, region in Agency.objects.directory().values_list(
        "tenant_id", "name", "kind", "region_code"
    ):
        declared_on, counts = found.get(tenant_id, (None, None))
        lines.append(BodyLine(tenant_id, name, kind, region, counts, declared_on))
    return lines


def by_province(lines: Iterable[BodyLine]) -> dict[str, Sums]:
    """Return the sums of bodies by the code of their province, in the order of the codes; the centre's first.

    A body that was not counted is one of them all the same, with nothing counted.
    """
    found: dict[str, list[Sums]] = {}
    for line in lines:
        found.setdefault(line.province, []).append(line.counts or Sums(agencies=1))
    return {code: total(found[code]) for code in sorted(found, key=lambda code: (code != CENTRE, code))}


def total(sums: Iterable[Sums]) -> Sums:
    """Return the sum of sums."""
    rows = list(sums)
    return Sums(**{name: sum(getattr(row, name) for row in rows) for name in Sums.__dataclass_fields__})


def province_name(code: str) -> str:
    """Return what a province is called; empty for what is none."""
    return region_name(code)
