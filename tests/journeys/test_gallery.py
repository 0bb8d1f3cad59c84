"""The gallery in a real browser: accessible, fitting, bilingual, without a script too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.looks import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/galeri/", "/galeri/hasil"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_page_is_accessible_and_fits(
    visit: Visit,
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], int],
    path: str,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    page = visit(path, width=width, scheme=scheme)
    assert axe(page) == []
    assert too_wide(page) == 0


@pytest.mark.parametrize("path", PAGES)
def test_folds_opened_it_is_still_accessible(visit: Visit, axe: Callable[[Page], list[str]], path: str) -> None:
    page = visit(path, language="en")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert axe(page) == []


def test_the_language_is_switched_without_a_script_and_stays(visit: Visit) -> None:
    page = visit("/galeri/", javascript=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Galeri komponen")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Component gallery")
    page.get_by_role("link", name="Sample result page").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("complementary", name="Score and conditions")).to_contain_text("77.76")


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    page = visit("/galeri/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Langsung ke isi")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_the_phone_bar_leads_to_the_score(visit: Visit) -> None:
    page = visit("/galeri/hasil", width=390)
    bar = page.get_by_role("navigation", name="Ringkasan nilai")
    expect(bar).to_be_in_viewport()
    bar.get_by_role("link", name="Rincian").click()
    expect(page.locator("#nilai")).to_be_in_viewport()
    expect(visit("/galeri/hasil", width=1280).get_by_role("navigation", name="Ringkasan nilai")).to_be_hidden()


def test_a_touch_target_is_large_enough(visit: Visit) -> None:
    page = visit("/galeri/hasil", width=390)
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('a.ds-button, button, summary, .ask, .area-nav a')]
          .filter(element => element.checkVisibility())
          .filter(element => element.getBoundingClientRect().height < 24)
          .map(element => element.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_printing_leaves_out_what_cannot_be_used_on_paper(visit: Visit) -> None:
    page = visit("/galeri/hasil")
    expect(page.get_by_role("button", name="Cetak")).to_be_visible()
    page.emulate_media(media="print")
    for gone in (".site-header", ".site-footer", ".phone-bar", ".work-head .ds-button"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.get_by_role("heading", name="Belum memenuhi syarat WBK")).to_be_visible()


def test_the_print_button_appears_only_with_a_script(visit: Visit) -> None:
    expect(visit("/galeri/hasil", javascript=False).get_by_role("button", name="Cetak")).to_have_count(0)
    expect(visit("/galeri/hasil").get_by_role("button", name="Cetak")).to_have_count(1)
