"""When a notice goes out by e-mail, and when a try that failed is made again."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from pulau.foundation.registry.notice_kinds import Cadence

DIGEST_HOUR: Final = time(7)
"""When digests go out, in the body's own zone; the weekly one on Mondays."""
WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
)
"""What lies between one try and the next; the last one again and again."""
_DAY: Final = timedelta(days=1)


def mail_time(cadence: Cadence, now: datetime, zone: tzinfo) -> datetime | None:
    """Return when a notice of `now` is to be mailed: at once, at the next digest, or never (None)."""
    if cadence is Cadence.NEVER:
        return None
    if cadence is Cadence.AT_ONCE:
        return now
    here = now.astimezone(zone)
    day = here.date() if here.time() < DIGEST_HOUR else here.date() + _DAY
    if cadence is Cadence.WEEKLY:
        day += _DAY * (-day.weekday() % 7)
    return datetime.combine(day, DIGEST_HOUR, zone).astimezone(now.tzinfo)


def next_try(tries: int, now: datetime) -> datetime:
    """Return when a letter that was tried `tries` times (1 or more) is tried again."""
    return now + WAITS[min(tries, len(WAITS)) - 1]
