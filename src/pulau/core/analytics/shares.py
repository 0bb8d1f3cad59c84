"""Shares with their intervals, quantiles, and what is said where there is too little to say.

Exact: a share, a mean and a quantile are Fractions. Only a square root is not rational; it is taken to 12 decimals and
rounded up, so that an interval is never too narrow. No float takes part, so that anyone gets the same figures anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Final

FEWEST: Final = 10
"""Of fewer than these no rate, mean or quantile is told: one unit more or less would move it by over ten points."""

Z95: Final = Fraction("1.959964")
"""How many standard deviations hold 95 % of a normal distribution, to six decimals."""

ROOT_DECIMALS: Final = 12


class NotAShare(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A part is negative, or larger than its whole."""


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are too few (`n`, of the `needed`) to tell a figure of them."""

    n: int
    needed: int = FEWEST


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a whole with its 95 % interval (Wilson's), each from 0 to 1."""

    part: int
    whole: int
    low: Fraction
    high: Fraction

    @property
    def share(self) -> Fraction:
        """The share itself, exactly."""
        return Fraction(self.part, self.whole)


def rate_of(part: int, whole: int, needed: int = FEWEST) -> Rate | TooFew:
    """Return the share with its interval, or that there are too few. Raises NotAShare."""
    if not 0 <= part <= whole:
        raise NotAShare(f"{part} of {whole}")
    if whole < max(needed, 1):
        return TooFew(whole, needed)
    return Rate(part, whole, *wilson(part, whole))


def wilson(part: int, whole: int) -> tuple[Fraction, Fraction]:
    """Return Wilson's 95 % interval of `part` in `whole` (at least 1): unlike the textbook's it stays within 0 and 1.

    Source: E. B. Wilson, JASA 22 (1927) 209-212; without correction for continuity.
    """
    square = Z95 * Z95
    middle = 2 * part + square
    half = Z95 * root(square + Fraction(4 * part * (whole - part), whole))
    below = 2 * (whole + square)
    return max((middle - half) / below, Fraction(0)), min((middle + half) / below, Fraction(1))


def root(value: Fraction) -> Fraction:
    """Return the square root of a value that is not negative, to 12 decimals, rounded up."""
    scale = 10**ROOT_DECIMALS
    scaled = -(-value.numerator * scale * scale // value.denominator)
    found = isqrt(scaled)
    return Fraction(found if found * found == scaled else found + 1, scale)


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return a quantile of at least one value in rising order, between two of them in proportion.

    As PERCENTILE.INC of spreadsheets, QUANTILE_CONT of DuckDB, and type 7 of Hyndman and Fan (1996).
    """
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the mean of at least one value."""
    return sum(values, Fraction(0)) / len(values)
