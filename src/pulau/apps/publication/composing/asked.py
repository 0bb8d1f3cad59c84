"""What rows are made for: the table of disclosure, and the day and zone of the body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from pulau.core.publishing.disclosure import DisclosureTable


@dataclass(frozen=True, slots=True)
class Asked:
    """What years are made for: the law of disclosure, today there, and the zone in which the body counts its days."""

    table: DisclosureTable
    today: date
    zone: ZoneInfo

    def last_day(self, year: int) -> date:
        """Return the day as of which a year is told: its last one, or today."""
        return min(self.today, date(year, 12, 31))

    def day_of(self, moment: datetime) -> date:
        """Return the day that it was in the body at a moment."""
        return moment.astimezone(self.zone).date()
