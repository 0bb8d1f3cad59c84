"""The funnel (corong): how far units come that declared in the same year, and how many are left at each step.

A unit belongs to the cohort of the year in which it first declared. Whoever reached a later step counts as having
reached those before it by then: a title that was granted before the platform was used needs no worksheet here. Steps
are never lost: what became of a title later (revoked, lapsed) is another figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from pulau.core.analytics.shares import Rate, TooFew, rate_of


class Step(StrEnum):
    """A step of the way, from the declaration on."""

    DECLARED = "declared"
    SELF_ASSESSED = "self-assessed"
    INTERNAL = "internal"
    NATIONAL = "national"
    WBK = "WBK"
    WBBM = "WBBM"


STEPS: Final = tuple(Step)


@dataclass(frozen=True, slots=True)
class UnitPath:
    """The year in which a unit first reached each step; steps that it did not reach are not there."""

    years: Mapping[Step, int]

    def reached_in(self, step: Step) -> int | None:
        """Return the year in which it first reached this step or a later one; None when it did neither."""
        return min((year for later, year in self.years.items() if order(later) >= order(step)), default=None)

    def stands_at(self, year: int) -> Step | None:
        """Return the furthest step reached by the end of a year; None when it was not on its way by then."""
        return max((step for step, since in self.years.items() if since <= year), key=order, default=None)


@dataclass(frozen=True, slots=True)
class Cohort:
    """The units that first declared in one year: how many reached each step by the end of that and each later year."""

    year: int
    size: int
    reached: Mapping[int, Mapping[Step, int]]

    def conversion(self, step: Step, year: int) -> Rate | TooFew:
        """Return the share of the cohort that reached a step by the end of a year. Raises KeyError for another year."""
        return rate_of(self.reached[year][step], self.size)


@dataclass(frozen=True, slots=True)
class Funnel:
    """All cohorts up to a year, none left out between, and the number of units that had not declared by its end."""

    until: int
    cohorts: tuple[Cohort, ...]
    undeclared: int

    def total(self) -> Mapping[Step, int]:
        """Return how many of all who declared had reached each step by the end of the last year."""
        return {step: sum(cohort.reached[self.until][step] for cohort in self.cohorts) for step in STEPS}

    def passing(self) -> Mapping[Step, Rate | TooFew]:
        """Return for each step but the first the share that reached it, of those who reached the step before."""
        total = self.total()
        return {step: rate_of(total[step], total[before]) for before, step in pairwise(STEPS)}


def order(step: Step) -> int:
    """Return the place of a step on the way, from 0."""
    return STEPS.index(step)


def funnel_of(paths: Iterable[UnitPath], until: int) -> Funnel:
    """Return the cohorts of these units, as of the end of the year `until`; what came later is not seen."""
    by_year: dict[int, list[UnitPath]] = {}
    undeclared = 0
    for path in paths:
        year = path.years.get(Step.DECLARED)
        if year is None or year > until:
            undeclared += 1
        else:
            by_year.setdefault(year, []).append(path)
    years = range(min(by_year, default=until + 1), until + 1)
    return Funnel(until, tuple(_cohort(year, by_year.get(year, []), until) for year in years), undeclared)


def _cohort(year: int, paths: list[UnitPath], until: int) -> Cohort:
    firsts = {step: Counter(path.reached_in(step) for path in paths) for step in STEPS}
    reached = {
        end: {step: sum(n for first, n in firsts[step].items() if first is not None and first <= end) for step in STEPS}
        for end in range(year, until + 1)
    }
    return Cohort(year, len(paths), reached)
