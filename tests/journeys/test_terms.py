"""A word is explained where it stands: by keyboard, without JavaScript, and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.looks import TONGUES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_term_opens_and_closes_by_keyboard(visit: Visit, *, javascript: bool, width: int) -> None:
    page = visit("/galeri/", width=width, javascript=javascript)
    word = page.get_by_role("button", name="TPI (penjelasan)")
    explanation = page.locator("#istilah-tpi")
    expect(explanation).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(explanation).to_be_visible()
    box, view = explanation.bounding_box(), page.viewport_size
    assert box is not None
    assert view is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= view["width"]
    page.keyboard.press("Tab")
    expect(explanation.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    expect(word).to_be_focused()


@pytest.mark.parametrize(("width", "language"), TONGUES)
def test_the_glossary_is_accessible_and_fits(
    visit: Visit, axe: Callable[[Page], list[str]], too_wide: Callable[[Page], int], width: int, language: str
) -> None:
    page = visit("/istilah#ipak", width=width, language=language)
    assert axe(page) == []
    assert too_wide(page) == 0


def test_an_open_explanation_is_accessible(visit: Visit, axe: Callable[[Page], list[str]]) -> None:
    page = visit("/galeri/")
    page.get_by_role("button", name="IPAK (penjelasan)").click()
    assert axe(page) == []
