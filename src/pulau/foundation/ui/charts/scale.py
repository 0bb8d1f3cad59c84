"""From values to places in a picture, exactly; what is drawn is rounded to two decimals at the very end.

Across, a chart is measured in percent of its width, so that it fits any column and its letters keep their size; down,
in pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from pulau.foundation.ui.formats import Figure, exact, half_up

MOST_STEPS: Final = 4
DENSE: Final = 8
"""Beyond so many columns or points every second label is left out on a phone."""
LONGEST_LABEL: Final = 9
"""Letters that fit under a column on a phone; the table has the whole label."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high`, which differ, laid along a length."""

    low: Fraction
    high: Fraction

    def share(self, value: Figure) -> Fraction:
        """Return how far along a value lies, from 0 to 1; what lies outside is drawn at the end."""
        return min(max((exact(value) - self.low) / (self.high - self.low), Fraction(0)), Fraction(1))

    def steps(self) -> Sequence[Fraction]:
        """Return at most four round values for lines across, both ends included where they are round."""
        step = _round_step((self.high - self.low) / MOST_STEPS)
        return [step * n for n in range(ceil(self.low / step), floor(self.high / step) + 1)]


def scale_of(values: Iterable[Figure | None], *, zero: bool = True) -> Scale:
    """Return the scale that holds the values there are (with `zero`, from nought on): never of no length."""
    known = [exact(value) for value in values if value is not None]
    if zero or not known:
        known.append(Fraction(0))
    low, high = min(known), max(known)
    if low < high:
        return Scale(low, high)
    return Scale(low, low + 1) if zero else Scale(low - 1, low + 1)


def _round_step(least: Fraction) -> Fraction:
    """Return the smallest of 1, 2, 5, 10, 20 … or 0.1, 0.2, 0.5 … that is not below `least`."""
    power = Fraction(1)
    while power >= least:
        power /= 10
    while power * 10 < least:
        power *= 10
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)


def round_down(value: Fraction) -> Fraction:
    """Return the largest of 1, 2, 5, 10, 20 … that is not above `value`; 0 for what is below 1."""
    if value < 1:
        return Fraction(0)
    power = Fraction(10) ** (len(str(int(value))) - 1)
    return max(power * factor for factor in (1, 2, 5) if power * factor <= value)


def pixels(value: Fraction) -> str:
    """Write a length for SVG: a point in every language, at most two decimals."""
    return f"{half_up(value).normalize():f}"


def across(share: Fraction) -> str:
    """Write a share of the width for SVG: 0.125 is 12.5%."""
    return f"{pixels(share * 100)}%"


def short_label(label: str, longest: int = LONGEST_LABEL) -> str:
    """Cut a label that would run into its neighbour."""
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"
