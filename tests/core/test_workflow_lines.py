"""Lines typed on phones without a network: nothing is lost, and who did not know of another is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.workflow.lines import LineState, Said, state_of_line

_T0 = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)


def _said(version: int, seen: int, by: str, minute: int) -> Said:
    return Said(version, seen, by, _T0 + timedelta(minutes=minute))


@st.composite
def histories(draw: st.DrawFn) -> list[Said]:
    count = draw(st.integers(1, 8))
    return [
        _said(number, draw(st.integers(0, number - 1)), draw(st.sampled_from("ab")), draw(st.integers(0, 5)))
        for number in range(1, count + 1)
    ]


def test_nothing_said_has_no_state() -> None:
    assert state_of_line([]) is None


def test_who_saw_the_earlier_one_replaces_it() -> None:
    assert state_of_line([_said(1, 0, "a", 0), _said(2, 1, "b", 5)]) == LineState(2)


def test_two_who_did_not_know_of_each_other_are_both_kept_and_the_later_typed_stands() -> None:
    found = state_of_line([_said(1, 0, "a", 9), _said(2, 0, "b", 3)])
    assert found == LineState(1, (2,))
    assert found.disputed


def test_ones_own_second_thought_replaces_the_first_although_the_page_was_never_fetched_anew() -> None:
    assert state_of_line([_said(1, 0, "a", 0), _said(2, 0, "a", 1)]) == LineState(2)


def test_who_saw_both_settles_it() -> None:
    assert state_of_line([_said(1, 0, "a", 9), _said(2, 0, "b", 3), _said(3, 2, "b", 12)]) == LineState(3)


def test_what_arrives_late_and_was_typed_earlier_on_another_phone_of_ones_own_does_not_win_unsaid() -> None:
    assert state_of_line([_said(1, 0, "a", 9), _said(2, 0, "a", 3)]) == LineState(1, (2,))


@given(histories())
def test_something_always_stands_and_a_version_is_hidden_only_by_one_that_knew_it(history: list[Said]) -> None:
    found = state_of_line(history)
    assert found is not None
    kept = {found.stands, *found.beside}
    assert history[-1].version in kept
    for one in history:
        after = [other for other in history if other.version > one.version]
        known = any(other.seen >= one.version for other in after)
        own = any(other.by == one.by and other.typed_at >= one.typed_at for other in after)
        assert (one.version in kept) != (known or own)


@given(histories())
def test_whoever_saw_all_versions_settles_every_dispute(history: list[Said]) -> None:
    last = len(history) + 1
    settled = state_of_line([*history, _said(last, last - 1, "c", 6)])
    assert settled == LineState(last)
