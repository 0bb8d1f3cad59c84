"""How far two levels lie apart: what the internal assessors (TPI) gave less what the national ones (TPN) gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from pulau.core.analytics.shares import FEWEST, TooFew, mean, quantile

BOUNDS: Final = (1, 2, 5)
"""Within how many points, to either side, differences are counted."""


@dataclass(frozen=True, slots=True)
class JudgedTwice:
    """Points that both levels gave for the same measure (an area, or the total) of one unit in one year."""

    measure: str
    internal: Fraction
    national: Fraction

    @property
    def difference(self) -> Fraction:
        """Points by which the internal level gave more; below 0 when it gave less."""
        return self.internal - self.national


@dataclass(frozen=True, slots=True)
class Spread:
    """How the differences of a measure are spread, in points.

    `within` are shares (0 to 1) by bound, `higher` the share in which the internal level gave more.
    """

    n: int
    mean: Fraction
    lower_quartile: Fraction
    median: Fraction
    upper_quartile: Fraction
    within: Mapping[int, Fraction]
    higher: Fraction


def spreads_of(judged: Iterable[JudgedTwice], needed: int = FEWEST) -> Mapping[str, Spread | TooFew]:
    """Return for every measure, in the order in which they come, how its differences are spread."""
    by_measure: dict[str, list[Fraction]] = {}
    for one in judged:
        by_measure.setdefault(one.measure, []).append(one.difference)
    return {measure: spread_of(values, needed) for measure, values in by_measure.items()}


def spread_of(differences: Iterable[Fraction], needed: int = FEWEST) -> Spread | TooFew:
    """Return how differences are spread, or that there are too few of them."""
    ordered = sorted(differences)
    n = len(ordered)
    if n < max(needed, 1):
        return TooFew(n, needed)
    return Spread(
        n=n,
        mean=mean(ordered),
        lower_quartile=quantile(ordered, Fraction(1, 4)),
        median=quantile(ordered, Fraction(1, 2)),
        upper_quartile=quantile(ordered, Fraction(3, 4)),
        within={bound: Fraction(sum(abs(one) <= bound for one in ordered), n) for bound in BOUNDS},
        higher=Fraction(sum(one > 0 for one in ordered), n),
    )
