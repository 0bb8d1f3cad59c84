"""How long the next step after a submission takes where an agency sets nothing: dated data with its source.

`regulations/handing.yaml`: the newest that has begun holds.
"""

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

_FILE: Final = "handing.yaml"


@dataclass(frozen=True, slots=True)
class DatedReview:
    """How long the internal assessors have, from a day on, with where that stands."""

    since: date
    period: Period
    source: Source


def review_on(day: date) -> DatedReview:
    """Return what holds on a day. Raises LookupError before the first day."""
    return holding_on(day, _dated(), "period of review")


@cache
def _dated() -> tuple[DatedReview, ...]:
    return parse_review((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_review(text: str, file: str) -> tuple[DatedReview, ...]:
    """Read the file. Raises BadInput with file and line."""
    return tuple(_entry(entry) for entry in parse_source(text, file).only("review")["review"].sequence())


def _entry(entry: Cursor) -> DatedReview:
    entry.only("since", "working_days", "source")
    period = Period(entry["working_days"].whole(), Unit.WORKING_DAYS)
    return DatedReview(read_day(entry["since"]), period, read_source(entry["source"]))
