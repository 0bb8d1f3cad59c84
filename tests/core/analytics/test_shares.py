from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.analytics.shares import (
    FEWEST,
    NotAShare,
    Rate,
    TooFew,
    mean,
    quantile,
    rate_of,
    root,
    wilson,
)

VALUES = st.lists(st.fractions(-100, 100, max_denominator=1000), min_size=1, max_size=30).map(sorted)


def test_of_fewer_than_ten_no_rate_is_told_but_their_number() -> None:
    assert rate_of(4, 9) == TooFew(9, FEWEST)
    assert isinstance(rate_of(4, 10), Rate)


def test_nothing_has_no_rate_even_where_any_number_is_enough() -> None:
    assert rate_of(0, 0, needed=0) == TooFew(0, 0)


@pytest.mark.parametrize(("part", "whole"), [(-1, 10), (11, 10), (1, 0)])
def test_a_part_that_is_none_of_its_whole_is_refused(part: int, whole: int) -> None:
    with pytest.raises(NotAShare, match=f"{part} of {whole}"):
        rate_of(part, whole)


@given(st.integers(1, 100_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_an_interval_holds_its_share_and_stays_between_nothing_and_all(counts: tuple[int, int]) -> None:
    part, whole = counts
    low, high = wilson(part, whole)
    assert 0 <= low <= Fraction(part, whole) <= high <= 1
    assert low < high


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_an_interval_is_its_mirror_when_what_is_missing_is_counted(counts: tuple[int, int]) -> None:
    part, whole = counts
    low, high = wilson(part, whole)
    other_low, other_high = wilson(whole - part, whole)
    assert (low, high) == (1 - other_high, 1 - other_low)


@given(st.integers(1, 1000), st.integers(2, 50))
def test_the_more_are_counted_the_narrower_is_the_interval(part: int, times: int) -> None:
    low, high = wilson(part, 2 * part)
    many_low, many_high = wilson(part * times, 2 * part * times)
    assert many_high - many_low < high - low


@given(st.fractions(0, 10**6))
def test_a_root_is_never_too_small_and_at_most_a_twelfth_decimal_too_large(value: Fraction) -> None:
    found = root(value)
    assert found * found >= value
    assert found == 0 or (found - Fraction(2, 10**12)) ** 2 <= value or found <= Fraction(2, 10**12)
    assert float(found) == pytest.approx(sqrt(value), abs=1e-9)


def test_the_root_of_a_square_is_exact() -> None:
    assert root(Fraction(9, 4)) == Fraction(3, 2)


@given(VALUES)
def test_a_quantile_lies_within_its_values_and_rises_with_its_share(values: list[Fraction]) -> None:
    quarters = [quantile(values, Fraction(quarter, 4)) for quarter in range(5)]
    assert quarters == sorted(quarters)
    assert (quarters[0], quarters[-1]) == (values[0], values[-1])


@given(VALUES)
def test_a_mean_lies_within_its_values(values: list[Fraction]) -> None:
    assert values[0] <= mean(values) <= values[-1]
