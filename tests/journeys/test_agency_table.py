"""The agency's table and what leads to it, in the browser: phone and desktop, both languages, keyboard, no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.house import House, build_house
from tests.journeys.looks import ON_PHONE
from tests.many_units import many_units

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/lke/tabel?urut=-total&tahun=2026",
    "/lke/tabel?keadaan=belum-dibuka&tahun=2026",
    "/lke/tabel?cari=zzz",
    "/lke/baru",
    "/unit",
)
REFUSED = "status of 422"  # an answer that a page of its own explains
Visit = Callable[..., Page]


@pytest.fixture
def office(transactional_db: None) -> House:
    """The house with sixty more units."""
    house = build_house()
    many_units(house.tenants["sagara"], 60)
    return house


@pytest.fixture
def visit_as(browser: Browser, live_server: LiveServer, office: House) -> Iterator[Visit]:
    """Open a page as Hana, who administers the agency; no console may complain."""
    complaints: list[str] = []
    with ExitStack() as windows:

        def open_page(path: str, *, width: int = 1280, language: str = "id", javascript: bool = True) -> Page:
            context = windows.enter_context(
                browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
            )
            session = office.client("hana").cookies[settings.SESSION_COOKIE_NAME].value
            cookies = {LANGUAGE_COOKIE: language, settings.SESSION_COOKIE_NAME: session}
            context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
            page = context.new_page()
            page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
            page.goto(f"{live_server.url}{path}")
            return page

        yield open_page
    assert [text for text in complaints if REFUSED not in text] == []


@pytest.mark.parametrize(("width", "language"), ON_PHONE)
def test_pages_are_accessible_and_fit(
    visit_as: Visit, axe: Callable[[Page], list[str]], too_wide: Callable[[Page], int], width: int, language: str
) -> None:
    for path in PAGES:
        page = visit_as(path, width=width, language=language)
        assert axe(page) == [], path
        assert too_wide(page) == 0, path


def test_the_table_is_sorted_and_narrowed_down_by_keyboard_without_script(visit_as: Visit) -> None:
    page = visit_as("/lke/tabel", javascript=False)
    page.get_by_role("columnheader", name="Nilai total").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Nilai total")
    figures = page.locator("tbody td[data-head]").all_inner_texts()
    totals = [float(text.replace(",", ".")) for text in figures]
    assert totals == sorted(totals, reverse=True)
    page.get_by_label("Nama atau kode unit").fill("unit-0000")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(10)
    page.get_by_role("link", name="Hapus saringan").click()
    expect(page.locator("tbody tr")).to_have_count(50)


def test_on_a_phone_the_order_is_a_choice_and_hidden_headings_take_no_focus(visit_as: Visit) -> None:
    page = visit_as("/lke/tabel", width=390)
    page.get_by_label("Urutan").select_option("-total")
    page.get_by_role("button", name="Tampilkan").click()
    assert "urut=-total" in page.url
    reached: Any = page.evaluate(
        """() => { const a = document.querySelector("thead a"); a.focus(); return document.activeElement === a }"""
    )
    assert reached is False


def test_an_administrator_adds_a_unit_and_opens_its_worksheet(visit_as: Visit) -> None:
    page = visit_as("/unit", javascript=False)
    page.get_by_label("Nama unit", exact=True).fill("Puskesmas Air Tawar")
    page.get_by_label("Kode", exact=True).fill("Salah Kode")
    page.get_by_label("Jenis", exact=True).select_option("health-centre")
    page.get_by_role("button", name="Tambah unit").click()
    assert page.get_by_label("Nama unit", exact=True).input_value() == "Puskesmas Air Tawar"
    page.get_by_label("Kode", exact=True).fill("puskesmas-air-tawar")
    page.get_by_role("button", name="Tambah unit").click()
    assert page.get_by_role("status").inner_text() == "Puskesmas Air Tawar sudah ditambahkan."
    page.goto(page.url.replace("/unit", "/lke/tabel?cari=puskesmas-air"))
    page.get_by_role("link", name="Buka lembar kerja Puskesmas Air Tawar").click()
    page.get_by_role("button", name="Buka lembar kerja").click()
    assert page.url.endswith("/lke/puskesmas-air-tawar/2026/")
