"""Texts of pledges: their places, and what changed between versions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.pledging.texts import Fate, PledgeText, differences, filled, wrong_places

LINES = st.lists(st.sampled_from(["satu", "dua", "tiga", "empat"]), max_size=6)


def test_a_place_that_nobody_knows_is_told_once() -> None:
    text = PledgeText("{nama}", "Saya {nma}, {jabatan}", ("di {unit} {nma}", "sisa } dan {"), "{instansi} {tahun}")
    assert wrong_places(text) == ["{nma}", "}", "{"]
    assert wrong_places(PledgeText("{nama} {jabatan} {unit} {instansi} {tahun}")) == []


def test_what_is_filled_in_is_text() -> None:
    done = filled(PledgeText("Pakta {nama}", "{jabatan}"), {"nama": "{jabatan}", "jabatan": "Analis"})
    assert (done.title, done.opening) == ("Pakta {jabatan}", "Analis")


@given(LINES, LINES)
def test_both_versions_can_be_read_from_the_differences(before: list[str], after: list[str]) -> None:
    lines = differences(before, after)
    assert [line.text for line in lines if line.fate is not Fate.ADDED] == before
    assert [line.text for line in lines if line.fate is not Fate.REMOVED] == after
    assert before != after or all(line.fate is Fate.SAME for line in lines)
