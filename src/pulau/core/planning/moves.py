"""What may be improved in a worksheet, and by how much: a ladder of steps for each item.

Options rise, indices rise within their scale, of a ratio only the numerator moves (and `tahun_ini` falls) within what
the denominators allow. Nothing ever gets worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from pulau.core.regulation.model import Choice, Decrease, Scale, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from pulau.core.planning.effort import EffortTable
    from pulau.core.regulation.model import Item, Pack
    from pulau.core.scoring.answers import Answer, Answers, Counts

_PERCENTAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Ladder:
    """The improvements open to one item.

    Either `rungs` (each with its number of steps, gain in points and answer; at most one is taken), or `most` equal
    steps of `gain` points each, where `answer_after(steps)` gives the answer. `entry` steps come first and gain
    `entry_gain` in all: nothing for a ratio that has fallen below zero and must first come back to it, and less than a
    step for an index that stands between two hundredths and first goes to the next.
    """

    item: str
    effort: int
    rungs: tuple[tuple[int, Fraction, Answer], ...] = ()
    most: int = 0
    gain: Fraction = Fraction(0)
    entry: int = 0
    entry_gain: Fraction = Fraction(0)
    answer_after: Callable[[int], Answer] | None = None


def ladders(pack: Pack, answers: Answers, efforts: EffortTable, pinned: Collection[str]) -> tuple[Ladder, ...]:
    """List the ladders of all items that can still improve and are not pinned, in the order of the law."""
    found = (_ladder(item, answers.values.get(item.id), efforts.of_step(item)) for item in pack.items.values())
    return tuple(ladder for ladder in found if ladder is not None and ladder.item not in pinned)


def climbed(answers: Answers, ladder_steps: Mapping[str, Answer]) -> Answers:
    """Return the answers with those of the plan in their place."""
    return type(answers)(answers.regulation, MappingProxyType({**answers.values, **ladder_steps}))


def top_answer(ladder: Ladder) -> Answer:
    """Return the best answer a ladder leads to."""
    return ladder.rungs[-1][2] if ladder.rungs else answer_after(ladder, ladder.entry + ladder.most)


def answer_after(ladder: Ladder, steps: int) -> Answer:
    """Return the answer after some steps of a ladder of equal steps."""
    assert ladder.answer_after is not None  # noqa: S101 - a ladder has rungs or equal steps
    return ladder.answer_after(steps)


def steps_between(item: Item, before: Answer | None, after: Answer) -> int:
    """Count the steps from one answer of an item to a better one."""
    if isinstance(item.answer, Choice):
        worst_first = _worst_first(item.answer)
        start = 0 if before is None else worst_first.index(str(before))
        return worst_first.index(str(after)) - start
    if isinstance(item.answer, Scale):
        now = before if isinstance(before, Fraction) else Fraction(0)
        return ceil((cast("Fraction", after) - now) / _step(item.answer))
    moving = item.answer.done if isinstance(item.answer, Share) else item.answer.now
    return abs(cast("Counts", after)[moving] - cast("Counts", before)[moving])


def _worst_first(choice: Choice) -> list[str]:
    return list(choice.values)[::-1]


def _step(scale: Scale) -> Fraction:
    return Fraction(1) if scale.maximum == _PERCENTAGE else Fraction(1, 100)


def _ladder(item: Item, answer: Answer | None, effort: int) -> Ladder | None:
    match item.answer:
        case Choice():
            rungs = tuple(_option_rungs(item, item.answer, answer))
            return Ladder(item.id, effort, rungs=rungs) if rungs else None
        case Scale():
            return _scale_ladder(item, item.answer, answer, effort)
        case Share():
            return None if answer is None else _share_ladder(item, item.answer, cast("Counts", answer), effort)
        case decrease:
            return None if answer is None else _decrease_ladder(item, decrease, cast("Counts", answer), effort)


def _option_rungs(item: Item, choice: Choice, answer: Answer | None) -> Iterator[tuple[int, Fraction, Answer]]:
    """Go up the options from the answer; an unanswered item starts at the lowest option, which counts the same."""
    worst_first = _worst_first(choice)
    start = 0 if answer is None else worst_first.index(str(answer))
    now = choice.values[worst_first[start]]
    for steps, option in enumerate(worst_first[start + 1 :], start=1):
        yield steps, (choice.values[option] - now) * item.weight, option


def _scale_ladder(item: Item, scale: Scale, answer: Answer | None, effort: int) -> Ladder | None:
    step = _step(scale)
    now = answer if isinstance(answer, Fraction) else Fraction(0)
    first = min(ceil(now / step) * step, scale.maximum)
    entry = int(first != now)
    most = int((scale.maximum - first) / step)
    if entry + most == 0:
        return None
    worth = item.weight / scale.maximum

    def after(steps: int) -> Answer:
        return first + (steps - entry) * step

    entry_gain = (first - now) * worth
    return Ladder(item.id, effort, most=most, gain=step * worth, entry=entry, entry_gain=entry_gain, answer_after=after)


def _share_ladder(item: Item, share: Share, counts: Counts, effort: int) -> Ladder | None:
    due = sum(counts[key] for key in share.due)
    done = counts[share.done]
    if done >= due:
        return None

    def after(steps: int) -> Answer:
        return MappingProxyType({**counts, share.done: done + steps})

    return Ladder(item.id, effort, most=due - done, gain=item.weight / due, answer_after=after)


def _decrease_ladder(item: Item, decrease: Decrease, counts: Counts, effort: int) -> Ladder | None:
    before, now = counts[decrease.before], counts[decrease.now]
    if now == 0:
        return None

    def after(steps: int) -> Answer:
        return MappingProxyType({**counts, decrease.now: now - steps})

    if before == 0:
        gain = (decrease.zero.value - decrease.zero.value_if_now) * item.weight
        return Ladder(item.id, effort, rungs=((now, gain, after(now)),)) if gain > 0 else None
    entry = max(now - before, 0)
    return Ladder(item.id, effort, most=now - entry, gain=item.weight / before, entry=entry, answer_after=after)
