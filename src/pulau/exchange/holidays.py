"""Indonesia's holidays: decrees as data (`regulations/calendar/<year>.yaml`), the package `holidays` for years ahead.

A year with a file is exactly what its decrees say. For other years the package computes the national holidays; joint
leave is decreed, never computed, so such a year is provisional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from holidays import country_holidays

from pulau.core.deadlines.calendar import Calendar, Holiday, HolidayKind, Source, calendar_of
from pulau.core.deadlines.periods import Counting
from pulau.core.regulation.source import Cursor, parse_source

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
    return Counting(_flag(rules["event_counts"]), _flag(rules["rolls_on"]), _source(rules["source"]))


def parse_year(text: str, file: str) -> tuple[int, tuple[Holiday, ...]]:
    """Read the decrees of one year: their holidays, each with its decree. Raises BadInput with file and line."""
    root = parse_source(text, file).only("year", "decrees", "days")
    decrees = {name: _source(entry) for name, entry in root["decrees"].entries()}
    year = root["year"].whole()
    return year, tuple(_holiday(day, entry, decrees, year) for day, entry in root["days"].entries())


def _year(entry: Traversable) -> tuple[int, tuple[Holiday, ...]]:
    return parse_year(entry.read_text("utf-8"), entry.name)


def _holiday(written: str, entry: Cursor, decrees: Mapping[str, Source], year: int) -> Holiday:
    entry.only("id", "en", "kind", "decree")
    day = _date(written, entry)
    if day.year != year:
        raise entry.refuse("pack-out-of-range", value=written, range=f"{year}")
    kind = _one_of(entry["kind"], [kind.value for kind in HolidayKind])
    decree = _one_of(entry["decree"], list(decrees))
    return Holiday(day, entry["id"].text(), entry["en"].text(), HolidayKind(kind), decrees[decree])


def _source(entry: Cursor) -> Source:
    entry.only("text", "dated", "mark", "note")
    dated, mark, note = entry.get("dated"), entry.get("mark"), entry.get("note")
    if mark is not None:
        _one_of(mark, ["C", "I", "R"])
        if note is None:
            raise entry.refuse("pack-mark-without-note", mark=mark.text())
    return Source(
        entry["text"].text(),
        _date(dated.text(), dated) if dated else None,
        mark.text() if mark else "",
        note.text() if note else "",
    )


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
    return frozenset(_WEEKDAYS.index(_one_of(entry, list(_WEEKDAYS))) for entry in rules["weekend"].sequence())


def _counting_source() -> Cursor:
    text = _folder().joinpath(_COUNTING).read_text("utf-8")
    return parse_source(text, _COUNTING).only("event_counts", "rolls_on", "weekend", "source")


def _flag(entry: Cursor) -> bool:
    return _one_of(entry, ["yes", "no"]) == "yes"


def _one_of(entry: Cursor, allowed: list[str]) -> str:
    if entry.text() not in allowed:
        raise entry.refuse("pack-unknown-word", word=entry.text(), known=", ".join(allowed))
    return entry.text()


def _date(written: str, entry: Cursor) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise entry.refuse("pack-wrong-kind", expected="date") from None


def _folder() -> Traversable:
    return files("pulau.regulations").joinpath("calendar")
