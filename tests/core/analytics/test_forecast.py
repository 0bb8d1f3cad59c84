from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.analytics.forecast import (
    FEWEST_YEARS,
    Backtest,
    Forecast,
    Source,
    TooFewYears,
    Tried,
    backtest_of,
    forecast_of,
)
from pulau.core.analytics.funnel import Step, UnitPath
from tests.core.analytics.ways import COUNTRIES, YEARS, unit

TITLES = st.sampled_from([Step.WBK, Step.WBBM])


def steady(first: int, last: int) -> list[UnitPath]:
    """Every year ten declare, and four of them are granted WBK two years on."""
    return [
        path
        for year in range(first, last + 1)
        for path in [unit(declared=year)] * 6 + [unit(declared=year, internal=year + 1, WBK=year + 2)] * 4
    ]


def forecast(paths: Sequence[UnitPath], until: int, title: Step = Step.WBK) -> Forecast:
    found = forecast_of(paths, title, until)
    assert isinstance(found, Forecast)
    return found


def test_a_country_that_goes_on_as_before_is_forecast_without_error() -> None:
    backtest = backtest_of(steady(2010, 2024), Step.WBK, 2024)
    assert isinstance(backtest, Backtest)
    assert [one.forecast.year for one in backtest.tried] == list(range(2014, 2025))
    assert {one.error for one in backtest.tried} == {Fraction(0)}
    assert (backtest.mean_error, backtest.inside) == (0, 11)


@pytest.mark.parametrize(("until", "years"), [(2010, 0), (2011, 1), (2012, 2)])
def test_with_fewer_than_three_pairs_of_years_nothing_is_forecast(until: int, years: int) -> None:
    assert forecast_of(steady(2010, until), Step.WBK, until) == TooFewYears(years, FEWEST_YEARS)


def test_no_past_year_is_tried_with_fewer_than_three_pairs_before_it() -> None:
    assert backtest_of(steady(2010, 2013), Step.WBK, 2013) == TooFewYears(2)
    assert isinstance(backtest_of(steady(2010, 2014), Step.WBK, 2014), Backtest)


def test_a_country_without_units_has_no_forecast_and_no_past() -> None:
    assert forecast_of([], Step.WBK, 2024) == TooFewYears(0)
    assert backtest_of([], Step.WBK, 2024) == TooFewYears(0)


def test_a_step_at_which_nobody_ever_stood_promises_nothing_but_is_not_certain() -> None:
    source = Source(Step.NATIONAL, units=5, granted=0, stood=0)
    assert source.expected == 0
    assert source.variance > 0


def test_units_that_were_not_on_their_way_are_forecast_by_their_mean_number() -> None:
    paths = [unit(declared=2020), *(unit(declared=year, WBK=year) for year in (2021, 2022, 2023) for _ in range(2))]
    found = forecast(paths, 2023)
    assert (found.newcomers, found.years) == (6, 3)
    assert found.expected == 2


def test_who_holds_wbk_is_no_longer_waiting_for_it_but_for_wbbm() -> None:
    paths = [unit(declared=2019, WBK=2020)] * 3 + [unit(declared=2019, WBK=2020, WBBM=2022)]
    assert sum(source.units for source in forecast(paths, 2023).sources) == 0
    assert {source.step: source.units for source in forecast(paths, 2023, Step.WBBM).sources}[Step.WBK] == 3


def test_a_year_in_which_nothing_came_has_an_error_but_no_share() -> None:
    tried = Tried(Forecast(Step.WBK, 2024, (), newcomers=3, years=3), came=0)
    assert (tried.error, tried.relative, tried.inside) == (1, None, True)


def test_a_jump_lies_outside_the_interval() -> None:
    paths = [*steady(2010, 2022), *[unit(declared=2023, WBK=2024)] * 60]
    backtest = backtest_of(paths, Step.WBK, 2024)
    assert isinstance(backtest, Backtest)
    last = backtest.tried[-1]
    assert (last.came, last.inside) == (64, False)
    assert last.relative is not None
    assert last.relative < 0
    assert backtest.inside == len(backtest.tried) - 1


@given(COUNTRIES, TITLES, YEARS)
def test_a_forecast_lies_in_its_interval_and_below_all_that_could_come(
    paths: Sequence[UnitPath], title: Step, until: int
) -> None:
    found = forecast_of(paths, title, until)
    if isinstance(found, Forecast):
        low, high = found.interval
        assert 0 <= low <= found.expected <= high
        assert found.expected - Fraction(found.newcomers, found.years) <= sum(one.units for one in found.sources)
        assert all(one.granted <= one.stood for one in found.sources)


@given(COUNTRIES, TITLES, YEARS)
def test_what_came_later_changes_no_forecast(paths: Sequence[UnitPath], title: Step, until: int) -> None:
    known = [UnitPath({step: year for step, year in path.years.items() if year <= until}) for path in paths]
    assert forecast_of(paths, title, until) == forecast_of(known, title, until)


@given(COUNTRIES, TITLES, YEARS)
def test_the_backtest_is_the_same_method_on_each_past_year(paths: Sequence[UnitPath], title: Step, until: int) -> None:
    backtest = backtest_of(paths, title, until)
    if isinstance(backtest, Backtest):
        for one in backtest.tried:
            assert one.forecast == forecast_of(paths, title, one.forecast.year - 1)
            assert one.came == sum(path.reached_in(title) == one.forecast.year for path in paths)
        assert backtest.mean_error <= max(abs(one.error) for one in backtest.tried)


@given(COUNTRIES, TITLES, YEARS, st.integers(2, 4))
def test_a_country_so_many_times_as_large_is_forecast_so_many_times_as_high(
    paths: Sequence[UnitPath], title: Step, until: int, times: int
) -> None:
    one, many = forecast_of(paths, title, until), forecast_of([*paths] * times, title, until)
    if isinstance(one, Forecast):
        assert isinstance(many, Forecast)
        assert many.expected == one.expected * times
