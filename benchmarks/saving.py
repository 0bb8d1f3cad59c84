"""save-answer: an answer saved with the new score in the reply, beside a bare view that writes one row."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.teller import telling

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW, MANY = 10, 5_280
"""Units; one in twenty has no worksheet (tests/many_units.py)."""
WARM = 30
TIMES = 300
ROUNDS, A_ROUND = 30, 10


def save_answer() -> Iterator[Figure]:
    """Time a save and the bare view in turn, so that a busy spell of the machine meets both; count the queries."""
    with telling(units=FEW, bare=True) as teller:
        teller.times("both", WARM)
        taken = teller.times("both", TIMES)
        own, bare = median(taken["save"]), median(taken["bare"])
        yield Figure("save-answer", own, "ms", ratio=own / bare, ratio_limit=5)
        yield Figure("save-answer-queries", teller.queries("save"), "queries", limit=8)


def save_answer_flat() -> Iterator[Figure]:
    """Time saves among 5,000 filled worksheets and among 10, in turns of ten."""
    with telling(units=FEW) as few, telling(units=MANY) as many:
        for teller in (few, many):
            teller.times("save", WARM)
        pairs = [(few.times("save", A_ROUND)["save"], many.times("save", A_ROUND)["save"]) for _ in range(ROUNDS)]
    alone, crowded = (median(taken for part in side for taken in part) for side in zip(*pairs, strict=True))
    yield Figure("save-answer-flat", crowded, "ms", ratio=crowded / alone, ratio_limit=1.2)
