"""Which days are worked: weekends, national holidays and joint leave, each with the decree that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class CalendarUnknown(Exception):  # noqa: N818 - a fact, as every error of this project
    """A day lies in a year (`year`) of which the calendar knows nothing: no deadline is guessed there."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"the calendar has no holidays for {year}")


class HolidayKind(StrEnum):
    """A national holiday (hari libur nasional), or leave that all take together (cuti bersama)."""

    NATIONAL = "national"
    JOINT_LEAVE = "joint-leave"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something about the calendar stands: a decree with its day, or a package.

    `mark` says how sure we are: empty (read in the text), C (corroborated elsewhere), I (inferred), R (recalled only);
    `note` says why, wherever there is a mark.
    """

    text: str
    dated: date | None = None
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day on which nobody works, with its name in both languages."""

    day: date
    indonesian: str
    english: str
    kind: HolidayKind
    source: Source

    def name(self, language: str) -> str:
        """Return the name in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Calendar:
    """The holidays of whole years, and the days of the week on which nobody works (0 is Monday).

    `decreed` are the years whose holidays and joint leave a decree has fixed. The others are computed ahead from the
    religious calendars and know of no joint leave: what is counted in them is provisional.
    """

    holidays: Mapping[date, Holiday]
    years: frozenset[int]
    decreed: frozenset[int]
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})

    def __post_init__(self) -> None:
        """Refuse a calendar in which no day is ever worked, or whose parts contradict each other."""
        if len(self.weekend & frozenset(range(7))) == len(range(7)):
            raise ValueError("some day of the week must be worked")
        if not self.decreed <= self.years or any(day.year not in self.years for day in self.holidays):
            raise ValueError("decrees and holidays lie in the years of the calendar")

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday of a day, or None. Raises CalendarUnknown."""
        self._require(day.year)
        return self.holidays.get(day)

    def is_weekend(self, day: date) -> bool:
        """Whether it is a day of the week on which nobody works."""
        return day.weekday() in self.weekend

    def works(self, day: date) -> bool:
        """Whether it is a working day (hari kerja). Raises CalendarUnknown."""
        return self.holiday(day) is None and not self.is_weekend(day)

    def provisional(self, day: date) -> bool:
        """Whether no decree has fixed the year of a day yet."""
        return day.year not in self.decreed

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days follow `start` up to and with `end`; below zero where `end` is earlier.

        Raises CalendarUnknown.
        """
        first, last = min(start, end), max(start, end)
        worked = sum(self.works(first + _DAY * n) for n in range(1, (last - first).days + 1))
        return worked if end >= start else -worked

    def _require(self, year: int) -> None:
        if year not in self.years:
            raise CalendarUnknown(year)


def calendar_of(base: Iterable[Holiday], decreed: Mapping[int, Iterable[Holiday]], years: Iterable[int]) -> Calendar:
    """Return the calendar of `years`: of a year with a decree only what the decree says, of others the base."""
    found = {holiday.day: holiday for holiday in base if holiday.day.year not in decreed}
    found |= {holiday.day: holiday for days in decreed.values() for holiday in days}
    return Calendar(MappingProxyType(found), frozenset(years), frozenset(decreed))
