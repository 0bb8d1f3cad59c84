"""Who determines a title, how long the bar after a revocation is, and when monitoring is to be reported.

Dated data with its source, `regulations/keeping.yaml`; the newest entry that has begun holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import holding_on, read_day, read_source, read_word

_FILE: Final = "keeping.yaml"
MINISTER: Final = "minister"
AGENCY_HEAD: Final = "agency-head"
ISSUERS: Final = (MINISTER, AGENCY_HEAD)


@dataclass(frozen=True, slots=True)
class DatedMonths:
    """A number of months that holds from a day on, with where it stands."""

    since: date
    months: int
    source: Source


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who determines a title: the Minister or the agency's head, and where that stands."""

    code: str
    source: Source


@dataclass(frozen=True, slots=True)
class OwnEvaluation:
    """Which titles a body that the Minister qualified may evaluate and determine itself, from a day on."""

    since: date
    titles: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class KeepingLaw:
    """All of the file."""

    bar: tuple[DatedMonths, ...]
    monitoring_report: tuple[DatedMonths, ...]
    determination: Mapping[str, Mapping[str, Issuer]]
    own_evaluation: tuple[OwnEvaluation, ...]


def bar_law(day: date) -> DatedMonths:
    """Return how long the bar is of a decree of a day. Raises LookupError before the first."""
    return holding_on(day, keeping_law().bar, "bar")


def report_law(day: date) -> DatedMonths:
    """Return how often monitoring is reported on a day; before the first rule the first one is taken."""
    known = keeping_law().monitoring_report
    return holding_on(max(day, min(entry.since for entry in known)), known, "monitoring report")


def issuer_of(regulation: str, title: str) -> Issuer:
    """Return who determines a title under a regulation. Raises LookupError where nothing is known of it."""
    return keeping_law().determination[regulation][title]


def own_evaluation_on(day: date, title: str) -> OwnEvaluation | None:
    """Return the rule by which a qualified body determines a title itself on a day, or None."""
    begun = [rule for rule in keeping_law().own_evaluation if rule.since <= day and title in rule.titles]
    return max(begun, key=lambda rule: rule.since, default=None)


@cache
def keeping_law() -> KeepingLaw:
    """Return what the file says."""
    return parse_keeping((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_keeping(text: str, file: str) -> KeepingLaw:
    """Read the file. Raises BadInput with file and line."""
    found = parse_source(text, file).only("bar", "monitoring_report", "determination", "own_evaluation")
    determination = {
        regulation: {title: _issuer(entry) for title, entry in titles.entries()}
        for regulation, titles in found["determination"].entries()
    }
    return KeepingLaw(
        tuple(_months(entry) for entry in found["bar"].sequence()),
        tuple(_months(entry) for entry in found["monitoring_report"].sequence()),
        determination,
        tuple(_own(entry) for entry in found["own_evaluation"].sequence()),
    )


def _months(entry: Cursor) -> DatedMonths:
    entry.only("since", "months", "source")
    return DatedMonths(read_day(entry["since"]), entry["months"].whole(), read_source(entry["source"]))


def _issuer(entry: Cursor) -> Issuer:
    entry.only("issuer", "source")
    return Issuer(read_word(entry["issuer"], ISSUERS), read_source(entry["source"]))


def _own(entry: Cursor) -> OwnEvaluation:
    entry.only("since", "titles", "source")
    return OwnEvaluation(read_day(entry["since"]), entry["titles"].texts(), read_source(entry["source"]))
