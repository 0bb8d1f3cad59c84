"""How long units wait between two steps, those that still wait counted too (Kaplan and Meier, JASA 53, 1958, 457-481).

Whoever counts only the finished ones makes a slow step look quick. A unit that still waits says "at least so long":
it is among those at risk up to its last day, and then leaves without having finished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pulau.core.analytics.shares import FEWEST, TooFew


class WaitedLessThanNothing(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A wait ends before it begins: the dates of its steps are wrong, and no figure is made of them."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from one step to the next, or (not `done`) days that a unit has waited until now."""

    days: int
    done: bool


@dataclass(frozen=True, slots=True)
class NotReached:
    """Less than half have finished even after the longest wait that was seen (`longest` days): there is no median."""

    longest: int


@dataclass(frozen=True, slots=True)
class NotWatched:
    """Nobody has been watched for so many days yet: the longest wait is of `longest` days, and some still wait."""

    longest: int


@dataclass(frozen=True, slots=True)
class StageTimes:
    """How long a step takes.

    `curve` gives for each day on which some finished the share (0 to 1) of those still waiting after it.
    On one day those who finish come before those who are no longer watched.
    """

    n: int
    done: int
    longest: int
    curve: Sequence[tuple[int, Fraction]]

    @property
    def waiting(self) -> int:
        """How many still wait."""
        return self.n - self.done

    @property
    def median(self) -> int | NotReached:
        """The first day by which at least half have finished, in days."""
        half = Fraction(1, 2)
        return next((day for day, left in self.curve if left <= half), NotReached(self.longest))

    def done_within(self, days: int) -> Fraction | NotWatched:
        """Return the share (0 to 1) that has finished after so many days."""
        left = next((left for day, left in reversed(self.curve) if day <= days), Fraction(1))
        if left and days > self.longest:
            return NotWatched(self.longest)
        return 1 - left


def stage_times_of(waits: Iterable[Wait], needed: int = FEWEST) -> StageTimes | TooFew:
    """Return how long a step takes, or that too few have begun it. Raises WaitedLessThanNothing."""
    rows = list(waits)
    if any(wait.days < 0 for wait in rows):
        raise WaitedLessThanNothing(min(wait.days for wait in rows))
    if len(rows) < max(needed, 1):
        return TooFew(len(rows), needed)
    longest = max(wait.days for wait in rows)
    return StageTimes(len(rows), sum(wait.done for wait in rows), longest, tuple(_curve(rows)))


def _curve(rows: Sequence[Wait]) -> Iterable[tuple[int, Fraction]]:
    finished = Counter(wait.days for wait in rows if wait.done)
    leaving = Counter(wait.days for wait in rows)
    at_risk, left = len(rows), Fraction(1)
    for day in sorted(leaving):
        if finished[day]:
            left *= Fraction(at_risk - finished[day], at_risk)
            yield day, left
        at_risk -= leaving[day]
