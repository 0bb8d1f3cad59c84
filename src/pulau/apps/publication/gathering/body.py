"""Everything that is known of a body, gathered at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.agencies.contract import AgencyKind
from pulau.apps.publication.gathering.declared import DeclaredGathered, gather_declared
from pulau.apps.publication.gathering.judged import JudgedGathered, gather_judged
from pulau.apps.publication.gathering.practices import gather_practices
from pulau.apps.publication.gathering.units import UnitsGathered, gather_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.remediation.contract import Practice

CENTRE: Final = "pusat"
"""Where bodies of the whole country stand: they lie in no province."""
UNKNOWN: Final = "lain"
"""Where bodies stand whose region was not recorded."""


@dataclass(slots=True)
class BodyGathered:
    """One body: its units, declarations, cases, titles, repair and practices."""

    tenant_id: UUID
    units: UnitsGathered
    declared: DeclaredGathered
    judged: JudgedGathered
    practices: list[tuple[Practice, int]]
    years_by_unit: dict[UUID, set[int]] = field(default_factory=dict)
    first_known: int | None = None

    def __post_init__(self) -> None:
        """Put years with a worksheet or a case beside their units; find the first year of which anything is known."""
        for unit_id, year in self.judged.opened | set(self.judged.cases):
            self.years_by_unit.setdefault(unit_id, set()).add(year)
        self.first_known = min(self._known_years(), default=None)

    @property
    def body_region(self) -> str:
        """The code of the region that the body governs or lies in; empty for one of the whole country."""
        return self.units.agency.region_code if self.units.agency else ""

    @property
    def province(self) -> str:
        """The province that the body lies in, CENTRE for those of the whole country, or UNKNOWN."""
        agency = self.units.agency
        if agency and agency.kind in {AgencyKind.MINISTRY, AgencyKind.BODY}:
            return CENTRE
        return self.body_region[:2] or UNKNOWN

    def first_year(self, this_year: int) -> int:
        """Return the first year of which anything is known of the body; this year where nothing is."""
        return this_year if self.first_known is None else min(self.first_known, this_year)

    def _known_years(self) -> Iterator[int]:
        for years in self.years_by_unit.values():
            yield from years
        yield from (row.day.year for rows in self.declared.held.values() for row in rows)
        yield from (row.since.year for rows in self.judged.titles.values() for row in rows)
        counted = self.declared.years.items()
        yield from (year for year, row in counted if row.declared or row.symbolic or row.signed)

    def region_of(self, unit: WorkUnit) -> str:
        """Return the code of the region that a unit lies in: its own, else the body's."""
        return unit.region_code or self.body_region

    def province_of(self, unit: WorkUnit) -> str:
        """Return the province that a unit lies in, or as its body does."""
        return unit.region_code[:2] or self.province


def gather(tenant_id: UUID) -> BodyGathered:
    """Read a body behind its wall; some twenty queries, whatever the number of units."""
    return BodyGathered(
        tenant_id,
        gather_units(tenant_id),
        gather_declared(tenant_id),
        gather_judged(tenant_id),
        gather_practices(tenant_id),
    )
