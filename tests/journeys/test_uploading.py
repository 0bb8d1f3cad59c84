"""A file field in a real browser: a connection that is cut, a page that is closed, files that are taken back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
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
def opened(browser: Browser, live_server: LiveServer, house: House) -> Any:  # noqa: ANN401 - pages by their width
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


def test_a_file_goes_on_after_a_cut_connection_and_after_the_page_was_closed(
    opened: Any,  # noqa: ANN401 - see the fixture
    folder: Path,
    tmp_path: Path,
) -> None:
    content = os.urandom(9 * MEGABYTE)
    chosen = tmp_path / "Foto ruang layanan.jpg"
    chosen.write_bytes(content)
    page: Page = opened()
    pieces: list[str] = []

    def cut(route: Route) -> None:
        if route.request.method == "PATCH":
            pieces.append(route.request.url)
            if len(pieces) > 1:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/unggahan/*", cut)
    page.locator(f"{FIELD} input[type=file]").set_input_files(chosen)
    row = page.locator(f"{FIELD} li").last
    expect(row).to_contain_text("Koneksi terputus. 44 % tersimpan; dilanjutkan sendiri bila tersambung.")
    if shots := os.environ.get("PULAU_SHOTS"):
        page.locator("#g-upload").screenshot(path=f"{shots}/upload-390-lost.png")
    page.close()

    page = opened()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if "/unggahan" in request.url else None)
    page.locator(f"{FIELD} input[type=file]").set_input_files(chosen)
    row = page.locator(f"{FIELD} li").last
    expect(row).to_contain_text("Terunggah")
    assert sent == ["HEAD", "PATCH", "PATCH"]  # nothing of the first piece again, and no second upload
    named = row.locator("input[name=unggahan]").get_attribute("value")
    assert (folder / str(named)).read_bytes() == content
    if shots:
        page.locator("#g-upload").screenshot(path=f"{shots}/upload-390-done.png")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.locator("#g-upload").screenshot(path=f"{shots}/upload-1280-done.png")
    row.get_by_role("button", name="Hapus").focus()
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as dropped:
        page.keyboard.press("Enter")
    assert dropped.value.status == 204
    expect(page.locator(f"{FIELD} input[type=file]")).to_be_focused()
    assert list(folder.iterdir()) == []
