"""Score many worksheets under one pack: the same whole-number sums as for one, without the tree of items.

`evaluate_many` gives the figures that are printed and every gate, equal to those of `evaluate`; a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Choice, Gate, Part, Unit
from pulau.core.scoring.evaluate import kernel_of, value_of
from pulau.core.scoring.gates import satisfies
from pulau.core.scoring.kernel import count
from pulau.core.shared.numbers import hundredths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from pulau.core.regulation.model import Item, Pack, PriorTitle
    from pulau.core.scoring.answers import Answer


@dataclass(frozen=True, slots=True)
class Summary:
    """The printed figures of one worksheet and its gates.

    `printed` maps a path (`total`, `areas.5`, `areas.5.percent`, `sub_areas.H1`, …) to hundredths, rounded half up on the
    exact value: 7842 is 78,42. `gates` maps `TITLE.gate` to whether it is met; `titles` maps a title to whether all are.
    """

    printed: Mapping[str, int]
    gates: Mapping[str, bool]
    titles: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A pack made ready for a batch.

    The points of every figure stand in one list: first each sub-area, then sums of what stands before, so that each is one
    addition over few terms. `paths` names them; `percents` are (figure, numerator, denominator) of `100 / weight`.
    """

    sums: tuple[tuple[int, ...], ...]
    paths: tuple[str, ...]
    percents: tuple[tuple[int, int, int], ...]
    gates: tuple[tuple[str, Callable[[int, list[int], Mapping[str, Answer], str | None], bool]], ...]
    titles: tuple[tuple[str, tuple[str, ...]], ...]


def evaluate_many(
    pack: Pack, sheets: Iterable[tuple[Mapping[str, Answer], str | None]], *, skip: bool = False
) -> Iterator[Summary]:
    """Score worksheets one by one as they come: pairs of checked answers and the prior title.

    The answers are those of `take_answers(pack, …).values`. Memory does not grow with the number of worksheets.
    """
    kernel = kernel_of(pack)
    plan = _plan(pack)
    for answers, prior_title in sheets:
        tally = count(kernel, answers, skip=skip)
        points = list(tally.sub_areas)
        for members in plan.sums:
            points.append(sum([points[n] for n in members]))
        unit, twice = tally.unit, 2 * tally.unit
        # `hundredths` of each figure, written out: nothing here is negative.
        rounded = [(200 * value + unit) // twice for value in points]
        rounded += [hundredths(points[n] * up, unit * down) for n, up, down in plan.percents]
        gates = {name: judge(unit, points, answers, prior_title) for name, judge in plan.gates}
        titles = {title: all([gates[name] for name in names]) for title, names in plan.titles}
        yield Summary(dict(zip(plan.paths, rounded, strict=True)), gates, titles)


def _plan(pack: Pack) -> _Plan:
    paths, sums = _figures(pack)
    index = {path: position for position, path in enumerate(paths)}
    shares = {f"areas.{key}": 100 / area.weight for key, area in pack.areas.items()}
    percents = tuple((index[path], share.numerator, share.denominator) for path, share in shares.items())
    gates = tuple(
        (f"{title.id}.{gate.id}", _judge(pack, gate, index)) for title in pack.titles.values() for gate in title.gates
    )
    titles = tuple((t.id, tuple(f"{t.id}.{gate.id}" for gate in t.gates)) for t in pack.titles.values())
    return _Plan(sums, (*paths, *(f"{path}.percent" for path in shares)), percents, gates, titles)


def _figures(pack: Pack) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """Return the path of every figure, and for those after the sub-areas the positions of what they add up."""
    subs = list(enumerate(pack.sub_areas.values()))
    paths = [f"sub_areas.{s.id}" for _, s in subs]
    sums: list[tuple[int, ...]] = []

    def add(path: str, members: Iterable[int]) -> int:
        paths.append(path)
        sums.append(tuple(members))
        return len(paths) - 1

    areas = []
    for key, area in pack.areas.items():
        parts = (Part.FULFILMENT,) if area.reform is None else (Part.FULFILMENT, Part.REFORM)
        halves = [
            add(f"areas.{key}.{part.value}", (n for n, s in subs if s.area == key and s.part is part)) for part in parts
        ]
        areas.append(add(f"areas.{key}", halves))
    enabler = add("enabler", areas)
    result = add("result", (n for n, s in subs if s.part is Part.RESULT))
    add("total", (enabler, result))
    return tuple(paths), tuple(sums)


def _judge(
    pack: Pack, gate: Gate | PriorTitle, index: Mapping[str, int]
) -> Callable[[int, list[int], Mapping[str, Answer], str | None], bool]:
    """Make the test of one gate, comparing whole numbers: points / unit >= minimum."""
    if not isinstance(gate, Gate):
        required = gate.title
        return lambda _unit, _points, _answers, prior: satisfies(pack, prior, required)
    minimum = gate.minimum
    if gate.unit is Unit.PERCENT:
        minimum = minimum * pack.areas[gate.measure.removeprefix("areas.")].weight / 100
    if gate.measure.startswith("items."):
        return _judge_item(pack.items[gate.measure.removeprefix("items.")], minimum)
    figure, up, down = index[gate.measure], minimum.numerator, minimum.denominator
    return lambda unit, points, _answers, _prior: points[figure] * down >= unit * up


def _judge_item(
    item: Item, minimum: Fraction
) -> Callable[[int, list[int], Mapping[str, Answer], str | None], bool]:
    """Make the test of a gate on one item of the result; its options are judged once, for all worksheets."""
    if isinstance(item.answer, Choice):
        passing = frozenset(o for o, value in item.answer.values.items() if value * item.weight >= minimum)
        return lambda _unit, _points, answers, _prior: answers.get(item.id) in passing

    def judge(_unit: int, _points: list[int], answers: Mapping[str, Answer], _prior: str | None) -> bool:
        answer = answers.get(item.id)
        return answer is not None and value_of(item, answer) * item.weight >= minimum

    return judge
