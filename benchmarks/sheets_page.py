"""whole-worksheet: the whole worksheet on one page, and an area as the team fills it."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.teller import telling

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {"paper": "whole-worksheet", "area": "area-page"}
WARM, TIMES = 10, 60


def whole_worksheet() -> Iterator[Figure]:
    """Time both pages of a filled worksheet, one after the other, and count their queries."""
    with telling(filled=True) as teller:
        for page, name in PAGES.items():
            teller.times(page, WARM)
            yield Figure(name, median(teller.times(page, TIMES)[page]), "ms", limit=40)
            yield Figure(f"{name}-queries", teller.queries(page), "queries", limit=12)
