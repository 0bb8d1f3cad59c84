"""Where a value lies among others is told from 101 of them, and of few not at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.analytics.percentiles import percent_under, percentiles_of


@given(st.lists(st.integers(0, 10_000), max_size=300), st.integers(0, 10_000))
def test_percentiles_say_about_how_many_lie_below(totals: list[int], total: int) -> None:
    totals.sort()
    found = percent_under(percentiles_of(totals), total)
    if len(totals) < 3:
        assert found is None
        return
    assert found is not None
    exact = 100 * sum(one < total for one in totals) / len(totals)
    assert abs(found - exact) <= 100 / len(totals) + 1


def test_the_lowest_and_the_highest_are_among_them() -> None:
    found = percentiles_of([1, 2, 9])
    assert (len(found), found[0], found[50], found[100]) == (101, 1, 2, 9)
    assert percentiles_of([1, 9]) == []
