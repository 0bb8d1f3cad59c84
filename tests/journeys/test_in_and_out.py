"""In and out in a real browser: take the workbook away, change it, hand it in, see the change, take it over; print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.worksheets.in_out import fill, json_file, pack_answers, standing, with_answer
from tests.exchange.lookalike import build
from tests.house import REGULATION, House, build_house
from tests.journeys.looks import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[str]]
Wide = Callable[[Page], int]
ITEM = "P1.i.a"


@pytest.fixture
def people(db: None) -> House:
    """The house, with its worksheet filled."""
    house = build_house()
    fill(house, {ITEM: "SK Tim 12/2026."})
    return house


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, people: House) -> Iterator[Callable[..., Page]]:
    """Open a page of the worksheet as somebody who has signed in."""
    with ExitStack() as windows:

        def open_page(rest: str, who: str = "ayu", width: int = 1280, **options: Any) -> Page:  # noqa: ANN401 - playwright's
            context = windows.enter_context(browser.new_context(viewport={"width": width, "height": 900}, **options))
            session = people.client(who).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
            page = context.new_page()
            page.goto(f"{live_server.url}{people.address(rest)}")
            return page

        yield open_page


def hand_in(page: Page, data: bytes, name: str) -> None:
    page.get_by_label("Berkas lembar kerja").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.get_by_role("button", name="Baca berkas").click()


def taken_away(page: Page, folder: Path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh lembar kerja", exact=True).click()
    assert waiting.value.suggested_filename == "lke-disdukcapil-2026.xlsx"
    waiting.value.save_as(folder / "lke.xlsx")
    return (folder / "lke.xlsx").read_bytes()


@pytest.mark.parametrize("script", [True, False])
def test_out_and_in_again(
    opened: Callable[..., Page], people: House, axe: Axe, tmp_path: Path, *, script: bool
) -> None:
    other = "Tidak" if pack_answers()[ITEM] == "Ya" else "Ya"
    page = opened("unduh", java_script_enabled=script)
    data = with_answer(taken_away(page, tmp_path), ITEM, other)
    page.get_by_role("link", name="Unggah", exact=True).click()
    hand_in(page, data, "lke-disdukcapil-2026.xlsx")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pratinjau berkas")
    box = page.get_by_role("checkbox", name="Unit kerja memiliki tim")
    expect(box).not_to_be_checked()
    people.answer("fajar", {"P1.i.b": "A"})

    page.get_by_role("button", name="Ambil alih yang dipilih").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Belum ada butir yang dipilih")
    box = page.get_by_role("checkbox", name="Unit kerja memiliki tim")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Hitung akibat pilihan").click()
    expect(box).to_be_checked()
    if script:
        assert axe(page) == []
    after = page.locator(".effect tbody tr").first.locator("td").nth(1).inner_text()

    page.get_by_role("button", name="Ambil alih yang dipilih").first.click()
    expect(page.get_by_role("status").filter(has_text="1 butir diambil alih.")).to_be_visible()
    expect(page.locator("#nilai .figure")).to_have_text(after)
    assert standing(people)[ITEM].value == other
    assert standing(people)[ITEM].note == "SK Tim 12/2026."


def test_the_ministrys_form_meets_a_colleague(opened: Callable[..., Page], people: House, axe: Axe) -> None:
    page = opened("unggah")
    form = build(REGULATION, {**pack_answers(), ITEM: "Tidak", "P1.i.b": "B"})
    hand_in(page, form.write(), "LKE kementerian.xlsx")
    page.get_by_role("button", name="Pilih semua").click()
    people.answer("fajar", {"P1.i.b": "A"})
    page.get_by_role("button", name="Ambil alih yang dipilih").first.click()
    expect(page.get_by_role("alert")).to_contain_text("diubah orang lain")
    expect(page.locator("tr[data-moved]")).to_contain_text("Diubah Fajar Prakoso")
    assert axe(page) == []
    assert standing(people)["P1.i.b"].value == "A"


@pytest.mark.parametrize(("width", "scheme"), DESKTOP)
def test_every_page_fits_and_is_accessible(
    opened: Callable[..., Page], axe: Axe, too_wide: Wide, width: int, scheme: str
) -> None:
    page = opened("unggah", width=width, color_scheme=scheme)
    address = page.url
    files = {
        "none": b"",
        "other": json_file(pack_answers(2), unit="rsud", year=2025),
        "preview": json_file(pack_answers(2), notes={ITEM: "x" * 10_001, "P1.i.b": "مرحبا " * 200}),
        "broken": b"{",
        "law": json_file({}, regulation="permenpan-rb-52-2014"),
    }
    for name, data in files.items():
        page.goto(address)
        if data:
            hand_in(page, data, f"{name}.json")
        assert (name, axe(page), too_wide(page)) == (name, [], 0)
    for rest in ("unduh", "unduh/lembar"):
        page.goto(address.replace("unggah", rest))
        assert (rest, axe(page), too_wide(page)) == (rest, [], 0)


def test_the_whole_worksheet_is_made_for_paper(opened: Callable[..., Page]) -> None:
    page = opened("unduh/lembar")
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.get_by_role("button", name="Cetak")).to_be_hidden()
    expect(page.locator(".paper__part tbody tr").last).to_be_visible()
