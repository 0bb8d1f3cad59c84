"""When something about a unit rings, at the edges of each rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.publishing.alarms import days_ahead, days_behind, is_large, last_active, near_since, silent_since

DAY = date(2026, 3, 1)
DAYS = st.dates(date(2014, 1, 1), date(2090, 1, 1))
LENGTHS = st.integers(1, 1_000)


@pytest.mark.parametrize(
    ("active", "last"),
    [(None, DAY), (date(2026, 2, 28), DAY), (DAY, DAY), (date(2026, 3, 2), date(2026, 3, 2))],
)
def test_silence_counts_from_the_declaration_or_from_what_was_done_since(active: date | None, last: date) -> None:
    assert last_active(DAY, active) == last


def test_a_silence_begins_when_its_days_have_passed() -> None:
    assert silent_since(DAY, 90, date(2026, 12, 1)) == date(2026, 5, 30)


def test_a_silence_that_was_found_by_a_shorter_rule_begins_today_at_the_latest() -> None:
    assert silent_since(DAY, 90, date(2026, 4, 1)) == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("internal", "national", "large"),
    [(7500, 7000, True), (7499, 7000, False), (7000, 7500, True), (7001, 7500, False), (7000, 7000, False)],
)
def test_a_difference_is_large_from_its_least_on_in_either_direction(
    internal: int, national: int, *, large: bool
) -> None:
    assert is_large(internal, national, 500) is large
    assert is_large(national, internal, 500) is large


@given(DAYS, LENGTHS)
def test_an_end_is_near_on_exactly_the_days_after_it_became_near(end: date, days: int) -> None:
    since = near_since(end, days)
    for today in (since - timedelta(days=1), since, end, end + timedelta(days=1)):
        first, last = days_ahead(today, days)
        assert (first <= end <= last) == (since <= today <= end)


@given(DAYS, LENGTHS)
def test_what_happened_is_told_for_so_many_days_and_never_before_it_happened(today: date, days: int) -> None:
    first, last = days_behind(today, days)
    assert (last - first).days == days
    assert last == today
