"""Periods as the law writes them (14 hari kerja, 30 hari, 2 bulan), and the rules by which they are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pulau.core.deadlines.calendar import Source

_UNSAID: Final = Source("", mark="I", note="Cara hitung yang lazim.")


class Unit(StrEnum):
    """What a period is counted in."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time of the law: `amount` (1 or more) of `unit`."""

    amount: int
    unit: Unit = Unit.WORKING_DAYS

    def __post_init__(self) -> None:
        """Refuse a period of nothing."""
        if self.amount < 1:
            raise ValueError(f"a period of {self.amount}: it is at least 1")


@dataclass(frozen=True, slots=True)
class Counting:
    """How periods are counted where a regulation does not say it itself; `source` says where the rules come from.

    `event_counts`: whether the day of the event is the first day. `rolls_on`: whether a period of calendar days or
    months that ends on a day nobody works ends on the next working day instead.
    """

    event_counts: bool = False
    rolls_on: bool = True
    source: Source = _UNSAID


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, from `since` to `until` with both: a question is out (klarifikasi). None: it still is."""

    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse an answer before its question."""
        if self.until is not None and self.until < self.since:
            raise ValueError("a pause ends no earlier than it begins")

    def covers(self, day: date) -> bool:
        """Whether a day lies in the pause."""
        return self.since <= day and (self.until is None or day <= self.until)
