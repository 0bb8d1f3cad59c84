"""The sums of a worksheet in whole numbers: one path for one worksheet and for fifty thousand.

Everything is counted in units of `1 / scale` points, where `scale` is a common denominator of all weights and option
values of the pack. Counts and indices bring denominators of their own; a worksheet's unit is then `1 / (scale *
own)`. Nothing is rounded, so the figures are those of `Fraction`, some ten times faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import lcm
from operator import getitem
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Choice, Part, Scale, Share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from pulau.core.regulation.model import Decrease, Pack
    from pulau.core.scoring.answers import Answer, Counts

    Table = Mapping[str | None, int]


@dataclass(frozen=True, slots=True)
class Number:
    """An item answered by a number or counts: value 0..1 × `unit` is its share of the sub-area at `position`."""

    item: str
    kind: Scale | Share | Decrease
    position: int
    unit: int


@dataclass(frozen=True, slots=True)
class Kernel:
    """A pack made ready for counting.

    `asked` and `tables` hold each item with options and its option -> points in units of 1/scale, sub-area by sub-area;
    no answer, None, is an option of 0 points. `spans` holds the stretch of these and the stretch of `numbers` that make
    each sub-area; `means` how many items share a sub-area's points (0 for a result component, whose items carry points
    of their own).
    """

    scale: int
    asked: tuple[str, ...]
    tables: tuple[Table, ...]
    numbers: tuple[Number, ...]
    spans: tuple[tuple[int, int, int, int], ...]
    means: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The points of every sub-area of a worksheet, in units of `1 / unit`, in the order of the pack."""

    unit: int
    sub_areas: tuple[int, ...]


def build_kernel(pack: Pack) -> Kernel:
    """Make a pack ready for counting; done once a pack."""
    scale = _scale(pack)
    asked: list[str] = []
    tables: list[Table] = []
    numbers: list[Number] = []
    spans = []
    for position, sub_area in enumerate(pack.sub_areas.values()):
        starts = len(asked), len(numbers)
        for item in (pack.items[item_id] for item_id in sub_area.items):
            unit = int(item.weight * scale)
            if isinstance(item.answer, Choice):
                points: dict[str | None, int] = {key: int(v * unit) for key, v in item.answer.values.items()}
                asked.append(item.id)
                tables.append(points | {None: 0})
            else:
                numbers.append(Number(item.id, item.answer, position, unit))
        spans.append((starts[0], len(asked), starts[1], len(numbers)))
    means = tuple(0 if s.part is Part.RESULT else len(s.items) for s in pack.sub_areas.values())
    return Kernel(scale, tuple(asked), tuple(tables), tuple(numbers), tuple(spans), means)


def _scale(pack: Pack) -> int:
    """Find a unit in which every weight and every option's points are whole, for a mean over any number of items."""
    values = [v for i in pack.items.values() if isinstance(i.answer, Choice) for v in i.answer.values.values()]
    weights = [s.weight for s in pack.sub_areas.values()] + [i.weight for i in pack.items.values()]
    # Under `skip` a mean may be over fewer items than it has, down to one.
    counts = range(1, max(len(s.items) for s in pack.sub_areas.values()) + 1)
    return lcm(*(w.denominator for w in weights)) * lcm(*(v.denominator for v in values)) * lcm(*counts)


def count(kernel: Kernel, answers: Mapping[str, Answer], *, skip: bool = False) -> Tally:
    """Add up a worksheet of checked answers.

    With `skip` an unanswered item of a mean is left out of it instead of counting 0.
    """
    get = answers.get
    values: Iterator[int] = map(getitem, kernel.tables, map(get, kernel.asked))  # type: ignore[arg-type]  # all are options
    reached = list(accumulate(values, initial=0))
    sums = [reached[end] - reached[start] for start, end, _, _ in kernel.spans]
    extras = []
    for number in kernel.numbers:
        answer = get(number.item)
        if answer is not None:
            numerator, denominator = ratio_of(number.kind, answer)
            extras.append((number.position, numerator * number.unit, denominator))
    tally = _with_extras(kernel.scale, sums, extras)
    return _without_unanswered(kernel, tally, answers) if skip else tally


def _without_unanswered(kernel: Kernel, tally: Tally, answers: Mapping[str, Answer]) -> Tally:
    """Take each mean over the answered items alone: points × items / answered, exact by the choice of scale."""
    points = list(tally.sub_areas)
    for position, (start, end, first, last) in enumerate(kernel.spans):
        size = kernel.means[position]
        answered = sum(item in answers for item in kernel.asked[start:end])
        answered += sum(number.item in answers for number in kernel.numbers[first:last])
        if size and answered:
            points[position] = points[position] * size // answered
    return Tally(tally.unit, tuple(points))


def _with_extras(scale: int, sums: list[int], extras: list[tuple[int, int, int]]) -> Tally:
    own = lcm(*[denominator for _, _, denominator in extras])
    if own != 1:
        sums = [value * own for value in sums]
    for position, numerator, denominator in extras:
        sums[position] += numerator * (own // denominator)
    return Tally(scale * own, tuple(sums))


def ratio_of(kind: Scale | Share | Decrease, answer: Answer) -> tuple[int, int]:
    """Return the value 0..1 of an index or a ratio as numerator and denominator."""
    if isinstance(kind, Scale):
        number: Fraction = answer  # type: ignore[assignment]  # the pack's check made it a number
        return number.numerator * kind.maximum.denominator, number.denominator * kind.maximum.numerator
    return share_of(kind, answer) if isinstance(kind, Share) else decrease_of(kind, answer)  # type: ignore[arg-type]


def share_of(kind: Share, counts: Counts) -> tuple[int, int]:
    """Return `done / due` clamped to 1; the pack's policy where nothing was due."""
    due = sum([counts[key] for key in kind.due])
    if due == 0:
        return kind.zero.value.numerator, kind.zero.value.denominator
    return min(counts[kind.done], due), due


def decrease_of(kind: Decrease, counts: Counts) -> tuple[int, int]:
    """Return `(before - now) / before` clamped to 0; the pack's policy where the base year is 0."""
    before, now = counts[kind.before], counts[kind.now]
    if before == 0:
        policy = kind.zero.value_if_now if now else kind.zero.value
        return policy.numerator, policy.denominator
    return max(before - now, 0), before
