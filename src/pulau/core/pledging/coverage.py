"""What coverage says of units and of a body: who declared, who pledged, who did nothing since.

Counts are always made anew from what is known of each unit; nothing is added to an older count. A unit that declared
before enough had signed, or for which others did so symbolically, is counted apart and never as declared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

FEW: Final = 3
"""Counts of people below this are told to nobody but the body itself: they would speak of single persons."""


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """After how many days without activity a unit that declared is silent."""

    days: int

    def last_silent_day(self, day: date) -> date:
        """Return the last day of which it can be said on `day` that `days` days have passed since."""
        return day - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """One unit on a day: employees in their posts, those of them whose pact is signed, its own declaration.

    `declared_on` is the day of its own declaration; `symbolic` says that this one was symbolic, or (without a day)
    that others declared for it. `active_on` is the last day on which anything was done there beside declaring and
    the pacts of that day.
    """

    staff: int = 0
    signed: int = 0
    declared_on: date | None = None
    symbolic: bool = False
    active_on: date | None = None


class Standing(StrEnum):
    """How a unit stands with its declaration."""

    DECLARED = "declared"
    SYMBOLIC = "symbolic"
    REPRESENTED = "represented"
    NONE = "none"


def standing_of(declared_on: date | None, *, symbolic: bool) -> Standing:
    """Return how a unit stands: declared, declared symbolically, represented by others, or not at all."""
    if declared_on is None:
        return Standing.REPRESENTED if symbolic else Standing.NONE
    return Standing.SYMBOLIC if symbolic else Standing.DECLARED


def is_silent(declared_on: date | None, active_on: date | None, day: date, rule: SilenceRule) -> bool:
    """Whether a unit declared (symbolically too), and nothing was done there for the days of the rule.

    The days count from its declaration, so that nobody is silent at once; a further ceremony does not end the silence.
    """
    last = rule.last_silent_day(day)
    if declared_on is None or declared_on > last:
        return False
    return active_on is None or active_on <= last


@dataclass(frozen=True, slots=True)
class BodyCount:
    """A body on a day: the sums of its units."""

    units: int = 0
    declared: int = 0
    symbolic: int = 0
    staff: int = 0
    signed: int = 0
    silent: int = 0


def sum_of(units: Iterable[UnitCount], day: date, rule: SilenceRule) -> BodyCount:
    """Count the units of a body."""
    rows = list(units)
    standings = [standing_of(one.declared_on, symbolic=one.symbolic) for one in rows]
    return BodyCount(
        units=len(rows),
        declared=standings.count(Standing.DECLARED),
        symbolic=standings.count(Standing.SYMBOLIC) + standings.count(Standing.REPRESENTED),
        staff=sum(one.staff for one in rows),
        signed=sum(one.signed for one in rows),
        silent=sum(is_silent(one.declared_on, one.active_on, day, rule) for one in rows),
    )


def percent_of(part: int, whole: int) -> Fraction | None:
    """Return a share in hundredths, exactly; None of nothing: no one is not everyone."""
    return Fraction(100 * part, whole) if whole else None


def is_few(staff: int) -> bool:
    """Whether so few people must not be counted before others."""
    return 0 < staff < FEW
