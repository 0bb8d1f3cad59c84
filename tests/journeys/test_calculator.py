"""The calculator in a real browser: hand in, understand, explain, plan, take away, hand in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from pulau.exchange.packs import load_pack
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.apps.worksheets.conftest import demo_bytes
from tests.exchange.filled import at_random
from tests.exchange.lookalike import build
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[str]]
Wide = Callable[[Page], int]
RSUD = "/hitung/contoh/rsud-2025"


def hand_in(page: Page, name: str, data: bytes) -> None:
    page.get_by_label("Lembar kerja yang sudah diisi").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.get_by_role("button", name="Hitung nilai").click()


def test_from_a_workbook_to_a_plan_and_back(visit: Visit, tmp_path: Path) -> None:
    page = visit("/hitung")
    hand_in(page, "disdukcapil.xlsx", demo_bytes("disdukcapil-2025"))
    expect(page.get_by_role("heading", level=2).first).to_have_text("Memenuhi syarat WBK, belum WBBM")
    total = page.locator("#nilai .figure").inner_text()

    page.get_by_role("combobox", name="Menuju predikat").select_option("WBBM")
    page.get_by_role("button", name="Susun rencana").click()
    expect(page.locator("#rencana")).to_contain_text("langkah menuju WBBM")
    expect(page.locator("#rencana")).to_be_in_viewport()

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Lembar kerja (.xlsx)").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "disdukcapil-lke.xlsx"

    page.get_by_role("link", name="Hitung berkas lain").click()
    hand_in(page, file.name, file.read_bytes())
    expect(page.locator("#nilai .figure")).to_have_text(total)
    expect(page.locator("#berkas-asal")).to_contain_text("4 catatan dan 3 tautan")


def test_the_ministrys_form_is_understood(visit: Visit) -> None:
    page = visit("/hitung")
    pack = load_pack("permenpan-rb-90-2021")
    hand_in(page, "LKE kementerian.xlsx", build(pack.id, at_random(pack, 7)).write())
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil penghitungan")
    expect(page.locator("#nilai")).to_be_visible()
    expect(page.locator(".item")).to_have_count(len(pack.items) - 3, timeout=10_000)


def test_an_explanation_opens_by_keyboard(visit: Visit) -> None:
    page = visit(RSUD)
    why = page.locator("#syarat-wbk .why summary").first
    why.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#syarat-wbk .why__formula").first).to_have_text("82,26 ≥ 75,00")
    area = page.locator("[id='r-areas.5'] > summary")
    area.focus()
    page.keyboard.press("Enter")
    part = page.locator("[id='r-sub_areas.R5.ii'] > summary")
    part.focus()
    page.keyboard.press("Space")
    expect(page.locator("[id='r-items.R5.ii.a']")).to_contain_text("23 / 46 × 3 = 1,50")


def test_a_link_opens_what_it_leads_to(visit: Visit) -> None:
    page = visit(RSUD)
    item = page.locator("[id='r-items.R5.ii.a']")
    expect(item).to_be_hidden()
    page.locator("#poin-hilang a[href='#r-items.R5.ii.a']").click()
    expect(item).to_be_visible()
    expect(item).to_be_in_viewport()


def test_all_of_it_works_without_a_script(visit: Visit) -> None:
    page = visit("/hitung", javascript=False)
    hand_in(page, "rsud.json", demo_bytes("rsud-2025"))
    expect(page.get_by_role("heading", level=2).first).to_have_text("Belum memenuhi syarat WBK")
    page.get_by_role("combobox", name="Menuju predikat").select_option("WBBM")
    page.get_by_role("button", name="Susun rencana").click()
    expect(page.locator("#rencana")).to_contain_text("langkah menuju WBBM")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Does not yet meet the conditions of WBK")
    expect(page.locator("#rencana")).to_contain_text("steps to WBBM")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Summary (PDF)").click()
    assert waiting.value.suggested_filename == "rsud-ringkasan.pdf"


def test_enter_in_a_field_of_the_plan_makes_the_plan(visit: Visit) -> None:
    page = visit(RSUD)
    page.get_by_text("Sesuaikan upaya").click()
    field = page.get_by_label("Satu tingkat jawaban")
    field.fill("7")
    field.press("Enter")
    expect(page.get_by_label("Satu tingkat jawaban")).to_have_value("7")
    expect(page.locator("#rencana")).to_contain_text("langkah menuju WBK")
    expect(page.locator("html")).to_have_attribute("lang", "id")


def bare(live_server: LiveServer, page: Page, language: str, scheme: Literal["light", "dark"]) -> Page:
    """The start page, not by `visit`: the browser itself writes the status 422 of a refusal to its console."""
    page.emulate_media(color_scheme=scheme)
    page.context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": live_server.url}])
    page.goto(f"{live_server.url}/hitung")
    return page


@pytest.mark.parametrize(
    ("language", "scheme", "label", "button", "words"),
    [
        ("id", "light", "Lembar kerja yang sudah diisi", "Hitung nilai", "P1.i.a: Jawaban “Mungkin”"),
        ("en", "dark", "A worksheet that has been filled in", "Calculate the score", "P1.i.a: The answer “Mungkin”"),
    ],
)
def test_an_error_is_read_out_and_stands_in_focus(
    live_server: LiveServer,
    page: Page,
    axe: Axe,
    language: str,
    scheme: Literal["light", "dark"],
    label: str,
    button: str,
    words: str,
) -> None:
    start = bare(live_server, page, language, scheme)
    start.locator("form .fold > summary").click()
    start.locator("#unanswered").select_option("skip")
    wrong = b'{"regulation":"permenpan-rb-90-2021","answers":{"P1.i.a":"Mungkin"}}'
    start.get_by_label(label).set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": wrong})
    start.get_by_role("button", name=button).click()
    alert = start.get_by_role("alert")
    expect(alert).to_contain_text(words)
    expect(alert).to_be_focused()
    expect(start.locator("#unanswered")).to_have_value("skip")
    assert axe(start) == []


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [
        (390, "id", "light"),
        (1280, "en", "dark"),
        pytest.param(390, "en", "dark", marks=pytest.mark.nightly),
        pytest.param(1280, "id", "light", marks=pytest.mark.nightly),
    ],
)
@pytest.mark.parametrize("path", ["/hitung", RSUD])
def test_a_page_is_accessible_and_fits(
    visit: Visit, axe: Axe, too_wide: Wide, path: str, width: int, language: str, scheme: Literal["light", "dark"]
) -> None:
    page = visit(path, width=width, scheme=scheme, language=language)
    assert axe(page) == []
    assert too_wide(page) == 0


def test_a_page_with_everything_opened_is_accessible_and_fits(visit: Visit, axe: Axe, too_wide: Wide) -> None:
    page = visit(RSUD, width=390)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert axe(page) == []
    assert too_wide(page) == 0


def test_the_phone_bar_keeps_total_and_gates_in_sight(visit: Visit) -> None:
    page = visit(RSUD, width=390)
    bar = page.get_by_role("navigation", name="Ringkasan nilai")
    expect(bar).to_be_in_viewport()
    expect(bar).to_contain_text("82,26")
    expect(bar).to_contain_text("1 syarat WBK kurang")


def test_on_paper_there_is_nothing_to_press(visit: Visit) -> None:
    page = visit(RSUD)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Belum memenuhi syarat WBK")).to_be_visible()
    for gone in ("#unduh", "#pilihan", ".plan-form", ".languages", ".area-nav"):
        expect(page.locator(gone).first).to_be_hidden()
