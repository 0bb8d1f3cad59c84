"""When something about a unit rings: since when it is silent, how far two totals lie apart, how near something is.

How many days and points these are is dated data (`regulations/silence.yaml`, `regulations/alarms.yaml`).
"""

from __future__ import annotations

from datetime import date, timedelta


def last_active(declared_on: date, active_on: date | None) -> date:
    """Return the day from which silence counts: what was done before the declaration is no activity since."""
    return max(declared_on, active_on or declared_on)


def silent_since(last: date, days: int, today: date) -> date:
    """Return the day on which a unit that is silent today became so, `days` after it was active last.

    Never a day to come: a rule may have been shorter when the silence was found.
    """
    return min(last + timedelta(days=days), today)


def is_large(internal: int, national: int, least: int) -> bool:
    """Whether two totals lie far apart, in either direction; all in hundredths of points."""
    return abs(internal - national) >= least


def days_behind(today: date, days: int) -> tuple[date, date]:
    """Return the first and the last day of which something that happened is still told."""
    return today - timedelta(days=days), today


def days_ahead(today: date, days: int) -> tuple[date, date]:
    """Return the first and the last day of which an end is near."""
    return today, today + timedelta(days=days)


def near_since(end: date, days: int) -> date:
    """Return since when an end is near."""
    return end - timedelta(days=days)
