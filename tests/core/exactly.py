"""Worksheets on either side of a minimum, as near to it as the law's options allow."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import lcm
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Part, Scale
from pulau.core.scoring.answers import take_answers
from tests.core.sheets import levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.core.regulation.model import Item, Pack
    from pulau.core.scoring.answers import Answers

HAIR = Fraction(1, 10**40)
Way = tuple[Fraction, dict[str, object]]
"""Points, and the answers that give them."""


@cache
def nearest(pack: Pack, measure: str, target: Fraction) -> tuple[Answers, Answers]:
    """Return the worksheet of least points that reach `target`, and that of most points that do not.

    With an index in the measure they are `target` itself and a hair less; nothing is answered outside the measure.
    """
    items = _items(pack, measure)
    if any(isinstance(item.answer, Scale) for item in items):
        return take_answers(pack, _filled(items, target)), take_answers(pack, _filled(items, target - HAIR))
    ways = _by_sub_area(pack, items) if measure == "enabler" else [_ways(item) for item in items]
    reached, missed = _searched(ways, target)
    return take_answers(pack, reached), take_answers(pack, missed)


def _items(pack: Pack, measure: str) -> list[Item]:
    if measure.startswith("items."):
        return [pack.items[measure.removeprefix("items.")]]
    chosen = [s for s in pack.sub_areas.values() if measure in _measures(s.part, s.area, s.id)]
    return [pack.items[key] for sub_area in chosen for key in sub_area.items]


def _measures(part: Part, area: str | None, sub_area: str) -> set[str]:
    return {"total", "result" if part is Part.RESULT else "enabler", f"areas.{area}", f"sub_areas.{sub_area}"}


def _filled(items: list[Item], target: Fraction) -> dict[str, object]:
    """Take the best of every item that fits, and what is left out of the indices."""
    raw: dict[str, object] = {}
    left = target
    for item in items:
        if not isinstance(item.answer, Scale):
            points, answer = next((p, a) for p, a in _ways(item) if p <= left)
            raw |= answer
            left -= points
    for item in items:
        if isinstance(item.answer, Scale):
            points = min(left, item.weight)
            raw[item.id] = points / item.weight * item.answer.maximum
            left -= points
    assert left == 0
    return raw


def _ways(item: Item) -> list[Way]:
    return [(value * item.weight, {item.id: answer}) for value, answer in levels(item)]


def _by_sub_area(pack: Pack, items: list[Item]) -> list[list[Way]]:
    """Take each sub-area as wholly best or wholly worst, but the last as it comes."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.sub_area, []).append(item)
    *most, last = groups
    best = [(pack.sub_areas[key].weight, {i.id: levels(i)[0][1] for i in groups[key]}) for key in most]
    worst = [{i.id: levels(i)[-1][1] for i in groups[key]} for key in most]
    wholes = [[way, (Fraction(0), none)] for way, none in zip(best, worst, strict=True)]
    return [*wholes, *([_ways(item) for item in groups[last]])]


def _searched(ways: Sequence[Sequence[Way]], target: Fraction) -> tuple[dict[str, object], dict[str, object]]:
    """Find every sum that can be reached, as the bits of a number, and go back from the two that are wanted."""
    scale = lcm(target.denominator, *(points.denominator for options in ways for points, _ in options))
    stages = [1]
    for options in ways:
        stage = 0
        for points, _ in options:
            stage |= stages[-1] << int(points * scale)
        stages.append(stage)
    wanted = int(target * scale)
    below = (stages[-1] & ((1 << wanted) - 1)).bit_length() - 1
    above = stages[-1] >> wanted
    least = wanted + (above & -above).bit_length() - 1
    return _back(ways, stages, scale, least), _back(ways, stages, scale, below)


def _back(ways: Sequence[Sequence[Way]], stages: list[int], scale: int, total: int) -> dict[str, object]:
    raw: dict[str, object] = {}
    for options, before in zip(reversed(ways), reversed(stages[:-1]), strict=True):
        points, answers = next(
            (p, a) for p, a in options if total >= p * scale and before >> int(total - p * scale) & 1
        )
        raw |= answers
        total -= int(points * scale)
    assert total == 0
    return raw
