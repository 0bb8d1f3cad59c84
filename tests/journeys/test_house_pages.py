"""The pages about agencies, people, roles and one's own account: accessible, and never wider than the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Literal, Protocol

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.looks import DEALT
from tests.walls.furnished import furnished_house

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Scheme = Literal["light", "dark"]
PAGES = (
    *("/kelola", "/akun", "/unit", "/unit/rsud", "/unit/rsud/pindah", "/kawasan"),
    *("/kawasan/kawasan-sagara", "/kesiapan", "/instansi-kita", "/pegawai", "/pegawai/baru", "/orang-luar"),
    *("/orang-luar/baru", "/penugasan", "/penugasan/beri", "/undangan", "/undangan/baru", "/hak-saya"),
    *("/siapa-melihat", "/kepentingan", "/kepentingan/semua", "/impor", "/jurnal", "/permintaan-data"),
    *("/pemberitahuan", "/token", "/akun/data", "/akun/pemberitahuan", "/akun/keamanan", "/akun/sandi"),
    *("/akun/sesi", "/akun/riwayat", "/hari-kerja", "/log", "/tanda-terima"),
)


class Enter(Protocol):
    def __call__(self, path: str, *, width: int, scheme: Scheme) -> Page: ...


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Iterator[Enter]:
    """Open pages as Hana, who administers the agency; no console may complain."""
    complaints: list[str] = []
    session = furnished_house().house.client("hana").cookies[settings.SESSION_COOKIE_NAME].value
    with ExitStack() as windows:

        def open_page(path: str, *, width: int, scheme: Scheme) -> Page:
            context = windows.enter_context(
                browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            )
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"{live_server.url}{path}")
            return page

        yield open_page
    assert complaints == []


@pytest.mark.parametrize(("first", "width", "scheme"), DEALT)
def test_every_page_is_accessible_and_fits(
    enter: Enter,
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], int],
    first: int,
    width: int,
    scheme: Scheme,
) -> None:
    page = enter("/kelola", width=width, scheme=scheme)
    start = page.url.removesuffix("/kelola")
    found: list[object] = []
    for path in PAGES[first::2]:
        answer = page.goto(f"{start}{path}")
        assert answer is not None
        # The header's menus lie over the page when they are open: opened where nothing narrow lies below them.
        folds = "details" if path == "/kelola" else "main details"
        page.evaluate("which => { for (const fold of document.querySelectorAll(which)) fold.open = true }", folds)
        told = (path, answer.status, axe(page), too_wide(page))
        if told[1:] != (200, [], 0):
            found.append(told)
    assert found == []
