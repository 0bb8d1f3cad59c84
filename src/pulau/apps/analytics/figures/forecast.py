"""The forecast (prakiraan): first grants of a title in the year that follows the last whole one, and past errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Final

from pulau.apps.analytics.figures.forecast_page import show
from pulau.apps.analytics.figures.model import MAIN, Figure, Tables
from pulau.apps.analytics.figures.steps import COLUMN_OF
from pulau.apps.analytics.figures.told import Row, Said, Told, whole
from pulau.core.analytics.forecast import Backtest, Forecast, backtest_of, forecast_of
from pulau.core.analytics.funnel import Step, UnitPath

if TYPE_CHECKING:
    from datetime import date

    from pulau.core.analytics.forecast import TooFewYears

TITLES: Final = (Step.WBK, Step.WBBM)
COLUMNS: Final = ("title", "year", "made", "expected", "low", "high", "came", "error", "inside")
SOURCES: Final = ("title", "step", "units", "stood", "granted", "expected")
SUMMARY: Final = ("title", "year", "years", "needed", "tried", "inside", "mean_error", "repeating_error", "newcomers")


def tell(rows: Sequence[Row], today: date) -> Tables:
    """Forecast the running year from the end of the last one, and try the same on every year before.

    A row of `main` is a year: `made` says `past` (as it would have been forecast), `came` (too early for a forecast),
    or `now`, of which `came` is what came so far.
    """
    paths = [path for row in rows for path in repeat(_path(row), whole(row, "units"))]
    until = today.year - 1
    main, sources, summary = list[Row](), list[Row](), list[Row]()
    for title in TITLES:
        forecast, tried = forecast_of(paths, title, until), backtest_of(paths, title, until)
        main += _years(paths, title, forecast, tried, today.year)
        if isinstance(forecast, Forecast):
            sources += _sources(forecast)
        summary.append(_summary(title, forecast, tried, today.year))
    return {MAIN: Told(COLUMNS, main), "sources": Told(SOURCES, sources), "summary": Told(SUMMARY, summary)}


def _path(row: Row) -> UnitPath:
    return UnitPath({step: whole(row, column) for step, column in COLUMN_OF.items() if row[column] is not None})


def _years(
    paths: Sequence[UnitPath],
    title: Step,
    forecast: Forecast | TooFewYears,
    tried: Backtest | TooFewYears,
    now: int,
) -> Iterator[Row]:
    came = Counter(year for path in paths if (year := path.reached_in(title)) is not None)
    past = {one.forecast.year: one for one in tried.tried} if isinstance(tried, Backtest) else {}
    first = min(min(came, default=now), min(past, default=now))
    for year in range(first, now):
        known = past.get(year)
        told: dict[str, Said] = dict.fromkeys(COLUMNS)
        told |= {"title": title.value, "year": year, "made": "past" if known else "came", "came": came[year]}
        if known:
            told |= _interval(known.forecast) | {"error": known.error, "inside": int(known.inside)}
        yield told
    if isinstance(forecast, Forecast):
        running: dict[str, Said] = dict.fromkeys(COLUMNS)
        running |= {"title": title.value, "year": now, "made": "now", "came": came[now]}
        yield running | _interval(forecast)


def _interval(forecast: Forecast) -> dict[str, Said]:
    low, high = forecast.interval
    return {"expected": forecast.expected, "low": low, "high": high}


def _sources(forecast: Forecast) -> Iterator[Row]:
    for one in forecast.sources:
        yield {
            "title": forecast.title.value,
            "step": one.step.value,
            "units": one.units,
            "stood": one.stood,
            "granted": one.granted,
            "expected": one.expected,
        }


def _summary(title: Step, forecast: Forecast | TooFewYears, tried: Backtest | TooFewYears, now: int) -> Row:
    told: dict[str, Said] = dict.fromkeys(SUMMARY)
    told |= {"title": title.value, "year": now, "years": forecast.years, "tried": 0}
    if isinstance(forecast, Forecast):
        told["newcomers"] = forecast.newcomers
    else:
        told["needed"] = forecast.needed
    if isinstance(tried, Backtest):
        errors: dict[str, Said] = {"mean_error": tried.mean_error, "repeating_error": tried.repeating_error}
        told |= errors | {"tried": len(tried.tried), "inside": tried.inside}
    return told


FORECAST: Final = Figure("prakiraan", "forecast", tell, show)
