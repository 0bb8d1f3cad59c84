"""Titles and what keeps or ends them: validity, the bar after a revocation, monitoring on its clock, and triggers.

Permenpan RB 90/2021, Lampiran I, Bab III and IV; periods and limits come from `regulations/keeping.yaml` and
`triggers.yaml`. A last day is always included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Generic, TypeVar

from pulau.core.shared.months import months_later

Unit = TypeVar("Unit")
"""A unit, by whatever names it."""


class Standing(StrEnum):
    """How a title stands on a day."""

    COMING = "coming"
    """Determined, and valid from a later day."""
    IN_FORCE = "in-force"
    ENDED = "ended"
    """The last day that its decree names has passed, or its unit ended."""
    SUPERSEDED = "superseded"
    """A later title of the unit took its place."""
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Held:
    """A title as its decree grants it, from `since` to `until` (the last day; None: open).

    `closed` is the first day on which it no longer stands, and `how` what closed it (ended, superseded, revoked);
    None while nothing did.
    """

    title: str
    since: date
    until: date | None = None
    closed: date | None = None
    how: Standing = Standing.ENDED

    def __post_init__(self) -> None:
        """Refuse a title that ends before it begins."""
        if self.until is not None and self.until < self.since:
            raise ValueError(f"until {self.until}: before {self.since}")

    def on(self, day: date) -> Standing:
        """Return how it stands on a day. What closed it counts before what its decree says of its end."""
        if self.closed is not None and day >= self.closed:
            return self.how
        if day < self.since:
            return Standing.COMING
        if self.until is not None and day > self.until:
            return Standing.ENDED
        return Standing.IN_FORCE


def bar_until(decree: date, months: int) -> date:
    """Return the last day on which a unit may not be proposed, its title revoked by a decree of a day.

    The day of the decree is not counted, and where the last month has no such day its last one counts: of a decree of
    29 February the bar of two years ends with 28 February.
    """
    return months_later(decree, months)


def bar_on(decrees: Iterable[tuple[date, int]], day: date) -> date | None:
    """Return the last day of the bar that runs on a day, the longest of several; None where none runs.

    `decrees` are days with the months that each bars for; one of a later day bars nothing yet.
    """
    running = [bar_until(decree, months) for decree, months in decrees if decree <= day]
    return max((last for last in running if day <= last), default=None)


@dataclass(frozen=True, slots=True)
class Bar(Generic[Unit]):
    """A bar that runs: its last day, and the unit whose title was revoked."""

    last: date
    of: Unit


def bars_with_heirs(own: Mapping[Unit, date], into: Mapping[Unit, Unit]) -> dict[Unit, Bar[Unit]]:
    """Return the bars that run, by unit: a unit's own, and that of each unit that went into it, however far back.

    `own` are the last days of the bars from a unit's own revocation, `into` where a unit that was merged went. Who was
    revoked does not get round its bar by a merger: it stays with the unit, and goes on to whoever took it over. Of
    several the longest counts, the unit's own before an equal one.
    """
    found: dict[Unit, Bar[Unit]] = {}
    for unit, last in own.items():
        met: set[Unit] = set()
        heir: Unit | None = unit
        while heir is not None and heir not in met:
            met.add(heir)
            known = found.get(heir)
            if known is None or (last, unit == heir) > (known.last, known.of == heir):
                found[heir] = Bar(last, unit)
            heir = into.get(heir)
    return found


def report_due(since: date, reported: Iterable[date], months: int) -> date:
    """Return the day by which monitoring is to be reported: a period after the newest report, else after the title."""
    return months_later(max([since, *reported]), months)


def monitored_years(since: date, until: date, monitored: Iterable[int]) -> tuple[int, ...]:
    """Return the whole years of a title that nobody monitored, up to a day: not its first year, nor the running one."""
    known = frozenset(monitored)
    return tuple(year for year in range(since.year + 1, until.year) if year not in known)


class TriggerKind(StrEnum):
    """What makes the ministry look whether a title may stay (Lampiran I, Bab IV, A and C)."""

    MALADMINISTRATION = "maladministration"
    SURVEY_FALL = "survey-fall"
    EXPIRED_EVIDENCE = "expired-evidence"
    HEAD_INVESTIGATED = "head-investigated"
    REPORT_OVERDUE = "report-overdue"


BY_HAND = frozenset({TriggerKind.MALADMINISTRATION, TriggerKind.HEAD_INVESTIGATED})
"""What the platform cannot know by itself: somebody records it, with its source."""


@dataclass(frozen=True, slots=True)
class Fall:
    """How a survey's index fell: from one year to the next that was measured."""

    from_year: int
    to_year: int
    before: Fraction
    after: Fraction

    @property
    def by(self) -> Fraction:
        """By how much."""
        return self.before - self.after


def survey_falls(indices: Mapping[int, Fraction], more_than: Fraction) -> tuple[Fall, ...]:
    """Return where an index (by year, on one scale) fell by more than a limit since the last measured year."""
    years = sorted(indices)
    falls = (Fall(one, other, indices[one], indices[other]) for one, other in pairwise(years))
    return tuple(fall for fall in falls if fall.by > more_than)


def expired_in(valid_until: Mapping[str, date], since: date, day: date) -> tuple[str, ...]:
    """Return the pieces of evidence (by id) whose last day passed while the title stood: none that had before it."""
    before = since - timedelta(days=1)
    return tuple(sorted(piece for piece, last in valid_until.items() if before <= last < day))


def overdue(due: date, day: date) -> bool:
    """Whether a report's last day has passed."""
    return day > due
