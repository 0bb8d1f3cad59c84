"""Plan, trial, comparison and simulation in a real browser: by keyboard, on a phone, without a script, accessible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.worksheets.conftest import demo_bytes, demo_json
from tests.apps.worksheets.what_next import fill
from tests.house import House
from tests.journeys.conftest import Visit
from tests.journeys.looks import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[str]]
Wide = Callable[[Page], int]
Enter = Callable[..., Page]
MOST_TABS = 150


@pytest.fixture
def enter(house: House, visit: Visit, live_server: LiveServer) -> Enter:
    """Open a page of the civil registry's filled worksheet, signed in as somebody."""
    fill(house)
    sheet = house.open("disdukcapil", 2025)
    house.answer("ayu", {**demo_json("rsud-2025")["answers"], "H1.a": "3.2", "P1.i.a": "Ya"}, sheet=sheet)

    def open_page(rest: str, *, who: str = "ayu", width: int = 1280, **more: object) -> Page:
        page = visit("/galeri/", width=width, **more)  # type: ignore[arg-type]  # as visit takes them
        cookie = house.client(who).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}{house.address(rest)}")
        return page

    return open_page


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until what `selector` finds first has the focus."""
    wanted = page.locator(selector).first
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_from_the_plan_to_a_trial_and_its_effect_by_keyboard(enter: Enter, house: House) -> None:
    page = enter("rencana")
    expect(page.locator("#rencana")).to_contain_text("2 langkah menuju WBK")
    tab_to(page, ".try-steps a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Coba-coba")
    expect(page.locator("#akibat")).to_contain_text("Nilai total naik 0,69, dari 82,26 menjadi 82,95.")
    expect(page.locator("#akibat")).to_contain_text("Semua syarat WBK menjadi terpenuhi.")

    tab_to(page, "#coba-1 > summary")
    page.keyboard.press("Enter")
    tab_to(page, "[id='i-j-P1.i.a']")
    page.keyboard.type("Ya")
    tab_to(page, "#coba-1 button")
    page.keyboard.press("Enter")
    expect(page.locator("#akibat")).to_contain_text("Nilai total naik 0,94, dari 82,26 menjadi 83,20.")
    expect(page.locator("#akibat")).to_be_in_viewport()
    expect(page.locator("#dicoba .try")).to_have_count(3)
    expect(page.locator("#nilai .figure")).to_have_text("83,20")

    page.goto(page.url.split("/coba")[0] + "/")
    expect(page.locator("#nilai .figure")).to_have_text("82,26")


def test_a_plan_of_ones_own_has_an_address_to_pass_on(enter: Enter) -> None:
    page = enter("rencana")
    page.get_by_text("Sesuaikan upaya").click()
    page.get_by_label("Sematkan A.II.5.i.a").check()
    page.get_by_label("Satu hitungan pada rasio").fill("1")
    page.get_by_role("button", name="Susun rencana").click()
    expect(page.get_by_label("Satu hitungan pada rasio")).to_have_value("1")
    assert page.url.endswith("/rencana?predikat=WBK&susun=1&upaya-ratio_count=1&sematkan=R5.i.a")
    steps = page.locator(".step").count()
    page.goto(page.url)
    expect(page.locator(".step")).to_have_count(steps)


def test_last_year_on_a_phone(enter: Enter, too_wide: Wide) -> None:
    page = enter("bandingkan", width=390)
    expect(page.locator("#hasil-banding")).to_contain_text("Nilai total naik 1,76, dari 80,50 menjadi 82,26.")
    expect(page.locator("#jawaban")).to_contain_text("Ya: ")
    assert too_wide(page) == 0
    row = page.locator("#angka tr", has_text="Nilai total").first
    row.locator(".why summary").click()
    expect(row.locator(".why__formula").first).to_be_visible()
    assert too_wide(page) == 0


def test_it_works_without_a_script(enter: Enter) -> None:
    page = enter("coba", javascript=False)
    page.locator("#coba-hasil > summary").click()
    page.locator("[id='i-j-H1.a']").fill("3,9")
    page.locator("#coba-hasil button").click()
    expect(page.locator("#akibat")).to_contain_text("Nilai total naik 1,05")
    page.get_by_role("link", name="Bandingkan").click()
    page.get_by_text("Berkas, tanpa disimpan").click()
    page.get_by_label("Lembar kerja yang dibandingkan").set_input_files(
        {"name": "tpi.xlsx", "mimeType": "application/octet-stream", "buffer": demo_bytes("disdukcapil-2025")}
    )
    page.get_by_role("button", name="Bandingkan berkas").click()
    expect(page.locator("main")).to_contain_text("tpi.xlsx dibaca dan dibandingkan, lalu dilupakan")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#angka")).to_contain_text("tpi.xlsx")


@pytest.mark.parametrize(("width", "scheme"), PHONE)
def test_the_pages_are_accessible_and_fit(
    enter: Enter, axe: Axe, too_wide: Wide, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = enter("rencana", width=width, scheme=scheme)
    start = page.url.removesuffix("rencana")
    for rest in (
        "rencana",
        "coba",
        "coba?j-P1.i.a=Ya&j-R5.ii.a.selesai=46&j-H1.a=3,9",
        "bandingkan",
        "simulasi",
        "simulasi?peraturan=permenpan-rb-52-2014",
    ):
        page.goto(f"{start}{rest}")
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert axe(page) == [], rest
        assert too_wide(page) == 0, rest
