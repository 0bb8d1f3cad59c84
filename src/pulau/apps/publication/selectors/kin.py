"""A unit beside those of its kind in the whole country, from figures that were counted before: one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.publication.models import KindFigures
from pulau.core.analytics.percentiles import percent_under

if TYPE_CHECKING:
    from collections.abc import Sequence


def kin_of(kind: str, years: Sequence[int]) -> dict[int, KindFigures]:
    """Return the figures of a kind in these years, by year."""
    return {row.year: row for row in KindFigures.objects.filter(kind=kind, year__in=years)}


def percent_below(figures: KindFigures, total: int) -> int | None:
    """Return how many percent of the scores of a kind lie below a total; None where too few have one."""
    return percent_under(figures.percentiles, total)
