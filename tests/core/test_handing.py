"""Readiness and the check before a submission: what an item lacks, what stands in the way, what may be accepted."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.evidencing.handing import (
    Circumstances,
    ItemFacts,
    Piece,
    PieceState,
    Sign,
    check,
    readiness_of,
    tally,
)

TODAY = date(2026, 5, 1)
DEADLINE = date(2026, 5, 31)
DAYS = st.none() | st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=90))
PIECES = st.builds(
    Piece,
    asked=st.integers(0, 4),
    preserved=st.booleans(),
    since=DAYS,
    until=DAYS,
    state=st.sampled_from(PieceState),
    withdrawn=st.booleans(),
)
FACTS = st.builds(
    ItemFacts,
    answered=st.booleans(),
    claims=st.booleans(),
    asked=st.integers(0, 3),
    pieces=st.lists(PIECES, max_size=5).map(tuple),
    contradicted=st.booleans(),
    discussed=st.booleans(),
)


def signs(**facts: object) -> tuple[Sign, ...]:
    known = {"answered": True, "claims": True, "asked": 1, **facts}
    return readiness_of(ItemFacts(**known), TODAY, DEADLINE).signs  # type: ignore[arg-type]  # plain facts


def test_an_answer_that_gives_no_points_needs_no_proof() -> None:
    assert signs(claims=False) == ()
    assert signs() == (Sign.NO_EVIDENCE,)


def test_evidence_of_something_else_does_not_cover_what_is_asked_for() -> None:
    assert signs(pieces=(Piece(asked=0),)) == (Sign.PARTLY,)
    assert signs(pieces=(Piece(asked=1),)) == ()


def test_the_last_day_of_a_piece_is_still_good_and_the_day_after_is_not() -> None:
    assert Sign.EXPIRED not in signs(pieces=(Piece(1, until=TODAY),))
    gone = signs(pieces=(Piece(1, until=TODAY - timedelta(days=1)),))
    assert gone == (Sign.NO_EVIDENCE, Sign.EXPIRED)


def test_what_is_not_kept_here_or_does_not_hold_yet_shows_nothing() -> None:
    assert signs(pieces=(Piece(1, preserved=False),)) == (Sign.NO_EVIDENCE, Sign.NOT_PRESERVED)
    assert signs(pieces=(Piece(1, since=TODAY + timedelta(days=1)),)) == (Sign.NO_EVIDENCE,)
    assert signs(pieces=(Piece(1, since=TODAY),)) == ()


def test_a_piece_that_ends_on_the_deadline_itself_does_not_run_out_before_it() -> None:
    assert signs(pieces=(Piece(1, until=DEADLINE),)) == ()
    assert signs(pieces=(Piece(1, until=DEADLINE - timedelta(days=1)),)) == (Sign.EXPIRING,)


def test_a_withdrawn_piece_is_as_if_it_were_not_there() -> None:
    blocked = Piece(1, state=PieceState.BLOCKED, withdrawn=True)
    assert signs(pieces=(blocked,)) == signs()


def test_a_blocked_file_and_one_that_is_still_checked_stand_in_the_way_and_nothing_else_of_an_answered_item() -> None:
    held = readiness_of(ItemFacts(True, pieces=(Piece(state=PieceState.BLOCKED),)), TODAY, None)  # noqa: FBT003
    waits = readiness_of(ItemFacts(True, pieces=(Piece(state=PieceState.CHECKING),)), TODAY, None)  # noqa: FBT003
    found = check({"1": held, "2": waits})
    assert [(one.code, one.items) for one in found.blocking] == [("blocked", ("1",)), ("checking", ("2",))]


def test_a_missed_gate_is_a_warning_for_each_title() -> None:
    found = check({"1": readiness_of(ItemFacts(answered=True), TODAY, None)}, Circumstances(missed=("WBK", "WBBM")))
    assert found.blocking == ()
    assert found.unaccepted(["gate:WBK"]) == ("gate:WBBM",)


@given(st.lists(FACTS, max_size=8))
def test_counts_are_those_of_the_items(facts: list[ItemFacts]) -> None:
    rows = [readiness_of(each, TODAY, DEADLINE) for each in facts]
    whole = tally(rows)
    assert whole.items == len(facts)
    assert whole.ready <= whole.answered <= whole.items
    assert all(whole.signs[sign] == sum(sign in row.signs for row in rows) for sign in Sign)


@given(FACTS, PIECES)
def test_one_more_good_piece_never_takes_proof_away(facts: ItemFacts, piece: Piece) -> None:
    more = ItemFacts(
        facts.answered, facts.claims, facts.asked, (*facts.pieces, piece), facts.contradicted, facts.discussed
    )
    before, after = (readiness_of(each, TODAY, DEADLINE) for each in (facts, more))
    assert after.covered >= before.covered
    assert not (Sign.NO_EVIDENCE in after.signs and Sign.NO_EVIDENCE not in before.signs)


@given(st.lists(FACTS, max_size=6), st.booleans())
def test_what_blocks_is_never_among_what_may_be_accepted(facts: list[ItemFacts], late: bool) -> None:  # noqa: FBT001
    rows = {str(place): readiness_of(each, TODAY, DEADLINE) for place, each in enumerate(facts)}
    found = check(rows, Circumstances(late=late))
    assert not {one.code for one in found.blocking} & found.codes
    assert bool(found.blocking) or any(each.answered for each in facts)
    assert found.unaccepted(found.codes) == ()
