"""How far assessors agree: published figures, brute force, and what holds for every set of answers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import sqrt
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.workflow.agreement import (
    FEWEST,
    Leaning,
    Pair,
    Strength,
    Weight,
    agreement,
    among,
    apart,
    bias,
    kappa,
    on_ruler,
    root,
    shared,
    strength_of,
)

SKIN: Final = ((10, 4, 1, 0), (5, 10, 12, 2), (2, 4, 12, 5), (0, 2, 6, 13))
MARRIED: Final = ((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14))
RULERS: Final = (2, 3, 4, 5)
STEPS: Final = st.sampled_from([Fraction(step, size - 1) for size in RULERS for step in range(size)])
PAIRS: Final = st.lists(st.tuples(STEPS, STEPS), min_size=1, max_size=30)
RATINGS: Final = st.dictionaries(st.integers(0, 12), STEPS, max_size=12)


def pairs_of(table: tuple[tuple[int, ...], ...]) -> list[Pair]:
    last = len(table) - 1
    return [
        (Fraction(row, last), Fraction(column, last))
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _one in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "weight", "published"),
    [
        (SKIN, Weight.NONE, "0.3449"),
        (SKIN, Weight.LINEAR, "0.5082"),
        (MARRIED, Weight.NONE, "0.1293"),
        (MARRIED, Weight.LINEAR, "0.2374"),
        (MARRIED, Weight.QUADRATIC, "0.3320"),
    ],
)
def test_published_figures_are_met(table: tuple[tuple[int, ...], ...], weight: Weight, published: str) -> None:
    found = kappa(pairs_of(table), weight)
    assert found is not None
    assert f"{float(found):.4f}" == published


def test_a_worked_example_by_hand() -> None:
    """Four items on the ruler 0, 1/2, 1: one of four apart by a half (1/8 in the mean); by chance 7/16: 1 - 2/7."""
    half = Fraction(1, 2)
    pairs = [(Fraction(1), Fraction(1)), (half, half), (half, Fraction(0)), (Fraction(0), Fraction(0))]
    assert kappa(pairs, Weight.LINEAR) == Fraction(5, 7)
    assert agreement(pairs).share == Fraction(3, 4)


def by_cells(pairs: list[Pair], weight: Weight) -> Fraction | None:
    """The textbook: a table of all values by all values, its margins, cell by cell."""
    values = sorted({value for pair in pairs for value in pair})
    n = len(pairs)
    observed = expected = Fraction(0)
    for one, other in product(values, repeat=2):
        cell = Fraction(sum(pair == (one, other) for pair in pairs), n)
        row = Fraction(sum(pair[0] == one for pair in pairs), n)
        column = Fraction(sum(pair[1] == other for pair in pairs), n)
        observed += apart(one, other, weight) * cell
        expected += apart(one, other, weight) * row * column
    return None if expected == 0 else 1 - observed / expected


@given(PAIRS, st.sampled_from(Weight))
def test_it_is_what_the_textbook_counts_cell_by_cell(pairs: list[Pair], weight: Weight) -> None:
    assert kappa(pairs, weight) == by_cells(pairs, weight)


@given(PAIRS, st.sampled_from(Weight))
def test_it_does_not_matter_who_is_named_first_nor_from_which_end_the_ruler_is_read(
    pairs: list[Pair], weight: Weight
) -> None:
    assert kappa(pairs, weight) == kappa([(other, one) for one, other in pairs], weight)
    assert kappa(pairs, weight) == kappa([(1 - one, 1 - other) for one, other in pairs], weight)


@given(PAIRS)
def test_it_is_one_exactly_for_equal_answers_and_never_more(pairs: list[Pair]) -> None:
    found = agreement(pairs)
    for value in (found.linear, found.quadratic):
        assert value is None or value <= 1
        assert value is None or (value == 1) == (found.same == found.n)


@given(PAIRS)
def test_between_two_options_all_weights_are_alike(pairs: list[Pair]) -> None:
    yes_no = [(Fraction(round(one)), Fraction(round(other))) for one, other in pairs]
    assert kappa(yes_no, Weight.NONE) == kappa(yes_no, Weight.LINEAR) == kappa(yes_no, Weight.QUADRATIC)


def test_where_both_always_choose_one_option_there_is_no_kappa() -> None:
    pairs = [(Fraction(1), Fraction(1))] * FEWEST
    assert agreement(pairs).linear is None
    assert agreement(pairs).strength is Strength.UNDEFINED
    assert kappa([], Weight.LINEAR) is None
    assert agreement([]).share is None


def test_options_stand_on_one_ruler_by_their_order() -> None:
    assert [on_ruler(("A", "B", "C", "D"), value) for value in "ABCD"] == [1, Fraction(2, 3), Fraction(1, 3), 0]
    assert [on_ruler(("Ya", "Tidak"), value) for value in ("Ya", "Tidak", "Mungkin", None, 3)] == [
        1,
        0,
        None,
        None,
        None,
    ]
    assert on_ruler(("A",), "A") is None


@given(st.dictionaries(st.sampled_from("abcd"), RATINGS, max_size=4))
def test_a_group_is_the_mean_of_its_pairs_by_what_they_share(given_by: dict[str, dict[int, Fraction]]) -> None:
    whole, pairs = among(given_by)
    assert all(pair.n == len(shared(given_by[one], given_by[other])) for (one, other), pair in pairs.items())
    assert whole.n == sum(pair.n for pair in pairs.values())
    known = [(pair.linear, pair.n) for pair in pairs.values() if pair.linear is not None]
    if known:
        assert whole.linear == sum(value * n for value, n in known) / sum(n for _value, n in known)
        assert min(value for value, _n in known) <= whole.linear <= max(value for value, _n in known)
    else:
        assert whole.linear is None


def test_two_assessors_are_a_group_of_one_pair() -> None:
    one, other = ({n: pair[side] for n, pair in enumerate(pairs_of(SKIN))} for side in (0, 1))
    whole, pairs = among({"nina": one, "omar": other})
    assert whole == pairs["nina", "omar"] == agreement(pairs_of(SKIN))
    assert whole.strength is Strength.MODERATE


@given(RATINGS, RATINGS)
def test_a_bias_turns_its_sign_with_the_sides(own: dict[int, Fraction], standing: dict[int, Fraction]) -> None:
    there, back = bias(own, standing), bias(standing, own)
    assert there.n == back.n
    assert there.mean is None or there.mean == -(back.mean or 0)
    assert there.variance == back.variance


def test_nothing_is_claimed_from_few_answers() -> None:
    few, enough = ({n: Fraction(1) for n in range(count)} for count in (FEWEST - 1, FEWEST))
    standing = {n: Fraction(0) for n in range(FEWEST)}
    assert bias(few, standing).leaning is Leaning.TOO_FEW
    assert bias(enough, standing).leaning is Leaning.GENEROUS
    assert bias(standing, enough).leaning is Leaning.STRICT
    assert strength_of(Fraction(1), FEWEST - 1) is Strength.TOO_FEW
    assert bias({}, standing).mean is None


def test_a_leaning_is_claimed_only_where_it_is_notable_and_beyond_chance() -> None:
    standing = {n: Fraction(1, 2) for n in range(40)}
    slight = {n: Fraction(1, 2) + Fraction(1, 25) for n in range(40)}
    wavering = {n: Fraction(1) if n < 24 else Fraction(0) for n in range(40)}  # mean 0.1, but anything between
    assert bias(slight, standing).leaning is Leaning.NONE
    assert bias(wavering, standing).mean == Fraction(1, 10)
    assert bias(wavering, standing).leaning is Leaning.NONE
    leaning = {n: Fraction(1) if n < 30 else Fraction(0) for n in range(40)}
    assert bias(leaning, standing).leaning is Leaning.GENEROUS


@given(st.fractions(min_value=0, max_value=100, max_denominator=10**6))
def test_a_printed_root_is_exact_to_eight_decimals(value: Fraction) -> None:
    found = root(value)
    assert found**2 <= value < (found + Fraction(1, 10**8)) ** 2
    assert float(found) == pytest.approx(sqrt(value), abs=1e-7)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("-1/10", Strength.POOR), ("0", Strength.SLIGHT), ("1/5", Strength.SLIGHT), ("21/100", Strength.FAIR),
        ("1/2", Strength.MODERATE), ("4/5", Strength.SUBSTANTIAL), ("1", Strength.ALMOST_PERFECT),
    ],
)  # fmt: skip
def test_bands_are_those_of_landis_and_koch(value: str, says: Strength) -> None:
    assert strength_of(Fraction(value), FEWEST) is says
