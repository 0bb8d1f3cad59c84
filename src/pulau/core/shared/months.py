"""Months on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

_MONTHS: Final = 12


def months_later(day: date, months: int) -> date:
    """Return the same day of the month `months` later; where that month is shorter, its last day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
