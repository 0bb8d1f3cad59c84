"""Growth from year to year as a small chart of columns: a share of hundred a year, drawn by the server as SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pulau.core.pledging.coverage import percent_of

HEIGHT: Final = 80
_STEP: Final = 44
_WIDTH: Final = 30
_BASE: Final = 94
_ABOVE: Final = 4
MOST_YEARS: Final = 6
"""How many years a chart shows: the newest ones. The table beside it has the same."""


@dataclass(frozen=True, slots=True)
class Column:
    """One year: its counts, the share in hundredths (None of nothing), the change since the year before, its place.

    `x`, `top`, `height` are whole units of the chart, `middle` and `label` where its figure stands.
    """

    year: int
    part: int
    whole: int
    percent: Fraction | None
    change: Fraction | None
    x: int
    height: int
    newest: bool

    @property
    def middle(self) -> int:
        """The middle of the column."""
        return self.x + _WIDTH // 2

    @property
    def top(self) -> int:
        """Where the column begins, seen from above."""
        return _BASE - self.height

    @property
    def label(self) -> int:
        """The line on which its figure stands, right above it."""
        return self.top - _ABOVE


@dataclass(frozen=True, slots=True)
class Growth:
    """The columns of a chart, oldest first, and how wide it is."""

    columns: tuple[Column, ...]

    @property
    def width(self) -> int:
        """The chart's width in its own units."""
        return _STEP * max(len(self.columns), 1)


def growth_of(years: Iterable[tuple[int, int, int]]) -> Growth:
    """Draw years, each as (year, part, whole), oldest first. A change is told only from one year to the very next."""
    told = list(years)[-MOST_YEARS:]
    columns: list[Column] = []
    for place, (year, part, whole) in enumerate(told):
        percent = percent_of(part, whole)
        before = columns[-1] if columns and columns[-1].year == year - 1 else None
        known = percent is not None and before is not None and before.percent is not None
        height = round((percent or 0) * HEIGHT / 100)
        columns.append(
            Column(
                year=year,
                part=part,
                whole=whole,
                percent=percent,
                change=percent - before.percent if known else None,  # type: ignore[union-attr,operator]  # `known`
                x=place * _STEP + (_STEP - _WIDTH) // 2,
                height=height,
                newest=place == len(told) - 1,
            )
        )
    return Growth(tuple(columns))
