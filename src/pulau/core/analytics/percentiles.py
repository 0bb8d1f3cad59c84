"""Where a value lies among others, from 101 of them that are kept: so nobody reads all of them again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pulau.core.analytics.strengths import FEW_UNITS


def percentiles_of(ordered: Sequence[int]) -> list[int]:
    """Return 101 of values in rising order, from the lowest to the highest, evenly; none of fewer than FEW_UNITS.

    "Others of its kind" would be single offices.
    """
    if len(ordered) < FEW_UNITS:
        return []
    return [ordered[(len(ordered) - 1) * percent // 100] for percent in range(101)]


def percent_under(percentiles: Sequence[int], value: int) -> int | None:
    """Return how many percent lie below a value; None where too few are known."""
    return min(100, bisect_left(percentiles, value)) if percentiles else None
