"""Answers carried over to another regulation: what goes along, what is left out and why, what stays open."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.carry import LeftOut, carried_title, carry_answers
from pulau.exchange.packs import load_pack
from tests.core.packs import changed, load
from tests.core.sheets import SCORED, raw_sheet

PACK = load()
RAW = {"P1.a": "Ya", "P1.b": "B", "H1.a": "3.5"}


def test_into_the_same_pack_everything_goes_along() -> None:
    answers = take_answers(PACK, RAW)
    carried = carry_answers(answers, PACK)
    assert carried.answers == answers
    assert carried.left_out == {}
    assert carried.open == tuple(item for item in PACK.items if item not in RAW)


def test_an_item_that_is_not_there_is_left_out_and_named() -> None:
    renamed = load(changed(("      P1.b:", "      P1.z:")))
    carried = carry_answers(take_answers(PACK, RAW), renamed)
    assert carried.left_out == {"P1.b": LeftOut.NO_ITEM}
    assert list(carried.answers.values) == ["P1.a", "H1.a"]
    assert "P1.z" in carried.open


def test_an_answer_that_the_item_there_does_not_take_is_left_out_and_the_item_is_open() -> None:
    other = load(changed(("P1.b: {number: A.I.1.b, answer: abcd", "P1.b: {number: A.I.1.b, answer: yes-no")))
    carried = carry_answers(take_answers(PACK, RAW), other)
    assert carried.left_out == {"P1.b": LeftOut.NOT_TAKEN}
    assert "P1.b" in carried.open
    assert carried.answers.values["P1.a"] == "Ya"


def test_an_unanswered_item_is_open_and_not_left_out() -> None:
    carried = carry_answers(take_answers(PACK, {}), PACK)
    assert (dict(carried.answers.values), carried.left_out) == ({}, {})
    assert carried.open == tuple(PACK.items)


def test_the_answers_belong_to_the_other_regulation_and_stand_in_its_order() -> None:
    old, new = load_pack("permenpan-rb-10-2019"), load_pack("permenpan-rb-90-2021")
    carried = carry_answers(take_answers(old, raw_sheet(old, 4)), new)
    assert carried.answers.regulation == new.id
    assert list(carried.answers.values) == [item for item in new.items if item in carried.answers.values]


def test_between_forms_that_ask_other_things_nothing_goes_along() -> None:
    new, old = load_pack("permenpan-rb-90-2021"), load_pack("permenpan-rb-52-2014")
    answers = take_answers(new, raw_sheet(new, 3))
    carried = carry_answers(answers, old)
    assert dict(carried.answers.values) == {}
    assert set(carried.left_out) == set(answers.values)
    assert set(carried.left_out.values()) == {LeftOut.NO_ITEM}


def test_a_title_goes_along_where_it_is_known() -> None:
    assert carried_title("WBK", PACK) == "WBK"
    assert carried_title(None, PACK) is None
    assert carried_title("WBK", load_pack("permenpan-rb-10-2019")) is None


@given(st.sampled_from(SCORED), st.sampled_from(SCORED), st.integers(0, 10_000))
def test_no_answer_gets_lost(source: str, target: str, seed: int) -> None:
    own, other = load_pack(source), load_pack(target)
    answers = take_answers(own, raw_sheet(own, seed))
    carried = carry_answers(answers, other)
    assert {*carried.answers.values, *carried.left_out} == set(answers.values)
    assert not {*carried.answers.values} & {*carried.left_out}
    assert {*carried.answers.values, *carried.open} == set(other.items)
    assert all(answers.values[item] == answer for item, answer in carried.answers.values.items())
