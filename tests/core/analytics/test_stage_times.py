from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.analytics.shares import TooFew
from pulau.core.analytics.stage_times import (
    NotReached,
    NotWatched,
    StageTimes,
    Wait,
    WaitedLessThanNothing,
    stage_times_of,
)

WAITS = st.lists(st.builds(Wait, st.integers(0, 400), st.booleans()), min_size=10, max_size=60)


def times(waits: list[Wait]) -> StageTimes:
    found = stage_times_of(waits)
    assert isinstance(found, StageTimes)
    return found


def test_counting_the_finished_alone_would_make_a_step_look_quick() -> None:
    waits = [Wait(10, done=True)] * 5 + [Wait(300, done=False)] * 6
    assert times(waits).median == NotReached(300)
    assert times(waits[:5] * 2).median == 10


def test_a_step_on_the_day_itself_took_no_day() -> None:
    found = times([Wait(0, done=True)] * 10)
    assert (found.median, found.done_within(0), found.waiting) == (0, 1, 0)


def test_what_nobody_was_watched_for_is_not_told() -> None:
    found = times([Wait(5, done=True)] * 4 + [Wait(90, done=False)] * 8)
    assert found.done_within(90) == Fraction(1, 3)
    assert found.done_within(91) == NotWatched(90)


def test_before_the_first_has_finished_nothing_is_done() -> None:
    assert times([Wait(5, done=True)] * 10).done_within(4) == 0


def test_a_wait_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(WaitedLessThanNothing, match="-3"):
        stage_times_of([Wait(-3, done=True)] * 12)


def test_too_few_have_no_median_and_nobody_has_none_either() -> None:
    assert stage_times_of([Wait(5, done=True)] * 9) == TooFew(9)
    assert stage_times_of([], needed=0) == TooFew(0, 0)


@given(WAITS)
def test_who_waits_never_grow_more(waits: list[Wait]) -> None:
    found = times(waits)
    left = [share for _, share in found.curve]
    assert left == sorted(left, reverse=True)
    assert all(0 <= share < 1 for share in left)
    assert found.done + found.waiting == len(waits)


@given(st.lists(st.integers(0, 400), min_size=10, max_size=60), st.integers(0, 400))
def test_where_all_have_finished_it_is_the_plain_share(days: list[int], bound: int) -> None:
    found = times([Wait(one, done=True) for one in days])
    assert found.done_within(bound) == Fraction(sum(one <= bound for one in days), len(days))
    assert found.median == sorted(days)[(len(days) - 1) // 2]


@given(WAITS)
def test_the_median_is_the_first_day_by_which_half_have_finished(waits: list[Wait]) -> None:
    found = times(waits)
    match found.median:
        case NotReached(longest=longest):
            share = found.done_within(longest)
            assert not isinstance(share, NotWatched)
            assert share < Fraction(1, 2)
        case day:
            share = found.done_within(day)
            assert not isinstance(share, NotWatched)
            assert share >= Fraction(1, 2)


@given(WAITS, st.integers(0, 60))
def test_one_who_has_only_just_begun_changes_nothing(waits: list[Wait], place: int) -> None:
    waiting = Wait(0, done=False)
    finished_later = [wait for wait in waits if wait.days > 0] + [Wait(1, done=True)] * 10
    assert times([*finished_later, waiting]).curve == times(finished_later).curve
