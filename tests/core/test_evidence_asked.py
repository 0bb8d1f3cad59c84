"""What an item asks for is there where at least one piece counts for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.evidencing.asked import SOON, Holding, Shown, asked_for, counts, day_of, holding

DAY = date(2026, 6, 15)
_days = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2027, 12, 31)))
_pieces = st.lists(
    st.builds(Shown, st.integers(0, 6), st.booleans(), st.booleans(), st.booleans(), _days, _days), max_size=8
)


def test_the_last_day_still_holds_and_the_next_does_not() -> None:
    assert holding(None, DAY, DAY) is Holding.ENDS_SOON
    assert holding(None, DAY, DAY + timedelta(days=1)) is Holding.ENDED
    assert holding(DAY, None, DAY - timedelta(days=1)) is Holding.NOT_YET
    assert holding(DAY, DAY + SOON + timedelta(days=1), DAY) is Holding.HOLDS


@given(st.integers(0, 5), _pieces)
def test_there_and_missing_are_all_positions_and_share_none(count: int, pieces: list[Shown]) -> None:
    found = asked_for(count, pieces, DAY)
    assert sorted([*found.there, *found.missing]) == list(range(1, count + 1))


@given(st.integers(1, 5), _pieces, st.sampled_from(["preserved", "blocked", "withdrawn", "ended", "else"]))
def test_a_piece_that_does_not_count_changes_nothing(count: int, pieces: list[Shown], why: str) -> None:
    good = Shown(1)
    bad = {
        "preserved": replace(good, preserved=False),
        "blocked": replace(good, blocked=True),
        "withdrawn": replace(good, withdrawn=True),
        "ended": replace(good, valid_until=DAY - timedelta(days=1)),
        "else": replace(good, asked=0),
    }[why]
    before = asked_for(count, pieces, DAY)
    assert asked_for(count, [*pieces, bad], DAY) == before
    assert 1 in asked_for(count, [*pieces, good], DAY).there


@given(st.integers(0, 5), _pieces, _pieces)
def test_more_evidence_never_makes_something_missing(count: int, some: list[Shown], more: list[Shown]) -> None:
    assert asked_for(count, some, DAY).there <= asked_for(count, some + more, DAY).there


@given(_pieces)
def test_what_counts_holds_on_that_day(pieces: list[Shown]) -> None:
    for piece in pieces:
        if counts(piece, DAY):
            assert piece.valid_from is None or piece.valid_from <= DAY
            assert piece.valid_until is None or piece.valid_until >= DAY


@given(st.integers(2014, 2100), st.dates(date(2000, 1, 1), date(2110, 1, 1)))
def test_a_year_is_judged_on_a_day_of_its_own(year: int, today: date) -> None:
    day = day_of(year, today)
    assert day.year == year
    assert day == today or today.year != year
