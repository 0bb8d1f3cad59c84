from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.analytics.strengths import (
    FEW_UNITS,
    AreaScore,
    Hidden,
    Strength,
    strengths_by_group,
    strengths_of,
)

SCORES = st.lists(
    st.builds(
        AreaScore,
        st.sampled_from("123456"),
        st.fractions(0, 100, max_denominator=100),
        st.just(Fraction(60)),
        st.sampled_from(["11", "32", "97"]),
    ),
    max_size=60,
)


def scores(area: str, *percents: int | str, group: str = "") -> list[AreaScore]:
    return [AreaScore(area, Fraction(percent), Fraction(60), group) for percent in percents]


def test_the_strongest_area_has_the_largest_share_and_then_the_largest_median() -> None:
    rows = [*scores("6", 70, 80, 90), *scores("2", 50, 90, 90), *scores("1", 60, 60, 95), *scores("4", 99, 99)]
    assert [cell.area for cell in strengths_of(rows)] == ["6", "1", "2", "4"]


def test_a_score_that_prints_as_the_minimum_but_is_lower_does_not_meet_it() -> None:
    (cell,) = strengths_of(scores("1", "59.9999", 60, 61))
    assert isinstance(cell, Strength)
    assert (cell.met, cell.n, cell.share) == (2, 3, Fraction(2, 3))
    assert (cell.median, cell.mean) == (60, Fraction(1809999, 30000))


def test_of_two_units_nothing_is_told() -> None:
    assert strengths_of(scores("1", 10, 20)) == (Hidden("1"),)


def test_one_hidden_group_hides_the_smallest_other_so_that_it_cannot_be_taken_out_of_the_sum() -> None:
    rows = [
        *scores("1", *[70] * 5, group="A"),
        *scores("1", *[70] * 4, group="B"),
        *scores("1", 20, group="C"),
    ]
    cells = strengths_by_group(rows)["1"]
    assert isinstance(cells["A"], Strength)
    assert (cells["B"], cells["C"]) == (Hidden("1", beside=True), Hidden("1"))


def test_two_hidden_groups_hide_each_other() -> None:
    rows = [*scores("1", 70, 70, 70, group="A"), *scores("1", 20, group="B"), *scores("1", 20, group="C")]
    assert [type(cell) for cell in strengths_by_group(rows)["1"].values()] == [Strength, Hidden, Hidden]


def test_a_group_that_is_alone_and_small_is_hidden_alone() -> None:
    assert strengths_by_group(scores("1", 20, group="A")) == {"1": {"A": Hidden("1")}}


@given(SCORES)
def test_no_cell_of_few_units_is_shown_and_no_area_forgotten(rows: list[AreaScore]) -> None:
    cells = strengths_of(rows)
    assert {cell.area for cell in cells} == {row.area for row in rows}
    for cell in cells:
        n = sum(row.area == cell.area for row in rows)
        assert isinstance(cell, Hidden) == (n < FEW_UNITS)


@given(SCORES)
def test_a_hidden_group_is_never_the_only_one(rows: list[AreaScore]) -> None:
    for area, cells in strengths_by_group(rows).items():
        hidden = [group for group, cell in cells.items() if isinstance(cell, Hidden)]
        assert len(hidden) != 1 or len(cells) == 1, area
