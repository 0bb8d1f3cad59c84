"""Indonesia's three times, and the legal day of a moment.

They have no summer time and have not moved since Keppres 41/1987, so an offset says all.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum


class Zone(Enum):
    """A zone, by its hours east of UTC: WIB (western), WITA (central), WIT (eastern Indonesia)."""

    WIB = 7
    WITA = 8
    WIT = 9

    @property
    def offset(self) -> timezone:
        """The zone for Python's own times, named as people write it."""
        return timezone(timedelta(hours=self.value), self.name)


def legal_day(moment: datetime, zone: Zone) -> date:
    """Return the day that it is in `zone` at a moment. Raises ValueError for a time without a zone of its own."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone before it has a day")
    return moment.astimezone(zone.offset).date()


def end_of_day(day: date, zone: Zone) -> datetime:
    """Return the first moment (UTC) that is no longer `day` in `zone`: what is done before it is done on that day."""
    return datetime.combine(day + timedelta(days=1), time(), zone.offset).astimezone(UTC)
