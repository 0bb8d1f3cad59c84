from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given

from pulau.core.analytics.funnel import STEPS, Step, UnitPath, funnel_of
from pulau.core.analytics.shares import Rate, TooFew
from tests.core.analytics.ways import COUNTRIES, WAYS, YEARS, unit


def test_a_title_counts_as_all_the_steps_before_it() -> None:
    path = unit(declared=2020, WBK=2023)
    assert path.reached_in(Step.NATIONAL) == 2023
    assert path.reached_in(Step.WBBM) is None


def test_a_unit_stands_at_the_furthest_step_that_it_had_reached() -> None:
    path = unit(declared=2020, internal=2022)
    assert [path.stands_at(year) for year in (2019, 2021, 2022)] == [None, Step.DECLARED, Step.INTERNAL]


def test_a_year_without_a_declaration_is_a_cohort_of_none() -> None:
    funnel = funnel_of([unit(declared=2020), unit(declared=2022)], until=2022)
    assert [(cohort.year, cohort.size) for cohort in funnel.cohorts] == [(2020, 1), (2021, 0), (2022, 1)]
    assert funnel.cohorts[1].conversion(Step.WBK, 2022) == TooFew(0)


def test_who_declared_after_the_last_year_has_not_declared_yet() -> None:
    funnel = funnel_of([unit(declared=2023), unit(WBK=2020)], until=2022)
    assert (funnel.cohorts, funnel.undeclared) == ((), 2)
    assert set(funnel.total().values()) == {0}


def test_a_title_from_before_the_declaration_was_there_from_the_first_year() -> None:
    (cohort,) = funnel_of([unit(declared=2022, WBK=2019)], until=2022).cohorts
    assert cohort.reached[2022][Step.WBK] == 1


def test_each_step_is_measured_by_the_step_before_it() -> None:
    units = [unit(declared=2020)] * 10 + [unit(declared=2020, self_assessed=2020)] * 10
    passing = funnel_of(units, until=2020).passing()
    first = passing[Step.SELF_ASSESSED]
    assert isinstance(first, Rate)
    assert (first.part, first.whole) == (10, 20)
    assert passing[Step.WBK] == TooFew(0)


def test_a_cohort_says_nothing_of_a_year_before_it() -> None:
    (cohort,) = funnel_of([unit(declared=2022)], until=2022).cohorts
    with pytest.raises(KeyError):
        cohort.conversion(Step.WBK, 2021)


@given(COUNTRIES, YEARS)
def test_no_step_has_more_units_than_the_step_before_and_none_is_lost(paths: Sequence[UnitPath], until: int) -> None:
    funnel = funnel_of(paths, until)
    assert sum(cohort.size for cohort in funnel.cohorts) + funnel.undeclared == len(paths)
    for cohort in funnel.cohorts:
        for reached in cohort.reached.values():
            assert reached[Step.DECLARED] == cohort.size
            assert all(reached[step] <= reached[before] for before, step in pairwise(STEPS))


@given(COUNTRIES, YEARS)
def test_a_cohort_never_goes_back(paths: Sequence[UnitPath], until: int) -> None:
    for cohort in funnel_of(paths, until).cohorts:
        for year in range(cohort.year, until):
            assert all(cohort.reached[year][step] <= cohort.reached[year + 1][step] for step in STEPS)


@given(COUNTRIES, YEARS)
def test_what_was_counted_of_a_year_stays_when_later_years_come(paths: Sequence[UnitPath], until: int) -> None:
    then, later = funnel_of(paths, until), funnel_of(paths, until + 3)
    for before, after in zip(then.cohorts, later.cohorts, strict=False):
        assert (before.year, before.size) == (after.year, after.size)
        assert all(after.reached[year] == counts for year, counts in before.reached.items())


@given(WAYS, YEARS)
def test_a_unit_stands_where_it_last_arrived(path: UnitPath, year: int) -> None:
    step = path.stands_at(year)
    arrived = [path.reached_in(one) for one in STEPS]
    assert step == max(
        (one for one, since in zip(STEPS, arrived, strict=True) if since is not None and since <= year),
        key=STEPS.index,
        default=None,
    )
