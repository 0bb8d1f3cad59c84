"""A badge says where a unit stands in a sign, a word and a date; a name is text in it, and never makes it too wide."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.badge import HEIGHT, WIDEST, Badge, badge_svg, badge_words
from pulau.exchange.standings import Standing, State, sign_svg, standing_colour, standing_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DAY = date(2024, 12, 9)
SVG = "{http://www.w3.org/2000/svg}"
UNDATED = {State.UNKNOWN, State.NOT_DECLARED}
ICONS = Path(__file__).parents[2] / "frontend" / "icons"
LANGUAGES = ("id", "en")


def standing(state: State) -> Standing:
    return Standing(state, None if state in UNDATED else DAY)


def drawn(state: State = State.WBK, language: str = "id", name: str = "", as_of: date | None = None) -> Element:
    root: Element = fromstring(badge_svg(Badge(standing(state), language, name, as_of)))
    return root


def texts(root: Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("state", "indonesian", "english"),
    [
        (State.UNKNOWN, "Tidak dikenal", "Unknown"),
        (State.NOT_DECLARED, "Belum dicanangkan", "Not declared yet"),
        (State.DECLARED, "Dicanangkan 9 Desember 2024", "Declared 9 December 2024"),
        (State.WBK, "WBK sejak 9 Desember 2024", "WBK since 9 December 2024"),
        (State.WBBM, "WBBM sejak 9 Desember 2024", "WBBM since 9 December 2024"),
        (State.REVOKED, "Dicabut 9 Desember 2024", "Revoked 9 December 2024"),
        (State.CLOSED, "Unit ditutup 9 Desember 2024", "Unit closed 9 December 2024"),
    ],
)
def test_every_state_is_said_in_both_languages_with_its_date(state: State, indonesian: str, english: str) -> None:
    assert texts(drawn(state)) == ["Zona Integritas", indonesian]
    assert texts(drawn(state, "en")) == ["Integrity zone", english]


def test_every_state_has_its_own_words_and_sign() -> None:
    for language in LANGUAGES:
        assert len({standing_text(standing(state), language) for state in State}) == len(State)
    assert len({sign_svg(state, "#000", 24) for state in State}) == len(State)


@pytest.mark.parametrize("state", State)
def test_a_title_without_its_date_is_refused_and_a_date_without_title_too(state: State) -> None:
    with pytest.raises(ValueError, match="since"):
        Standing(state, DAY if state in UNDATED else None)


@pytest.mark.parametrize(
    ("state", "icon"), [(State.DECLARED, "ring-declared"), (State.WBK, "ring-wbk"), (State.WBBM, "ring-wbbm")]
)
def test_the_rings_are_those_of_the_pages(state: State, icon: str) -> None:
    there = fromstring((ICONS / f"{icon}.svg").read_text("utf-8"))
    here = fromstring(sign_svg(state, "currentColor", 24))
    assert here.get("viewBox") == there.get("viewBox")
    assert [one.attrib for one in here.iter(f"{SVG}path")] == [one.attrib for one in there.iter(f"{SVG}path")]


def test_only_a_revoked_title_is_red_and_only_zones_have_the_colour_of_the_sea() -> None:
    colours = {state: standing_colour(state) for state in State}
    assert [state for state, colour in colours.items() if colour == "#b81a1a"] == [State.REVOKED]
    assert {state for state, colour in colours.items() if colour == "#0b5d6b"} == {
        State.DECLARED,
        State.WBK,
        State.WBBM,
    }


@pytest.mark.parametrize("state", State)
def test_words_can_be_read_on_its_own_ground(state: State) -> None:
    root = drawn(state, name="Dinas Contoh")
    ground = root.find(f"{SVG}rect")
    assert ground is not None
    assert ground.get("fill") == "#fff"
    for text in root.iter(f"{SVG}text"):
        assert contrast(text.get("fill", ""), "#ffffff") >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lower, higher = sorted((light(one), light(other)))
    return (higher + 0.05) / (lower + 0.05)


def test_it_is_named_for_those_who_do_not_see_it() -> None:
    root = drawn(name="Dinas Contoh")
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Zona Integritas · Dinas Contoh: WBK sejak 9 Desember 2024"
    assert root[0].text == badge_words(Badge(standing(State.WBK), "id", "Dinas Contoh"))


def test_an_older_state_is_told_with_its_day() -> None:
    assert (drawn(as_of=date(2026, 11, 27))[0].text or "").endswith("(keadaan 27 November 2026)")
    assert (drawn(language="en", as_of=date(2026, 11, 27))[0].text or "").endswith("(as of 27 November 2026)")


def test_nothing_in_it_runs_or_comes_from_elsewhere() -> None:
    svg = badge_svg(Badge(standing(State.WBBM), "id", "<script>alert(1)</script>")).decode()
    assert "<script" not in svg
    assert not re.search(r"\b(on\w+|style|href|src)=", svg)
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"] * 2


def test_a_long_name_is_cut_and_the_state_is_not() -> None:
    root = drawn(name="Kantor Pelayanan Pajak Pratama Jakarta Kebayoran Baru Tiga dan Sekitarnya")
    head, said = texts(root)
    assert head.endswith("…")
    assert said == "WBK sejak 9 Desember 2024"
    assert int(root.get("width", "0")) <= WIDEST


def test_a_name_cannot_turn_the_direction_of_what_follows() -> None:
    assert texts(drawn(name="a\u202eb\u2066c\nd"))[0] == "Zona Integritas · abc d"


@given(st.text(st.characters(exclude_categories=()), max_size=2000), st.sampled_from(State), st.sampled_from(LANGUAGES))
def test_whatever_a_name_holds_each_line_fits_and_stays_a_line(name: str, state: State, language: str) -> None:
    root = drawn(state, language, name)
    wide = int(root.get("width", "0"))
    assert wide <= WIDEST
    assert root.get("viewBox") == f"0 0 {wide} {HEIGHT}"
    lines = list(root.iter(f"{SVG}text"))
    assert len(lines) == 2
    for line in lines:
        assert float(line.get("x", "")) + float(line.get("textLength", "")) <= wide - 8
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        "svg",
        "title",
        "rect",
        "g",
        "path",
        "circle",
        "text",
    }


def test_equal_badges_give_equal_bytes_and_it_is_small() -> None:
    one, other = (badge_svg(Badge(standing(State.WBBM), "id", "Dinas Contoh")) for _ in range(2))
    assert one == other
    assert len(one) < 3000
