"""Whether the log keeps up: entries that wait too long, witnesses that are silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.cosigning import silent
from pulau.foundation.journal.outbox import moment, oldest_pending

LAG: Final = timedelta(seconds=60)
SILENCE: Final = timedelta(hours=24)


def watch(now: datetime) -> None:
    """Ring and hush as it stands now."""
    count, since = oldest_pending()
    if since is not None and now - since > LAG:
        alarms.ring(alarms.LAGGING, {"waiting": count, "since": moment(since)}, now)
    else:
        alarms.hush(alarms.LAGGING, now)
    quiet = {each.name: each for each in silent(now, SILENCE)}
    for name, standing in quiet.items():
        last = moment(standing.cosigned_at) if standing.cosigned_at else ""
        alarms.ring(alarms.SILENT, {"last": last, "trouble": standing.trouble}, now, name)
    for alarm in alarms.ringing().filter(code=alarms.SILENT).exclude(about__in=list(quiet)):
        alarms.hush(alarms.SILENT, now, alarm.about)
