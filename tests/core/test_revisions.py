"""Two people on one answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.scoring.revisions import BEGINNING, UNTOUCHED, Conflict, Revision, Settled, Wish, settle

SEEN = Revision(3, "B", "lama")


def test_a_change_of_the_newest_version_goes_through() -> None:
    assert settle(Wish(3, value="A"), SEEN, SEEN) == Settled("A", "lama", changed=True)


def test_the_first_answer_goes_through() -> None:
    assert settle(Wish(0, value="Ya", note="x"), BEGINNING, BEGINNING) == Settled("Ya", "x", changed=True)


def test_the_same_answer_again_changes_nothing() -> None:
    assert settle(Wish(3, value="B"), SEEN, SEEN) == Settled("B", "lama", changed=False)


def test_an_answer_can_be_taken_back() -> None:
    assert settle(Wish(3, value=None), SEEN, SEEN) == Settled(None, "lama", changed=True)


def test_an_answer_that_somebody_else_changed_meanwhile_is_a_conflict() -> None:
    assert settle(Wish(3, value="A"), SEEN, Revision(4, "C", "lama")) == Conflict(value=True, note=False)


def test_a_note_that_somebody_else_changed_meanwhile_is_a_conflict() -> None:
    assert settle(Wish(3, note="mine"), SEEN, Revision(4, "B", "theirs")) == Conflict(value=False, note=True)


def test_both_wanting_the_same_is_no_conflict_and_nothing_to_write() -> None:
    assert settle(Wish(3, value="A"), SEEN, Revision(4, "A", "lama")) == Settled("A", "lama", changed=False)


def test_one_on_the_note_and_one_on_the_answer_both_go_through() -> None:
    assert settle(Wish(3, note="mine"), SEEN, Revision(4, "C", "lama")) == Settled("C", "mine", changed=True)
    assert settle(Wish(3, value="A"), SEEN, Revision(4, "B", "theirs")) == Settled("A", "theirs", changed=True)


def test_a_change_there_and_back_again_is_no_conflict() -> None:
    assert settle(Wish(3, value="A"), SEEN, Revision(5, "B", "lama")) == Settled("A", "lama", changed=True)


values = st.sampled_from([None, "A", "B", "C"])
notes = st.sampled_from(["", "x", "y"])
wishes = st.builds(Wish, st.just(3), st.one_of(st.just(UNTOUCHED), values), st.one_of(st.just(UNTOUCHED), notes))


def revisions(version: int) -> st.SearchStrategy[Revision]:
    return st.builds(Revision, st.just(version), values, notes)


@given(wishes, revisions(3), revisions(5))
def test_nobodys_change_is_ever_lost_in_silence(wish: Wish, base: Revision, newest: Revision) -> None:
    found = settle(wish, base, newest)
    if isinstance(found, Conflict):
        assert found.value or found.note
        return
    for name in ("value", "note"):
        became, theirs, was = getattr(found, name), getattr(newest, name), getattr(base, name)
        mine = getattr(wish, name)
        assert became == (theirs if mine is UNTOUCHED else mine)
        # What another changed and this writer touched is overwritten only by the very same.
        if theirs != was and mine is not UNTOUCHED:
            assert became == theirs


@given(wishes, revisions(3))
def test_without_another_writer_there_is_no_conflict(wish: Wish, seen: Revision) -> None:
    assert isinstance(settle(wish, seen, seen), Settled)
