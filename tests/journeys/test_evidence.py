"""Evidence in a real browser: kept after a mistake without choosing the file again, looked at, found, chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(
    browser: Browser,
    live_server: LiveServer,
    house: House,
    tmp_path: Path,
    settings: Any,  # noqa: ANN401
) -> Iterator[Page]:
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    with browser.new_context(viewport={"width": 390, "height": 900}, base_url=live_server.url) as context:
        cookie = house.client("ayu").cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        yield context.new_page()


def test_a_file_is_kept_after_a_mistake_looked_at_found_and_chosen(
    opened: Page, tmp_path: Path, axe: Callable[[Page], list[str]], too_wide: Callable[[Page], int]
) -> None:
    file = tmp_path / "notula rapat.txt"
    file.write_text("Rapat tim kerja")
    page = opened
    page.goto("/bukti/baru")
    page.locator("#berkas").set_input_files(file)
    expect(page.locator('input[name="unggahan"]')).to_have_count(1)
    page.fill("#mulai", "2026-05-01")
    page.fill("#sampai", "2026-04-01")
    page.get_by_role("button", name="Simpan bukti").click()
    expect(page.locator("#sampai-galat")).to_be_visible()
    expect(page.get_by_text("notula rapat.txt")).to_be_visible()
    assert axe(page) == []
    assert too_wide(page) == 0
    page.fill("#sampai", "2027-04-01")
    page.get_by_role("button", name="Simpan bukti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("notula rapat")
    for path in (page.url, "/bukti?cari=rapat", "/bukti/pilih?kembali=/bukti", f"{page.url}/tarik"):
        page.goto(path)
        expect(page.get_by_text("notula rapat").first).to_be_visible()
        assert axe(page) == []
        assert too_wide(page) == 0
    page.goto("/bukti/pilih?kembali=/bukti")
    page.get_by_role("radio", name="notula rapat").check()
    page.get_by_role("button", name="Pakai yang dipilih").click()
    assert "bukti=" in page.url
