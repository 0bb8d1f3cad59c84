"""Score many worksheets under one pack: the same whole-number sums as for one, without the tree of items.

`evaluate_many` gives the figures that are printed and every gate, equal to those of `evaluate`; a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.core.regulation.measures import measure_weight
from pulau.core.regulation.model import Choice, Gate, Part, PriorTitle, Unit
from pulau.core.scoring.evaluate import kernel_of, value_of
from pulau.core.scoring.figures import Figures, add_up, figures_of
from pulau.core.scoring.gates import satisfies
from pulau.core.scoring.kernel import count, ratio_of
from pulau.core.shared.numbers import hundredths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from pulau.core.regulation.model import Item, Pack, SubArea
    from pulau.core.scoring.answers import Answer

    Judge = Callable[[Mapping[str, Answer], str | None], bool]


@dataclass(frozen=True, slots=True)
class Summary:
    """The printed figures of one worksheet and its gates.

    `printed` maps a path (`total`, `areas.5`, `areas.5.percent`, `sub_areas.H1`, …) to hundredths, rounded half up on
    the exact value: 7842 is 78,42. `gates` maps `TITLE.gate` to whether it is met; `titles` maps a title to whether
    all are.
    """

    printed: Mapping[str, int]
    gates: Mapping[str, bool]
    titles: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A pack made ready for a batch.

    `percents` are (figure, numerator, denominator) of `100 / weight`; `paths` names the figures and then these
    percents. `minimums` are (gate, figure, numerator, denominator) of the least points; `others` are gates on what is
    not a figure.
    """

    paths: tuple[str, ...]
    percents: tuple[tuple[int, int, int], ...]
    minimums: tuple[tuple[str, int, int, int], ...]
    others: tuple[tuple[str, Judge], ...]
    titles: tuple[tuple[str, tuple[str, ...]], ...]


def evaluate_many(
    pack: Pack, sheets: Iterable[tuple[Mapping[str, Answer], str | None]], *, skip: bool = False
) -> Iterator[Summary]:
    """Score worksheets one by one as they come: pairs of checked answers and the prior title.

    The answers are those of `take_answers(pack, …).values`. Memory does not grow with the number of worksheets.
    """
    kernel, figures = kernel_of(pack), figures_of(pack)
    plan = _plan(pack, figures, skip=skip)
    for answers, prior_title in sheets:
        tally = count(kernel, answers, skip=skip)
        points = add_up(figures, tally)
        unit, twice = tally.unit, 2 * tally.unit
        # `hundredths` of each figure, written out: nothing here is negative.
        rounded = [(200 * value + unit) // twice for value in points]
        rounded += [hundredths(points[n] * up, unit * down) for n, up, down in plan.percents]
        # points / unit >= minimum, in whole numbers
        gates = {name: points[n] * down >= unit * up for name, n, up, down in plan.minimums}
        for name, judge in plan.others:
            gates[name] = judge(answers, prior_title)
        titles = {title: all([gates[name] for name in names]) for title, names in plan.titles}  # noqa: C419 - quicker
        yield Summary(dict(zip(plan.paths, rounded, strict=True)), gates, titles)


def _plan(pack: Pack, figures: Figures, *, skip: bool) -> _Plan:
    shares = {f"areas.{key}": 100 / area.weight for key, area in pack.areas.items()}
    minimums: list[tuple[str, int, int, int]] = []
    others: list[tuple[str, Judge]] = []
    for title in pack.titles.values():
        for gate in title.gates:
            name = f"{title.id}.{gate.id}"
            if isinstance(gate, PriorTitle) or gate.measure.startswith("items."):
                others.append((name, _judge(pack, gate, skip=skip)))
            else:
                least = _points(pack, gate)
                minimums.append((name, figures.position[gate.measure], least.numerator, least.denominator))
    return _Plan(
        paths=(*figures.position, *(f"{path}.percent" for path in shares)),
        percents=tuple((figures.position[p], share.numerator, share.denominator) for p, share in shares.items()),
        minimums=tuple(minimums),
        others=tuple(others),
        titles=tuple((t.id, tuple(f"{t.id}.{gate.id}" for gate in t.gates)) for t in pack.titles.values()),
    )


def _points(pack: Pack, gate: Gate) -> Fraction:
    """Return a minimum in points."""
    return gate.minimum if gate.unit is Unit.POINTS else gate.minimum * measure_weight(pack, gate.measure) / 100


def _judge(pack: Pack, gate: Gate | PriorTitle, *, skip: bool) -> Judge:
    """Make the test of a gate on a prior title, or on one item."""
    if isinstance(gate, PriorTitle):
        required = gate.title
        return lambda _answers, prior: satisfies(pack, prior, required)
    item, minimum = pack.items[gate.measure.removeprefix("items.")], _points(pack, gate)
    sub_area = pack.sub_areas[item.sub_area]
    if skip and sub_area.part is not Part.RESULT:
        return _judge_sharing(item, sub_area, minimum)
    return _judge_item(item, minimum / item.weight)


def _judge_item(item: Item, least: Fraction) -> Judge:
    """Make the test of a gate on one item: whether its value 0..1 is at least `least`."""
    item_id, kind = item.id, item.answer
    if isinstance(kind, Choice):  # its options are judged once, for all worksheets
        passing = frozenset(option for option, value in kind.values.items() if value >= least)
        return lambda answers, _prior: answers.get(item_id) in passing
    up, down = least.numerator, least.denominator

    def judge(answers: Mapping[str, Answer], _prior: str | None) -> bool:
        if item_id not in answers:
            return False
        numerator, denominator = ratio_of(kind, answers[item_id])
        return numerator * down >= denominator * up

    return judge


def _judge_sharing(item: Item, sub_area: SubArea, minimum: Fraction) -> Judge:
    """Make the test of a gate on an item whose weight grows with what is left unanswered beside it."""

    def judge(answers: Mapping[str, Answer], _prior: str | None) -> bool:
        if item.id not in answers:
            return False
        share = sub_area.weight / sum(other in answers for other in sub_area.items)
        return value_of(item, answers[item.id]) * share >= minimum

    return judge
