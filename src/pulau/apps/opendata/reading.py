"""Rows of a release's tables, out of what is published, in batches: `exchange.opendata` says what each column is.

Each reader is told the release's year and its last day, and yields rows in the order of the table's columns. Nothing
is told of later than that day, though the rows know it already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.publication.contract import (
    agencies,
    events,
    every_figure,
    practices,
    units,
    year_rows,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.exchange.opendata.model import Row

BATCH: Final = 4_000
Rows = Iterator["Row"]
Reader = Callable[[int, date], Rows]
_STATE_DAYS: Final = (
    *("building", "handed-in", "internal", "national"),
    *("not-passed", "granted", "revoked", "ended"),
)
_PLAIN_YEAR: Final = (
    *("unit_id", "agency_id", "year", "name", "kind", "province", "region_code", "state", "declared_on"),
    *("symbolic", "silent", "staff", "signed", "regulation", "aim", "level", "total", "internal_total"),
    *("title", "title_since"),
)
FIGURES: Final = (
    *("place", "year", "agencies", "units", "declared", "symbolic", "silent", "staff", "signed"),
    *("granted_wbk", "granted_wbbm", "wbk", "wbbm", "not_passed", "revoked"),
)
_BY_YEAR: Final = ("unit_id", "year")
COUNTS: Final = ("units", "declared", "symbolic", "silent", "staff", "signed", "wbk", "wbbm")


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows some thousands at a time."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def row_total(year: int) -> int:
    """Return about how many rows a release reads, to tell how far it is: years of units and events."""
    return year_rows().filter(year__lte=year).count() + events().filter(day__year__lte=year).count()


def _agencies(_year: int, _last: date) -> Rows:
    yield from _streamed(agencies(), "pk", "slug", "name", "kind", "province", "region_code")


def _agency_years(year: int, _last: date) -> Rows:
    for pk, facts in _streamed(agencies(), "pk", "facts"):
        for told in facts.get("years", ()):
            if told["year"] <= year:
                yield (pk, told["year"], *(told[name] for name in COUNTS))


def _units(_year: int, last: date) -> Rows:
    fields = ("pk", "agency_id", "slug", "name", "kind", "province", "region_code", "since", "until", "into")
    for *told, since, until, into in _streamed(units(), *fields):
        if since is None or since <= last:
            ended = until is not None and until <= last
            yield (*told, since, until if ended else None, into if ended else None)


def _unit_years(year: int, last: date) -> Rows:
    rows = year_rows().filter(year__lte=year)
    for *told, revoked, days in _streamed(rows, *_PLAIN_YEAR, "revoked_on", "days", order=_BY_YEAR):
        known = {**days, "revoked": revoked.isoformat() if revoked else None}  # in the year itself, not of its case
        yield (*told, *(_day_by(known.get(state), last) for state in _STATE_DAYS))


def _areas(year: int, _last: date) -> Rows:
    for unit, of, areas in _streamed(_scored(year), "unit_id", "year", "areas", order=_BY_YEAR):
        for area in areas:
            told = (area["area"], area["weight"], area["points"], area["percent"], area["internal_percent"])
            yield (unit, of, *told)


def _gates(year: int, _last: date) -> Rows:
    names = ("title", "gate", "measure", "unit", "required", "actual", "met")
    for unit, of, gates in _streamed(_scored(year), "unit_id", "year", "gates", order=_BY_YEAR):
        for gate in gates:
            yield (unit, of, *(gate[name] for name in names))


def _titles(_year: int, last: date) -> Rows:
    for unit, facts in _streamed(units(), "pk", "facts"):
        for told in facts.get("titles", ()):
            decreed, since = _day(told["decree_day"]), _day(told["since"])
            if decreed is None or decreed > last:
                continue
            revoked = _day_by(told["revoked_day"], last)
            taken = (told["revoked_by"], revoked, told["reasons"]) if revoked else (None, None, None)
            closed = _day_by(told["closed_on"], last)
            decree = (told["decree"], decreed, told["issuer"])
            proof = (told["certificate"], told["index"])
            yield (unit, told["title"], since, _day(told["until"]), closed, *decree, *taken, *proof)


def _decisions(year: int, last: date) -> Rows:
    for unit, facts in _streamed(units(), "pk", "facts"):
        for told in facts.get("decisions", ()):
            day = _day(told["day"])
            if told["year"] <= year and (day is None or day <= last):
                objection = (told["objection"], told["objection_reasons"])
                yield (unit, told["year"], told["state"], day, told["reason"], *objection)


def _events(year: int, _last: date) -> Rows:
    rows = events().filter(day__lte=date(year, 12, 31))
    for pk, agency, unit, kind, day, told in _streamed(rows, "pk", "agency_id", "unit_id", "kind", "day", "told"):
        yield (pk, agency, unit, kind, day, *_told(kind, told))


def _told(kind: str, told: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return subject, place, symbolic, year, title, decree, reasons, former name, successor: what the kind has."""
    named = kind in {"ceremony", "called-off", "declared", "practice"}
    return (
        told.get("title") if named else None,
        told.get("place"),
        told.get("symbolic"),
        told.get("year"),
        told.get("aim") if "aim" in told else None if named else told.get("title"),
        told.get("decree"),
        told.get("reasons"),
        told.get("before"),
        told.get("into"),
    )


def _practices(_year: int, last: date) -> Rows:
    fields = ("pk", "code", "unit_id", "agency_id", "area", "day", "title", "followers", "told")
    for *told, followers, words in _streamed(practices().filter(day__lte=last), *fields):
        yield (*told, words.get("problem"), words.get("steps"), words.get("outcome"), words.get("cost"), followers)


def _figures(year: int, _last: date) -> Rows:
    yield from _streamed(every_figure().filter(year__lte=year), *FIGURES, order=("place", "year"))


def _scored(year: int) -> QuerySet[Any]:
    return year_rows().filter(year__lte=year, total__isnull=False)


def _streamed(rows: QuerySet[Any], *fields: str, order: tuple[str, ...] = ("pk",)) -> Iterator[tuple[Any, ...]]:
    """Yield values in an order that is the same when the rows are made anew: their running numbers are not."""
    return iter(rows.order_by(*order).values_list(*fields).iterator(chunk_size=BATCH))


def _day_by(text: str | None, last: date) -> date | None:
    day = _day(text)
    return day if day is not None and day <= last else None


@lru_cache(maxsize=20_000)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


READERS: Final[Mapping[str, Reader]] = {
    "agencies": _agencies,
    "agency-years": _agency_years,
    "units": _units,
    "unit-years": _unit_years,
    "areas": _areas,
    "gates": _gates,
    "titles": _titles,
    "decisions": _decisions,
    "events": _events,
    "practices": _practices,
    "figures": _figures,
}
"""How each table of a release is read."""
