"""How many working days each step of an assessment has: dated data with its source, `regulations/process.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.deadlines.periods import Period, Unit
from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import holding_on, read_day, read_source

_FILE: Final = "process.yaml"


@dataclass(frozen=True, slots=True)
class DatedPeriod:
    """How long a step has, from a day on, with where that stands."""

    since: date
    period: Period
    source: Source


def period_on(step: str, day: date) -> DatedPeriod:
    """Return what holds for a step on a day. Raises LookupError for an unknown step, or before the first day."""
    return holding_on(day, process_periods()[step], f"period of {step}")


@cache
def process_periods() -> dict[str, tuple[DatedPeriod, ...]]:
    """Return every step with its periods, oldest first."""
    return parse_process((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_process(text: str, file: str) -> dict[str, tuple[DatedPeriod, ...]]:
    """Read the file. Raises BadInput with file and line."""
    steps = parse_source(text, file).only("periods")["periods"]
    return {name: tuple(_entry(entry) for entry in entries.sequence()) for name, entries in steps.entries()}


def _entry(entry: Cursor) -> DatedPeriod:
    entry.only("since", "working_days", "source")
    period = Period(entry["working_days"].whole(), Unit.WORKING_DAYS)
    return DatedPeriod(read_day(entry["since"]), period, read_source(entry["source"]))
