"""The calendar of each year's proposals and evaluation, and quotas: dated data with its source, `seasons.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from pulau.core.deadlines.calendar import Source
from pulau.core.deadlines.zones import Zone
from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import day_of, read_source, read_word

_FILE: Final = "seasons.yaml"
STEPS: Final = ("opening", "proposals", "desk", "field", "panel", "announcement")
"""What has a day in a season, in the order of the year: the first day, then the last of each step."""
KINDS: Final = ("ministry", "body", "province", "regency", "city", "vertical")
"""Kinds of agency that may have a quota."""


@dataclass(frozen=True, slots=True)
class StepDay:
    """A day of the season, with where it stands."""

    day: date
    source: Source


@dataclass(frozen=True, slots=True)
class Season:
    """One year: its days by step, how many units an agency of a kind may propose (absent: not known), and sources.

    `zone` is by whose clock the days are counted.
    """

    year: int
    days: Mapping[str, StepDay]
    quotas: Mapping[str, int]
    quota_source: Source
    zone: Zone
    zone_source: Source


def season_of(year: int) -> Season:
    """Return what the data say of a year. Raises LookupError before the first."""
    return _seasons((files("pulau.regulations") / _FILE).read_text("utf-8"))(year)


@cache
def _seasons(text: str) -> _Seasons:
    return _Seasons(text, _FILE)


class _Seasons:
    """A file of seasons that was read. Raises BadInput with file and line."""

    def __init__(self, text: str, file: str) -> None:
        """Read it, and each of its days for a leap year once, so that a wrong day is found at once."""
        top = parse_source(text, file).only("zone", "seasons")
        zone = top["zone"].only("value", "source")
        self._zone = Zone[read_word(zone["value"], [each.name for each in Zone])]
        self._zone_source = read_source(zone["source"])
        self._entries = {entry["year"].whole(): entry for entry in top["seasons"].sequence()}
        for year in self._entries:
            self(year)

    def __call__(self, year: int) -> Season:
        """Return the season of a year. Raises LookupError before the first."""
        begun = [since for since in self._entries if since <= year]
        if not begun:
            raise LookupError(f"no season of {year}")
        entry = self._entries[max(begun)].only("year", "dates", "quotas")
        quotas = entry["quotas"].only(*KINDS, "source")
        days = entry["dates"].only(*STEPS)
        return Season(
            year,
            MappingProxyType({step: _step(days[step], year) for step in STEPS}),
            MappingProxyType({kind: quotas[kind].whole() for kind in KINDS if kind in quotas}),
            read_source(quotas["source"]),
            self._zone,
            self._zone_source,
        )


def parse_seasons(text: str, file: str = _FILE) -> _Seasons:
    """Read a file of seasons. Raises BadInput with file and line."""
    return _Seasons(text, file)


def _step(entry: Cursor, year: int) -> StepDay:
    entry.only("day", "source")
    return StepDay(day_of(f"{year:04d}-{entry['day'].text()}", entry["day"]), read_source(entry["source"]))
