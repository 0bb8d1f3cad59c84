"""A ceremony's course is the same however its events arrive: all at once, or in parts after a phone was away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.pledging.ceremony import Course, EventsOutOfOrder, Happening, Kind, Place, fold, whose_turn

Told = tuple[str, dict[str, object]]
START = datetime(2026, 11, 26, 2, tzinfo=UTC)
PEOPLE = ("bupati", "kapolres", "ketua-dprd", "ombudsman")
PERSON = st.sampled_from(PEOPLE)
PAYLOADS = {
    Kind.LINE_READ: st.fixed_dictionaries({"line": st.integers(0, 9)}),
    Kind.TURN: st.fixed_dictionaries({"person": PERSON}),
    Kind.SIGNED: st.fixed_dictionaries({"person": PERSON}),
    Kind.REFUSED: st.fixed_dictionaries({"person": PERSON}),
    Kind.CONFIRMED: st.fixed_dictionaries({"witness": PERSON, "of": st.integers(1, 9)}),
    Kind.PACTS: st.fixed_dictionaries({"signed": st.integers(0, 9), "staff": st.integers(0, 9)}),
    Kind.NOTE: st.fixed_dictionaries({"text": st.text(max_size=5)}),
}
ONE = st.sampled_from(sorted(PAYLOADS)).flatmap(lambda kind: PAYLOADS[Kind(kind)].map(lambda told: (kind, told)))


def _happenings(told: list[Told]) -> list[Happening]:
    return [
        Happening(number, kind, payload, START + timedelta(seconds=number))
        for number, (kind, payload) in enumerate(told, start=1)
    ]


@given(st.lists(ONE, max_size=30), st.integers(0, 30))
def test_a_phone_that_was_away_stands_where_the_hall_stands(told: list[Told], cut: int) -> None:
    happenings = _happenings(told)
    assert fold(happenings[cut:], fold(happenings[:cut])) == fold(happenings)


@given(st.lists(ONE, min_size=1, max_size=10))
def test_an_event_that_comes_twice_is_refused(told: list[Told]) -> None:
    happenings = _happenings(told)
    with pytest.raises(EventsOutOfOrder):
        fold([*happenings, happenings[-1]])


@given(st.lists(ONE, max_size=30))
def test_the_turn_is_never_one_who_has_answered(told: list[Told]) -> None:
    course = fold(_happenings(told))
    turn = whose_turn(course, PEOPLE)
    answered = set(course.signed) | set(course.refused)
    assert (turn == "") == (answered >= set(PEOPLE))
    assert turn not in answered


def test_a_course_tells_who_signed_who_saw_it_and_how_many_pacts() -> None:
    course = fold(
        _happenings(
            [
                (Kind.OPENED, {}),
                (Kind.LINE_READ, {"line": 2}),
                (Kind.TURN, {"person": "kapolres"}),
                (Kind.SIGNED, {"person": "kapolres"}),
                (Kind.CONFIRMED, {"witness": "ombudsman", "of": 4}),
                (Kind.CONFIRMED, {"witness": "ombudsman", "of": 4}),
                (Kind.PACTS, {"signed": 3, "staff": 5, "units": [{"name": "Dinas", "signed": 3, "staff": 5}]}),
                ("of-a-newer-version", {"person": 7}),
                (Kind.HELD, {}),
            ]
        )
    )
    assert course.number == 9
    assert course.line == 2
    assert course.seen == {4: ("ombudsman",)}
    assert course.pacts == (3, 5)
    assert course.places == (Place("Dinas", 3, 5),)
    assert course.opened == START + timedelta(seconds=1)
    assert course.held == START + timedelta(seconds=9)
    assert course.closed is None
    assert whose_turn(course, PEOPLE) == "bupati"


def test_nothing_happened_yet() -> None:
    assert fold([]) == Course()
    assert whose_turn(Course(), ()) == ""
