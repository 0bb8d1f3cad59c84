"""Lots: the same facts draw the same people, whoever asks and in whatever order."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.workflow.lots import TooFewCandidates, draw, ranked, seed_of

MANIFEST = "a" * 64
NAMES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=8), min_size=1,
                 max_size=12, unique=True)  # fmt: skip
LOADS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 4))


def test_a_lot_by_hand() -> None:
    seed = seed_of(MANIFEST, "tpi-member", "7241")
    assert seed == sha256(f"pulau-lot-1\n{MANIFEST}\ntpi-member\n7241".encode()).hexdigest()
    tickets = {each: sha256(f"{seed}\n{each}".encode()).hexdigest() for each in "abc"}
    assert draw("abc", seed, 3) == tuple(sorted("abc", key=tickets.__getitem__))


@given(NAMES, st.randoms(), st.data())
def test_order_and_repetition_of_the_candidates_change_nothing(
    names: list[str], random: object, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, len(names)))
    mixed = [*data.draw(st.permutations(names)), names[0]]
    seed = seed_of(MANIFEST, "x", "1")
    assert draw(names, seed, count) == draw(mixed, seed, count)


@given(NAMES, st.text(max_size=6))
def test_whoever_is_drawn_is_a_candidate_once_and_more_are_drawn_after_the_same(names: list[str], number: str) -> None:
    seed = seed_of(MANIFEST, "x", number)
    everybody = draw(names, seed, len(names))
    assert sorted(everybody) == sorted(names)
    assert all(draw(names, seed, count) == everybody[:count] for count in range(1, len(names) + 1))


@given(NAMES, st.data())
def test_who_is_left_out_changes_nothing_between_the_others(names: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(names))
    seed = seed_of(MANIFEST, "x", "1")
    rest = [each.candidate for each in ranked(names, seed) if each.candidate != gone]
    assert [each.candidate for each in ranked(set(names) - {gone}, seed)] == rest


@given(LOADS, st.integers(1, 6))
def test_with_loads_nobody_is_drawn_before_somebody_with_less_work(loads: dict[str, int], count: int) -> None:
    drawn = draw("abcdef", seed_of(MANIFEST, "x", "1"), count, loads)
    most = max(loads.get(each, 0) for each in drawn)
    assert all(loads.get(each, 0) >= most for each in set("abcdef") - set(drawn))


def test_each_of_six_is_drawn_about_as_often_over_many_numbers() -> None:
    wins = Counter(draw("abcdef", seed_of(MANIFEST, "x", str(number)), 1)[0] for number in range(3_000))
    assert all(420 < wins[each] < 580 for each in "abcdef"), wins


@pytest.mark.parametrize("change", [("b" * 64, "x", "1"), (MANIFEST, "y", "1"), (MANIFEST, "x", "2")])
def test_each_part_of_the_seed_counts(change: tuple[str, str, str]) -> None:
    assert seed_of(*change) != seed_of(MANIFEST, "x", "1")


def test_blanks_around_the_number_do_not_count() -> None:
    assert seed_of(MANIFEST, "x", " 7.241,14 ") == seed_of(MANIFEST, "x", "7.241,14")


@pytest.mark.parametrize("count", [0, -1, 4])
def test_no_more_than_there_are_and_at_least_one(count: int) -> None:
    with pytest.raises(TooFewCandidates):
        draw("abc", seed_of(MANIFEST, "x", "1"), count)
