"""docs/domain/national-figures.md is true: every row of every table is what the core gives."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from pulau.core.analytics import shares, strengths
from pulau.core.analytics.differences import BOUNDS, Spread, spread_of
from pulau.core.analytics.forecast import (
    FEWEST_YEARS,
    Backtest,
    Forecast,
    TooFewYears,
    backtest_of,
    forecast_of,
)
from pulau.core.analytics.funnel import STEPS, Step, UnitPath, funnel_of
from pulau.core.analytics.shares import Rate, TooFew, rate_of
from pulau.core.analytics.stage_times import NotReached, NotWatched, StageTimes, Wait, stage_times_of
from pulau.core.analytics.strengths import AreaScore, Strength, strengths_of
from tests.docs.page import DOCS, Row, exact, listed, rows

PAGE = DOCS / "domain" / "national-figures.md"
ROWS = rows(PAGE)


def way(cell: str) -> UnitPath:
    steps = (entry.rsplit(" ", 1) for entry in listed(cell))
    return UnitPath({Step(step): int(year) for step, year in steps})


UNITS = [way(row["way"]) for row in ROWS if row.table == "way" for _ in range(int(row["units"]))]


def check_rule(row: Row) -> None:
    constants = {"FEWEST": shares.FEWEST, "FEW_UNITS": strengths.FEW_UNITS, "FEWEST_YEARS": FEWEST_YEARS}
    named = [name for name in constants if f"`{name}`" in row["rule"]]
    assert all(f"fewer than {constants[name]} " in row["rule"] for name in named)


def check_share(row: Row) -> None:
    match rate_of(int(row["part"]), int(row["whole"])):
        case Rate(low=low, high=high):
            assert (four_decimals(low), four_decimals(high)) == (row["from"], row["to"])
        case TooFew():
            assert (row["from"], row["to"]) == ("too few", "too few")


def four_decimals(value: Fraction) -> str:
    whole = int(value * 10_000 + Fraction(1, 2))
    return f"{whole // 10_000}.{whole % 10_000:04d}"


def check_way(row: Row) -> None:
    assert int(row["units"]) == UNITS.count(way(row["way"]))


def check_cohort(row: Row) -> None:
    end = int(row["by the end of"])
    cohort = next(one for one in funnel_of(UNITS, until=end).cohorts if one.year == int(row["cohort"]))
    assert [cohort.reached[end][step] for step in STEPS] == [int(row[step.value]) for step in STEPS]
    rate = cohort.conversion(Step.WBK, end)
    assert ("too few" if isinstance(rate, TooFew) else rate.share) == said(row["share with WBK"])


def said(cell: str) -> Fraction | str:
    return cell if cell in {"too few", "hidden", "-"} else exact(cell)


def check_source(row: Row) -> None:
    forecast = forecast_of(UNITS, Step.WBK, 2023)
    assert isinstance(forecast, Forecast)
    source = next(one for one in forecast.sources if one.step == row["step below WBK"])
    assert [source.units, source.stood, source.granted, source.expected] == [exact(cell) for cell in row.cells[1:]]


def check_forecast(row: Row) -> None:
    match forecast_of(UNITS, Step(row["forecast of"]), int(row["from the end of"])):
        case TooFewYears(years=years):
            assert (str(years), row["expected"]) == (row["pairs of years"], "too few")
        case forecast:
            assert [forecast.newcomers, forecast.years, forecast.expected] == [exact(cell) for cell in row.cells[2:]]


def check_backtest(row: Row) -> None:
    match backtest_of(UNITS, Step(row["tried on"]), int(row["until"])):
        case TooFewYears():
            assert row["years"] == "too few"
        case Backtest(tried=tried, mean_error=error, repeating_error=repeating) as backtest:
            last = tried[-1]
            figures = [len(tried), last.error, last.relative, error, repeating, backtest.inside]
            assert figures == [exact(cell) for cell in row.cells[2:]]


def check_difference(row: Row) -> None:
    match spread_of(exact(cell) for cell in listed(row["differences"])):
        case TooFew():
            assert row["mean"] == "too few"
        case Spread() as spread:
            quartiles = [spread.lower_quartile, spread.median, spread.upper_quartile]
            within = [spread.within[bound] for bound in BOUNDS]
            assert [spread.mean, *quartiles, *within, spread.higher] == [exact(cell) for cell in row.cells[1:]]


def check_waits(row: Row) -> None:
    waits = [Wait(int(cell.rstrip("+")), not cell.endswith("+")) for cell in listed(row["waits"])]
    match stage_times_of(waits):
        case TooFew():
            assert row["median"] == "too few"
        case StageTimes(median=median) as times:
            shown = f"not reached in {median.longest}" if isinstance(median, NotReached) else str(median)
            assert shown == row["median"]
            assert [within(times, days) for days in (10, 30, 90)] == list(row.cells[2:])


def within(times: StageTimes, days: int) -> str:
    share = times.done_within(days)
    return f"not watched beyond {share.longest}" if isinstance(share, NotWatched) else str(share)


def check_strength(row: Row) -> None:
    scores = [AreaScore("A", exact(cell), exact(row["minimum"])) for cell in listed(row["percents"])]
    (cell,) = strengths_of(scores)
    shown = [cell.met, cell.share, cell.median] if isinstance(cell, Strength) else ["hidden"] * 3
    assert shown == [said(entry) for entry in row.cells[2:]]


CHECKS: dict[str, Callable[[Row], None]] = {
    "rule": check_rule,
    "part": check_share,
    "way": check_way,
    "cohort": check_cohort,
    "step below WBK": check_source,
    "forecast of": check_forecast,
    "tried on": check_backtest,
    "differences": check_difference,
    "waits": check_waits,
    "percents": check_strength,
}


@pytest.mark.parametrize("row", [pytest.param(row, id=f"line {row.line}") for row in ROWS])
def test_a_row_of_the_national_figures_page_is_what_the_core_gives(row: Row) -> None:
    CHECKS[row.table](row)


def test_every_table_has_its_check_and_every_check_its_table() -> None:
    assert {row.table for row in ROWS} == set(CHECKS)
