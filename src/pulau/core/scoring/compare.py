"""Compare two evaluations: per item, sub-area, area, gate, verdict. What one side lacks is None there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from pulau.core.scoring.answers import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.scoring.answers import Answer
    from pulau.core.scoring.model import Evaluation, ItemResult, TitleVerdict


@dataclass(frozen=True, slots=True)
class Change:
    """A figure on both sides, in points; `difference` is after minus before where both are there."""

    path: str
    before: Fraction | None
    after: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        """After minus before, or None where one side has no such figure."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item whose answer or points differ."""

    item: str
    answer_before: Answer | None
    answer_after: Answer | None
    points: Change


@dataclass(frozen=True, slots=True)
class GateChange:
    """A gate on both sides: whether it was and is met (None where the side has no such gate)."""

    title: str
    gate: str
    met_before: bool | None
    met_after: bool | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two evaluations; figures that are equal are listed too, items only where they differ."""

    figures: tuple[Change, ...]
    items: tuple[ItemChange, ...]
    gates: tuple[GateChange, ...]
    titles: tuple[GateChange, ...]


def compare(before: Evaluation, after: Evaluation) -> Comparison:
    """Compare two evaluations, of the same pack or of two."""
    return Comparison(
        figures=_figures(before, after),
        items=_items(before.items, after.items),
        gates=_gates(before.titles, after.titles),
        titles=_titles(before.titles, after.titles),
    )


def _figures(before: Evaluation, after: Evaluation) -> tuple[Change, ...]:
    left, right = _points(before), _points(after)
    return tuple(Change(path, left.get(path), right.get(path)) for path in _both(left, right))


def _points(evaluation: Evaluation) -> dict[str, Fraction]:
    wholes = {"total": evaluation.total, "enabler": evaluation.enabler, "result": evaluation.result}
    points = {path: score.points for path, score in wholes.items()}
    points |= {f"areas.{key}": area.score.points for key, area in evaluation.areas.items()}
    return points | {f"sub_areas.{key}": score.points for key, score in evaluation.sub_areas.items()}


def _items(before: Mapping[str, ItemResult], after: Mapping[str, ItemResult]) -> tuple[ItemChange, ...]:
    changes = []
    for item in _both(before, after):
        left, right = before.get(item), after.get(item)
        points = Change(f"items.{item}", left.points if left else None, right.points if right else None)
        change = ItemChange(item, left.answer if left else None, right.answer if right else None, points)
        if _shown(change.answer_before) != _shown(change.answer_after) or points.difference != 0:
            changes.append(change)
    return tuple(changes)


def _shown(answer: Answer | None) -> str | dict[str, str] | None:
    return None if answer is None else plain(answer)


def _gates(before: Mapping[str, TitleVerdict], after: Mapping[str, TitleVerdict]) -> tuple[GateChange, ...]:
    changes: list[GateChange] = []
    for title in _both(before, after):
        left = {gate.gate: gate.met for gate in before[title].gates} if title in before else {}
        right = {gate.gate: gate.met for gate in after[title].gates} if title in after else {}
        changes.extend(GateChange(title, gate, left.get(gate), right.get(gate)) for gate in _both(left, right))
    return tuple(changes)


def _titles(before: Mapping[str, TitleVerdict], after: Mapping[str, TitleVerdict]) -> tuple[GateChange, ...]:
    def met(verdict: TitleVerdict | None) -> bool | None:
        return verdict.met if verdict else None

    return tuple(GateChange(t, "", met(before.get(t)), met(after.get(t))) for t in _both(before, after))


def _both(left: Mapping[str, object], right: Mapping[str, object]) -> tuple[str, ...]:
    """List the keys of both sides, those of the left first, each once."""
    return tuple(dict.fromkeys((*left, *right)))
