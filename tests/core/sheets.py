"""Worksheets by chance: answers for any pack, as a user would give them or already checked."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st

from pulau.core.regulation.model import Choice, Decrease, Scale
from pulau.core.scoring.answers import take_answers

if TYPE_CHECKING:
    from pulau.core.regulation.model import Item, Pack
    from pulau.core.scoring.answers import Answers

FULL = ("permenpan-rb-90-2021", "permenpan-rb-52-2014")
SCORED = (*FULL, "permenpan-rb-10-2019")
_COUNTS = (0, 0, 1, 2, 3, 7, 10, 12, 97, 1013)


def raw_sheet(pack: Pack, seed: int) -> dict[str, object]:
    """Return plain answers by chance: some sheets are full, some nearly empty, good or bad throughout."""
    chance = Random(seed)  # noqa: S311 - a worksheet, not a secret
    answered, skill = chance.choice((0.05, 0.5, 0.9, 1, 1)), chance.choice((0.3, 1, 3))
    items = [item for item in pack.items.values() if chance.random() < answered]
    return {item.id: _raw_answer(item, chance, skill) for item in items}


def _raw_answer(item: Item, chance: Random, skill: float) -> object:
    kind = item.answer
    if isinstance(kind, Choice):
        options = list(kind.values)
        return options[int(chance.random() ** skill * len(options))]
    if isinstance(kind, Scale):
        return str(round(float(kind.maximum) * chance.random() ** (1 / skill), chance.choice((0, 1, 2, 2, 3))))
    needed = (kind.before, kind.now) if isinstance(kind, Decrease) else (*kind.due, kind.done)
    return {key: chance.choice(_COUNTS) for key in kind.inputs if key in needed or chance.random() < 0.5}


def sheet(pack: Pack, seed: int) -> Answers:
    """Return checked answers by chance."""
    return take_answers(pack, raw_sheet(pack, seed))


SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=1 + settings().max_examples // 3)
"""For properties that take their time: a third of what the profile asks for."""


def small_answers(pack: Pack) -> st.SearchStrategy[Answers]:
    """Worksheets of a small pack; hypothesis finds and shrinks them answer by answer."""
    each = {item.id: st.none() | _small_answer(item) for item in pack.items.values()}
    return st.fixed_dictionaries(each).map(lambda raw: take_answers(pack, raw))


def _small_answer(item: Item) -> st.SearchStrategy[object]:
    kind = item.answer
    if isinstance(kind, Choice):
        return st.sampled_from(list(kind.values))
    if isinstance(kind, Scale):
        most = int(kind.maximum * 1000)
        return st.integers(0, most).map(lambda thousandths: Fraction(thousandths, 1000))
    return st.fixed_dictionaries({key: st.integers(0, 12) for key in kind.inputs})


def levels(item: Item) -> list[tuple[Fraction, object]]:
    """List answers of an item with their values, best first; of an index or a ratio only the best and the worst."""
    kind = item.answer
    if isinstance(kind, Choice):
        return [(value, option) for option, value in kind.values.items()]
    if isinstance(kind, Scale):
        return [(Fraction(1), kind.maximum), (Fraction(0), 0)]
    blank = dict.fromkeys(kind.inputs, 0)
    if isinstance(kind, Decrease):
        best, worst = {**blank, kind.before: 4}, {**blank, kind.before: 4, kind.now: 4}
    else:
        due = {**blank, **dict.fromkeys(kind.due, 2)}
        best, worst = {**due, kind.done: 2 * len(kind.due)}, due
    return [(Fraction(1), best), (Fraction(0), worst)]


def all_best(pack: Pack) -> dict[str, object]:
    """Return plain answers that are the best everywhere."""
    return {item.id: levels(item)[0][1] for item in pack.items.values()}


def all_worst(pack: Pack) -> dict[str, object]:
    """Return plain answers that are the worst everywhere."""
    return {item.id: levels(item)[-1][1] for item in pack.items.values()}
