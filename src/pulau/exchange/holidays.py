"""Indonesia's holidays: decrees as data (`regulations/calendar/<year>.yaml`), the package `holidays` for years ahead.

A year with a file is exactly what its decrees say. For other years the package computes the national holidays; joint
leave is decreed, never computed, so such a year is provisional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from holidays import country_holidays

from pulau.core.deadlines.calendar import Calendar, Holiday, HolidayKind, Source, calendar_of
from pulau.core.deadlines.periods import Counting
from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import day_of, read_flag, read_source, read_word

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FIRST_YEAR: Final = 2024
LAST_YEAR: Final = 2036
"""Years of the calendar; a deadline beyond them is refused rather than guessed."""
_COUNTING: Final = "counting.yaml"
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@cache
def national_calendar() -> Calendar:
    """Return the calendar of the country, checked and frozen. Raises BadInput for a file that is wrong."""
    decreed = dict(_year(entry) for entry in _folder().iterdir() if entry.name[:-5].isdigit())
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    calendar = calendar_of(_computed(set(years) - decreed.keys()), decreed, years)
    return replace(calendar, weekend=_weekend(_counting_source()))


@cache
def national_counting() -> Counting:
    """Return how periods are counted where a regulation does not say. Raises BadInput for a file that is wrong."""
    rules = _counting_source()
    return Counting(read_flag(rules["event_counts"]), read_flag(rules["rolls_on"]), read_source(rules["source"]))


def parse_year(text: str, file: str) -> tuple[int, tuple[Holiday, ...]]:
    """Read the decrees of one year: their holidays, each with its decree. Raises BadInput with file and line."""
    root = parse_source(text, file).only("year", "decrees", "days")
    decrees = {name: read_source(entry) for name, entry in root["decrees"].entries()}
    year = root["year"].whole()
    return year, tuple(_holiday(day, entry, decrees, year) for day, entry in root["days"].entries())


def _year(entry: Traversable) -> tuple[int, tuple[Holiday, ...]]:
    return parse_year(entry.read_text("utf-8"), entry.name)


def _holiday(written: str, entry: Cursor, decrees: Mapping[str, Source], year: int) -> Holiday:
    entry.only("id", "en", "kind", "decree")
    day = day_of(written, entry)
    if day.year != year:
        raise entry.refuse("pack-out-of-range", value=written, range=f"{year}")
    kind = read_word(entry["kind"], [kind.value for kind in HolidayKind])
    decree = read_word(entry["decree"], decrees)
    return Holiday(day, entry["id"].text(), entry["en"].text(), HolidayKind(kind), decrees[decree])


def _computed(years: set[int]) -> Iterator[Holiday]:
    """Return the national holidays that the package computes for years without a decree."""
    source = Source(f"holidays {version('holidays')}", None, "C", "Dihitung sebelum ada keputusan bersama.")
    if not years:
        return
    english = country_holidays("ID", years=years, language="en_US")
    for day, name in sorted(country_holidays("ID", years=years, language="id").items()):
        if day.year in years:
            yield Holiday(day, name, english[day], HolidayKind.NATIONAL, source)


def _weekend(rules: Cursor) -> frozenset[int]:
    return frozenset(_WEEKDAYS.index(read_word(entry, _WEEKDAYS)) for entry in rules["weekend"].sequence())


def _counting_source() -> Cursor:
    text = _folder().joinpath(_COUNTING).read_text("utf-8")
    return parse_source(text, _COUNTING).only("event_counts", "rolls_on", "weekend", "source")


def _folder() -> Traversable:
    return files("pulau.regulations").joinpath("calendar")
