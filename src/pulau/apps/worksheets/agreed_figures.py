"""The figures of a unit's worksheet that its body agreed to show another: total and minimums, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.worksheets.models import Worksheet

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What a worksheet comes to: `total` in hundredths of a point, and by title whether each minimum is met.

    `answered` of `items` items have an answer; `state` is that of the worksheet (`draft`, `submitted`).
    """

    unit_id: UUID
    total: int
    answered: int
    items: int
    state: str
    titles: Mapping[str, Mapping[str, bool]]


def agreed_figures(unit_ids: Collection[UUID], year: int) -> dict[UUID, UnitFigures]:
    """Return the figures of units in a year, by unit, in one query; units without a worksheet are left out.

    For units whose bodies agreed, of whatever tenant; who may see them is for the caller to say.
    """
    if not unit_ids:
        return {}
    fields = ("unit_id", "printed", "answered", "items", "state", "gates")
    rows = Worksheet.objects.agreed(unit_ids, year).order_by().values_list(*fields)
    return {
        unit: UnitFigures(unit, int(printed.get("total", 0)), answered, items, str(state), _titles(gates))
        for unit, printed, answered, items, state, gates in rows
    }


def _titles(gates: Mapping[str, bool]) -> dict[str, dict[str, bool]]:
    titles: dict[str, dict[str, bool]] = {}
    for path, met in gates.items():
        title, _dot, gate = path.partition(".")
        titles.setdefault(title, {})[gate] = met
    return titles
