"""When the monitor of companions rings: dated data with its source (`regulations/alarms.yaml`).

The newest that has begun holds. After how many days a unit counts as silent is data of its own (`exchange.silence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import holding_on, read_day, read_source

_FILE: Final = "alarms.yaml"
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class AlarmLimits:
    """Limits from a day on, with where they stand: points of 100, days before a title ends, days after one is lost."""

    since: date
    difference_points: int
    ending_days: int
    revoked_days: int
    source: Source

    @property
    def difference(self) -> int:
        """The least difference that is large, in hundredths of points."""
        return self.difference_points * _HUNDRED


def alarm_limits_on(day: date) -> AlarmLimits:
    """Return what holds on a day. Raises LookupError before the first day."""
    return holding_on(day, _dated(), "limit of alarms")


@cache
def _dated() -> tuple[AlarmLimits, ...]:
    return parse_alarm_limits((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_alarm_limits(text: str, file: str) -> tuple[AlarmLimits, ...]:
    """Read the file. Raises BadInput with file and line."""
    return tuple(_entry(entry) for entry in parse_source(text, file).only("alarms")["alarms"].sequence())


def _entry(entry: Cursor) -> AlarmLimits:
    entry.only("since", "difference_points", "ending_days", "revoked_days", "source")
    return AlarmLimits(
        read_day(entry["since"]),
        entry["difference_points"].whole(),
        entry["ending_days"].whole(),
        entry["revoked_days"].whole(),
        read_source(entry["source"]),
    )
