"""In which areas of change units are strong, and in which they are weak: by area, and by area in groups of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pulau.core.analytics.shares import mean, quantile

FEW_UNITS: Final = 3
"""A cell of fewer units is hidden: of one it would tell the score of a single office, and of two each would learn the
other's by taking away its own. (`FEW` in core/pledging is the same number for people, of whom less is public.)"""


@dataclass(frozen=True, slots=True)
class AreaScore:
    """What one unit reached in an area of change: percent of its weight, and the minimum for WBK there, in percent."""

    area: str
    percent: Fraction
    minimum: Fraction
    group: str = ""

    @property
    def met(self) -> bool:
        """Whether the minimum is reached, on exact values."""
        return self.percent >= self.minimum


@dataclass(frozen=True, slots=True)
class Strength:
    """How units do in an area: `met` of `n` reach the minimum; the median and the mean percent."""

    area: str
    n: int
    met: int
    median: Fraction
    mean: Fraction

    @property
    def share(self) -> Fraction:
        """The share of units that reach the minimum, from 0 to 1."""
        return Fraction(self.met, self.n)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A cell that is not told: of fewer than three units, or (`beside`) because another could be told from it."""

    area: str
    beside: bool = False


def strengths_of(scores: Iterable[AreaScore]) -> tuple[Strength | Hidden, ...]:
    """Return the areas, the strongest first: by share, then by median, then by name; hidden ones last."""
    cells = [_cell(area, rows) for area, rows in _by(scores, "area").items()]
    shown = [cell for cell in cells if isinstance(cell, Strength)]
    hidden = [cell for cell in cells if isinstance(cell, Hidden)]
    return (
        *sorted(shown, key=lambda cell: (-cell.share, -cell.median, cell.area)),
        *sorted(hidden, key=lambda cell: cell.area),
    )


def strengths_by_group(scores: Iterable[AreaScore]) -> Mapping[str, Mapping[str, Strength | Hidden]]:
    """Return for each area its groups (provinces, kinds of office), both in the order of their names.

    Where one group of an area alone is hidden, the smallest other is hidden too: else whoever takes the others away
    from the country's figure has it.
    """
    return {area: _groups(area, rows) for area, rows in sorted(_by(scores, "area").items())}


def hide_beside(area: str, cells: Mapping[str, Strength | Hidden]) -> Mapping[str, Strength | Hidden]:
    """Return the groups of an area, the smallest one that is told hidden too where one alone is not told."""
    shown = {group: cell for group, cell in cells.items() if isinstance(cell, Strength)}
    if not shown or len(cells) - len(shown) != 1:
        return cells
    smallest = min(shown, key=lambda group: (shown[group].n, group))
    return {**cells, smallest: Hidden(area, beside=True)}


def _groups(area: str, rows: Sequence[AreaScore]) -> Mapping[str, Strength | Hidden]:
    return hide_beside(area, {group: _cell(area, members) for group, members in sorted(_by(rows, "group").items())})


def _by(scores: Iterable[AreaScore], field: str) -> Mapping[str, list[AreaScore]]:
    found: dict[str, list[AreaScore]] = {}
    for score in scores:
        found.setdefault(score.area if field == "area" else score.group, []).append(score)
    return found


def _cell(area: str, rows: Sequence[AreaScore]) -> Strength | Hidden:
    if len(rows) < FEW_UNITS:
        return Hidden(area)
    percents = sorted(row.percent for row in rows)
    met = sum(row.met for row in rows)
    return Strength(area, len(rows), met, quantile(percents, Fraction(1, 2)), mean(percents))
