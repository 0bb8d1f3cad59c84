"""The days on which things happened in the wider country: the same words always give the same working morning."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from pulau.apps.rehearsal.demo_country.places import YEARS
from pulau.foundation.accounts.demo import demo_year

NEWEST: Final = YEARS - 1
"""The place of the newest year in a course."""
_MORNING: Final = time(1, 10)  # UTC: ten past eight in the west of the country
_HOURS: Final = 420
"""Minutes of a working day."""
_SATURDAY: Final = 5


def chance(of: int, *words: object) -> int:
    """Return a number from 0 up to (without) `of`, always the same for the same words."""
    digest = hashlib.sha256("|".join(map(str, words)).encode()).digest()
    return int.from_bytes(digest[:4], "big") % of


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the story, seen from the moment of loading; nothing happens after it."""

    now: datetime

    def year(self, place: int) -> int:
        """Return the year that stands at a place of every course."""
        return demo_year(self.now) - NEWEST + place

    def at(self, day: date, *words: object) -> datetime:
        """Return a working moment of a day, or of the Friday before a weekend; at the latest now."""
        day -= timedelta(days=max(0, day.weekday() - _SATURDAY + 1))
        minutes = chance(_HOURS, day, *words)
        return min(datetime.combine(day, _MORNING, UTC) + timedelta(minutes=minutes), self.now)

    def between(self, first: date, last: date, *words: object) -> datetime:
        """Return a working moment of some day from the first to the last."""
        return self.at(first + timedelta(days=chance((last - first).days + 1, *words)), *words)

    def later(self, moment: datetime, days: int, *words: object) -> datetime:
        """Return a working moment so many days after another, and not before it."""
        return max(self.at(moment.date() + timedelta(days=days), *words), moment)

    def ago(self, days: int, *words: object) -> datetime:
        """Return a working moment so many days before the loading."""
        return self.at(self.now.date() - timedelta(days=days), *words)
