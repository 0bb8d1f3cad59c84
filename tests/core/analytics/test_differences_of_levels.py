from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.analytics.differences import BOUNDS, JudgedTwice, Spread, spread_of, spreads_of
from pulau.core.analytics.shares import TooFew

MANY = st.lists(st.fractions(-60, 60, max_denominator=60), min_size=10, max_size=25)


def spread(differences: list[Fraction]) -> Spread:
    found = spread_of(differences)
    assert isinstance(found, Spread)
    return found


def test_a_difference_is_above_nothing_where_the_internal_level_gave_more() -> None:
    assert JudgedTwice("total", Fraction(80), Fraction("77.5")).difference == Fraction(5, 2)


def test_each_measure_is_told_by_itself_in_the_order_in_which_it_came() -> None:
    judged = [JudgedTwice("total", Fraction(80), Fraction(78))] * 10 + [JudgedTwice("1", Fraction(5), Fraction(6))] * 2
    spreads = spreads_of(judged)
    assert list(spreads) == ["total", "1"]
    assert spreads["1"] == TooFew(2)
    assert isinstance(spreads["total"], Spread)
    assert spreads["total"].median == 2


def test_no_difference_at_all_is_too_few_even_where_any_number_is_enough() -> None:
    assert spread_of([], needed=0) == TooFew(0, 0)


def test_just_within_a_bound_counts_and_a_hair_beyond_does_not() -> None:
    hair = Fraction(1, 10**20)
    assert spread([Fraction(-2)] * 5 + [2 + hair] * 5).within[2] == Fraction(1, 2)


@given(MANY)
def test_a_spread_is_in_order_and_its_shares_grow_with_the_bound(differences: list[Fraction]) -> None:
    found = spread(differences)
    assert min(differences) <= found.lower_quartile <= found.median <= found.upper_quartile <= max(differences)
    shares = [found.within[bound] for bound in BOUNDS]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


@given(MANY)
def test_levels_exchanged_the_spread_is_its_mirror(differences: list[Fraction]) -> None:
    found, mirrored = spread(differences), spread([-one for one in differences])
    assert (mirrored.mean, mirrored.median) == (-found.mean, -found.median)
    assert mirrored.lower_quartile == -found.upper_quartile
    assert mirrored.within == found.within
    assert found.higher + mirrored.higher == Fraction(sum(one != 0 for one in differences), len(differences))


@given(MANY.flatmap(lambda values: st.tuples(st.just(values), st.permutations(values))))
def test_the_order_of_the_units_does_not_matter(both: tuple[list[Fraction], list[Fraction]]) -> None:
    assert spread(both[0]) == spread(both[1])
