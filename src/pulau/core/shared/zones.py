"""The three time zones of Indonesia, which know no summer time: which day it is in each of them at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Final

_HOURS: Final[Mapping[str, int]] = {"WIB": 7, "WITA": 8, "WIT": 9}
ZONES: Final = tuple(_HOURS)


def day_in(zone: str, now: datetime) -> date:
    """Return the day that it is in a zone (WIB, WITA, WIT) at an aware moment. Raises KeyError, ValueError."""
    if now.tzinfo is None:
        raise ValueError("a moment without a zone lies in no day")
    return now.astimezone(timezone(timedelta(hours=_HOURS[zone]))).date()
