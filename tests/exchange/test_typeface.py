"""A text of any length fits: it is broken between words, cut with an ellipsis, and never wider than there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.typeface import cut, width, wrapped

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=500)
ROOM = 300


def test_a_wider_size_is_wider_in_proportion_and_bold_is_wider_than_regular() -> None:
    assert width("Dinas", "Bold", 20) == pytest.approx(2 * width("Dinas", "Bold", 10))
    assert width("Dinas Kesehatan", "Bold", 10) > width("Dinas Kesehatan", "Regular", 10)
    assert width("", "Bold", 10) == 0


def test_a_short_text_stays_whole_on_one_line() -> None:
    assert cut("Dinas\n Kesehatan ", "Bold", 14, ROOM) == "Dinas Kesehatan"
    assert wrapped("Dinas  Kesehatan", "Bold", 14, ROOM, 3) == ("Dinas Kesehatan",)


def test_a_long_text_is_cut_at_a_letter_with_an_ellipsis_and_no_space_before_it() -> None:
    shown = cut("Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Contoh", "Bold", 14, ROOM)
    assert shown.endswith("…")
    assert not shown.endswith(" …")
    assert "Dinas Pekerjaan Umum dan Penataan Ruang".startswith(shown.removesuffix("…")[:20])


def test_a_name_is_broken_between_words_and_every_word_is_kept() -> None:
    name = "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Contoh"
    lines = wrapped(name, "Bold", 24, ROOM, 5)
    assert len(lines) > 1
    assert " ".join(lines) == name


def test_what_does_not_fit_the_last_line_is_shown_by_an_ellipsis() -> None:
    lines = wrapped("Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Contoh", "Bold", 24, ROOM, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_a_word_that_no_line_holds_is_broken_within() -> None:
    lines = wrapped("x" * 60, "Bold", 24, ROOM, 9)
    assert len(lines) > 1
    assert "".join(lines) == "x" * 60


def test_nothing_gives_nothing() -> None:
    assert cut(" \n ", "Bold", 14, ROOM) == ""
    assert wrapped(" \n ", "Bold", 14, ROOM, 3) == ()


def test_a_text_without_end_is_looked_at_no_further_than_needed() -> None:
    assert len(cut("i" * 1_000_000, "Regular", 1, 1_000_000)) <= 401
    lines = wrapped("i " * 1_000_000, "Regular", 14, ROOM, 50)
    assert lines[-1].endswith("…")


@given(NAMES)
def test_whatever_is_cut_fits(text: str) -> None:
    shown = cut(text, "SemiBold", 11, ROOM)
    assert width(shown, "SemiBold", 11) <= ROOM
    assert "\n" not in shown


@given(NAMES, st.integers(1, 4))
def test_whatever_is_wrapped_fits_in_its_lines(text: str, most: int) -> None:
    lines = wrapped(text, "Bold", 60, ROOM, most)
    assert len(lines) <= most
    assert all(width(line, "Bold", 60) <= ROOM for line in lines if len(line) > 1)
    whole = "".join(text[:400].split())
    shown = "".join("".join(lines).split())
    assert shown == whole or shown.endswith("…")
