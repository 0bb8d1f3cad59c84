"""A file field in a real browser: a connection that is cut, a page that is closed, files that are taken back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
MEGABYTE = 1024**2
FIELD = "#g-upload [data-upload]"


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:  # noqa: ANN401 - pytest-django hides its type
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, house: House) -> Iterator[Callable[[], Page]]:
    cookie = house.client("ayu").cookies["sessionid"].value
    context = browser.new_context(viewport={"width": 390, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    def open_page() -> Page:
        page = context.new_page()
        page.goto(f"{live_server.url}/galeri/")
        expect(page.locator(FIELD)).to_have_attribute("data-ready", "")
        return page

    yield open_page
    context.close()


def choose(page: Page, chosen: Path) -> Locator:
    page.locator(f"{FIELD} input[type=file]").set_input_files(chosen)
    return page.locator(f"{FIELD} li").last


def test_a_file_goes_on_after_a_cut_connection_and_after_the_page_was_closed(
    opened: Callable[[], Page], axe: Callable[[Page], list[str]], folder: Path, tmp_path: Path
) -> None:
    content = os.urandom(9 * MEGABYTE)
    chosen = tmp_path / "Foto ruang layanan.jpg"
    chosen.write_bytes(content)
    _lose(opened(), chosen, axe)

    page = opened()
    asked: list[str] = []
    held: list[Route] = []
    page.on("request", lambda request: asked.append(request.method) if "/unggahan" in request.url else None)
    page.route("**/unggahan/*", lambda route: held.append(route) if not held and is_piece(route) else route.continue_())
    with page.expect_request(lambda request: request.method == "PATCH"):
        choose(page, chosen)
    page.evaluate("document.querySelector('#g-upload form').requestSubmit()")
    expect(page.locator(f"{FIELD} [data-held]")).to_be_visible()
    with page.expect_navigation(url="**/galeri/?*"):  # the form goes by itself once the file is there
        held[0].continue_()
    assert set(asked) == {
        "HEAD",
        "PATCH",
    }  # no second upload, nor (by its bytes below) anything of the first piece again
    named = parse_qs(urlsplit(page.url).query)["unggahan"][-1]
    assert (folder / named).read_bytes() == content

    asked.clear()
    row = choose(page, chosen)
    expect(row).to_contain_text("Terunggah")  # known to be there: no byte of it again
    assert asked == ["HEAD"]
    look(page, "done")
    row.get_by_role("button", name="Hapus").focus()
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as dropped:
        page.keyboard.press("Enter")
    assert dropped.value.status == 204
    expect(page.locator(f"{FIELD} input[type=file]")).to_be_focused()
    assert list(folder.iterdir()) == []


def _lose(page: Page, chosen: Path, axe: Callable[[Page], list[str]]) -> None:
    """Send the first piece, lose the connection with the second, and close the page."""
    pieces: list[str] = []

    def cut(route: Route) -> None:
        if is_piece(route):
            pieces.append(route.request.url)
            if len(pieces) > 1:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/unggahan/*", cut)
    row = choose(page, chosen)
    expect(row).to_contain_text("Koneksi terputus. 44 % tersimpan; dilanjutkan sendiri bila tersambung.")
    expect(row.get_by_role("progressbar", name=chosen.name)).to_have_attribute("value", "44")
    assert axe(page) == []
    look(page, "lost")
    page.close()


def is_piece(route: Route) -> bool:
    return route.request.method == "PATCH"


def look(page: Page, name: str) -> None:
    """Keep a picture where PULAU_SHOTS names a folder."""
    if shots := os.environ.get("PULAU_SHOTS"):
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.locator("#g-upload").screenshot(path=f"{shots}/upload-{width}-{name}.png")
