"""After how many days a unit that declared and did nothing since counts as silent: dated data with its source.

`regulations/silence.yaml`: the newest that has begun holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.pledging.coverage import SilenceRule
from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import holding_on, read_day, read_source

_FILE: Final = "silence.yaml"


@dataclass(frozen=True, slots=True)
class DatedSilence:
    """The rule from a day on, with where it stands."""

    since: date
    rule: SilenceRule
    source: Source


def silence_on(day: date) -> DatedSilence:
    """Return what holds on a day. Raises LookupError before the first day."""
    return holding_on(day, _dated(), "rule of silence")


@cache
def _dated() -> tuple[DatedSilence, ...]:
    return parse_silence((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_silence(text: str, file: str) -> tuple[DatedSilence, ...]:
    """Read the file. Raises BadInput with file and line."""
    return tuple(_entry(entry) for entry in parse_source(text, file).only("silence")["silence"].sequence())


def _entry(entry: Cursor) -> DatedSilence:
    entry.only("since", "days", "source")
    return DatedSilence(read_day(entry["since"]), SilenceRule(entry["days"].whole()), read_source(entry["source"]))
