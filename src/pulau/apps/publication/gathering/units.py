"""Units of a body: as they are, what they were called before, and what happened to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.agencies.contract import Agency, UnitChange, UnitEvent, WorkUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Named:
    """What a unit was called, and what kind it was, until the day before `until` (None: it still is)."""

    name: str
    code: str
    kind: str
    until: date | None


@dataclass(slots=True)
class UnitsGathered:
    """The agency, its units, the changes of each in order, and by which mergers they ended."""

    agency: Agency | None
    units: dict[UUID, WorkUnit]
    changes: dict[UUID, list[UnitChange]] = field(default_factory=dict)

    def names_of(self, unit: WorkUnit) -> Iterator[Named]:
        """Go through what a unit was called, the earliest first, and what it is called now."""
        for change in self.changes.get(unit.pk, ()):
            yield Named(change.name_before, change.code_before, change.kind_before, change.day)
        yield Named(unit.name, unit.code, unit.kind, None)

    def named_on(self, unit: WorkUnit, day: date) -> Named:
        """Return what a unit was called on a day."""
        return next(one for one in self.names_of(unit) if one.until is None or day < one.until)

    def into(self, unit: WorkUnit) -> UUID | None:
        """Return the unit that took the work of one over that ended; None: it stands, or nobody did."""
        told = [one for one in self.changes.get(unit.pk, ()) if one.event in {UnitEvent.MERGED, UnitEvent.REOPENED}]
        return told[-1].into_id if told else None


def gather_units(tenant_id: UUID) -> UnitsGathered:
    """Read them; three queries."""
    units = {unit.pk: unit for unit in WorkUnit.objects.for_tenant(tenant_id).order_by("pk")}
    changes: Iterable[UnitChange] = UnitChange.objects.for_tenant(tenant_id).order_by("day", "recorded_at", "id")
    found = UnitsGathered(Agency.objects.for_tenant(tenant_id).first(), units)
    for change in changes:
        found.changes.setdefault(change.unit_id, []).append(change)
    return found
