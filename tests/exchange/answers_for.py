"""Invented answers for every item of a pack, spread over the options so that a misplaced row is noticed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Choice, Scale

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack


def answers_for(pack: Pack, seed: int = 1) -> dict[str, object]:
    """Answer every item; counts are such that no denominator is 0 and nothing is capped."""
    random = Random(seed)  # noqa: S311 - a fixed seed, so that a test fails twice
    answers: dict[str, object] = {}
    for item in pack.items.values():
        match item.answer:
            case Choice(values=options):
                answers[item.id] = random.choice(tuple(options))
            case Scale(maximum=maximum):
                answers[item.id] = f"{random.randint(1, 100 * int(maximum)) / 100:.2f}"
            case ratio:
                first, *others = ratio.inputs
                counts = {first: random.randint(40, 60)}
                counts.update({key: random.randint(1, 20) for key in others})
                answers[item.id] = counts
    return answers
