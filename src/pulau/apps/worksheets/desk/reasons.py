"""Why an item gives the points it gives, and where they go: from the answer to the total, each step with its clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Part
from pulau.core.scoring.explain import explain
from pulau.exchange.names import number
from pulau.exchange.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.regulation.model import Pack


@dataclass(frozen=True, slots=True)
class Reason:
    """A figure with its formula, its clause and what to know beside it; points and weight as text."""

    path: str
    name: str
    points: str
    weight: str
    formula: str
    source: str
    notes: tuple[str, ...]


def reasons(calculation: Calculation, item: str, language: str) -> list[Reason]:
    """Return the item's own figure first, then each figure that it is part of, up to the total."""
    return [_reason(calculation, path, language) for path in paths_above(calculation.evaluation.pack, item)]


def paths_above(pack: Pack, item: str) -> Iterator[str]:
    """Go from an item to the total by the figures of the law: sub-area, half, area, component."""
    sub_area = pack.sub_areas[pack.items[item].sub_area]
    yield f"items.{item}"
    yield f"sub_areas.{sub_area.id}"
    if sub_area.area is not None:
        if pack.areas[sub_area.area].reform is not None:
            yield f"areas.{sub_area.area}.{sub_area.part.value}"
        yield f"areas.{sub_area.area}"
    yield "result" if sub_area.part is Part.RESULT else "enabler"
    yield "total"


def _reason(calculation: Calculation, path: str, language: str) -> Reason:
    explanation = explain(calculation.evaluation, path)
    worded = word(calculation.evaluation, explanation, calculation.wording, language)
    points, weight = number(explanation.value, language), number(explanation.weight, language)
    return Reason(path, worded.name, points, weight, worded.formula, worded.source, worded.notes)
