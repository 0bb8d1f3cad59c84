"""Figures on both sides: the wholes, the areas, the components of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.worksheets.report.versus.model import FigureRow, SideWhy
from pulau.core.regulation.model import Part
from pulau.core.scoring.explain import explain
from pulau.core.scoring.gates import score_at
from pulau.exchange.names import name_of
from pulau.exchange.words import word

if TYPE_CHECKING:
    from pulau.apps.worksheets.report.versus.model import Side
    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.compare import Comparison


def figure_rows(before: Side, after: Side, comparison: Comparison, language: str) -> tuple[FigureRow, ...]:
    """Return the rows in the order of the law; sub-areas of the enabler are left to their items."""
    packs = [side.calculation.evaluation.pack for side in (before, after)]
    rows = []
    for change in comparison.figures:
        level = _level(change.path, packs)
        if not level:
            continue
        sides = ((before, change.before), (after, change.after))
        there = [side for side, points in sides if points is not None]
        scores = [
            None if points is None else score_at(side.calculation.evaluation, change.path) for side, points in sides
        ]
        why = tuple(why_of(side, change.path, language) for side in there)
        rows.append(FigureRow(change.path, _name(there[-1], change.path, language), level, scores[0], scores[1], why))
    return tuple(sorted(rows, key=_place))


def _place(row: FigureRow) -> int:
    """Put the areas after the enabler, and the components after the result, of which they are the parts."""
    places = {"total": 0, "enabler": 1, "result": 3}
    return places.get(row.path, 2 if row.level == "area" else 4)


def why_of(side: Side, path: str, language: str) -> SideWhy:
    """Explain a figure of one side."""
    calculation = side.calculation
    worded = word(calculation.evaluation, explain(calculation.evaluation, path), calculation.wording, language)
    return SideWhy(side.label, worded.formula, worded.source, worded.notes)


def _level(path: str, packs: list[Pack]) -> str:
    head, _, rest = path.partition(".")
    if head != "sub_areas":
        return "area" if head == "areas" else "whole"
    return "component" if any(rest in p.sub_areas and p.sub_areas[rest].part is Part.RESULT for p in packs) else ""


def _name(side: Side, path: str, language: str) -> str:
    return name_of(path, side.calculation.evaluation.pack, side.calculation.wording, language)
