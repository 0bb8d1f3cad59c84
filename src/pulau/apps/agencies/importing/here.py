"""The units of an agency as they are, for comparing them with a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.agencies.importing.reading import unit_texts
from pulau.apps.agencies.models import UnitChange, WorkUnit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Here:
    """The units of the agency by code, the codes of their parents, former codes, days of the first changes."""

    units: dict[str, WorkUnit]
    parents: dict[str, str]
    former: frozenset[str]
    first_changes: Mapping[UUID, date] = field(default_factory=dict)

    def texts(self, code: str) -> dict[str, str]:
        """Return a unit as the texts of a row."""
        return unit_texts(self.units[code], self.parents[code])

    def lives(self, code: str) -> bool:
        """Whether the unit is here and has not ended."""
        return code in self.units and self.units[code].until is None


def units_here(actor: Actor) -> Here:
    """Read all units of the agency, in two queries."""
    units = {unit.code: unit for unit in WorkUnit.objects.for_actor(actor)}
    codes: dict[UUID | None, str] = {unit.pk: unit.code for unit in units.values()}
    parents = {unit.code: codes.get(unit.parent_id, "") for unit in units.values()}
    changes = UnitChange.objects.for_actor(actor).order_by("-day").values_list("code_before", "unit", "day")
    told = list(changes)
    former = frozenset(code for code, _unit, _day in told if code not in units)
    return Here(units, parents, former, {unit: day for _code, unit, day in told})
