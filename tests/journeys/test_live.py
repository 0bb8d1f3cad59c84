"""A phone in the hall: it follows, falls back to asking, and keeps what is sent while there is no network."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.live.app import TABLE
from tests.live.writer import make, write
from tests.served import Installation, free_port, serving

SETTINGS = "tests.live.settings"
NOTING = """() => { window.seen = []; window.told = [];
  document.addEventListener("pulau:live", (event) => window.seen.push(event.detail.number));
  for (const name of ["queued", "sent", "refused"])
    document.addEventListener("pulau:" + name, () => window.told.push(name)); }"""

pytestmark = [pytest.mark.browser, pytest.mark.nightly]


class Hall:
    """A server that can go and come back, and a phone."""

    def __init__(self, home: Path, browser: Browser) -> None:
        make(home)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULAU_", "DJANGO_"))}
        root = str(Path(__file__).parents[2])
        self.there = Installation(home, {**kept, "PULAU_HOME": str(home), "PYTHONPATH": root}, {}, {}, {})
        self.port = free_port()
        self.server = ExitStack()
        self.come()
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()

    def come(self) -> None:
        self.server.enter_context(serving(self.there, settings=SETTINGS, port=self.port))

    def go(self) -> None:
        self.server.close()

    def open(self) -> None:
        self.page.goto(f"http://127.0.0.1:{self.port}/uji")
        self.page.evaluate(NOTING)

    def words(self) -> list[str]:
        with closing(sqlite3.connect(self.there.home / "pulau.sqlite3")) as database:
            found = database.execute(f"SELECT word FROM {TABLE} WHERE word IS NOT NULL ORDER BY number")  # noqa: S608
            return [word for (word,) in found]

    def seen(self, count: int) -> None:
        """Wait until so many events have come; the page's policy forbids playwright's own way."""
        for _ in range(100):
            if self.page.evaluate("window.seen.length") >= count:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(self.page.evaluate("window.seen"))

    def send(self, word: str) -> None:
        self.page.get_by_label("Kata").fill(word)
        self.page.get_by_role("button", name="Kirim").click()


@pytest.fixture
def hall(tmp_path: Path, browser: Browser) -> Iterator[Hall]:
    made = Hall(tmp_path, browser)
    yield made
    made.context.close()
    made.go()


def test_it_follows_says_so_and_catches_up_when_the_server_was_gone(hall: Hall) -> None:
    hall.open()
    state = hall.page.locator(".live-state")
    expect(state).to_have_text("Tersambung")
    write(hall.there.home, 1, 3)
    hall.seen(3)
    hall.go()
    expect(state).to_have_text("Terputus, mencoba lagi")
    write(hall.there.home, 4, 6)
    hall.come()
    expect(state).to_have_text("Tersambung", timeout=20_000)
    hall.seen(6)
    assert hall.page.evaluate("window.seen") == [1, 2, 3, 4, 5, 6]


def test_where_no_stream_holds_it_asks(hall: Hall) -> None:
    def refuse(route: Route) -> None:
        streams = "text/event-stream" in route.request.headers.get("accept", "")
        route.abort() if streams else route.continue_()

    hall.page.route("**/langsung/**", refuse)
    hall.open()
    expect(hall.page.locator(".live-state")).to_have_text("Tersambung, diperbarui tiap beberapa detik", timeout=15_000)
    write(hall.there.home, 1, 3)
    hall.seen(3)
    assert hall.page.evaluate("window.seen") == [1, 2, 3]


def test_what_is_said_without_a_network_is_counted_once_and_refusals_are_shown(hall: Hall) -> None:
    hall.open()
    waiting = hall.page.locator("[data-outbox-state]")
    hall.context.set_offline(True)
    for word in ("satu", "ditolak", "hilang", "dua"):
        hall.send(word)
    expect(waiting).to_contain_text("4 menunggu dikirim")
    hall.page.wait_for_timeout(500)
    assert hall.words() == []
    hall.context.set_offline(False)
    expect(waiting).to_contain_text("Semua sudah terkirim", timeout=20_000)
    expect(waiting).to_contain_text("Ditolak server, tidak dihitung")
    assert hall.words() == ["satu", "hilang", "dua"]
    assert sorted(hall.page.evaluate("window.told")) == ["queued"] * 4 + ["refused"] + ["sent"] * 3
    hall.page.get_by_role("button", name="Hapus dari perangkat ini").click()
    expect(waiting).not_to_contain_text("Ditolak")


def test_what_waits_outlives_the_page(hall: Hall) -> None:
    hall.open()
    hall.page.route("**/uji-kirim", lambda route: route.abort())
    hall.send("tiga")
    waiting = hall.page.locator("[data-outbox-state]")
    expect(waiting).to_contain_text("1 menunggu dikirim")
    hall.open()
    expect(waiting).to_contain_text("1 menunggu dikirim")
    hall.page.unroute("**/uji-kirim")
    expect(waiting).to_contain_text("Semua sudah terkirim", timeout=20_000)
    assert hall.words() == ["tiga"]


def test_without_a_script_the_form_is_sent_as_any(hall: Hall, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{hall.port}/uji")
        page.get_by_label("Kata").fill("empat")
        page.get_by_role("button", name="Kirim").click()
        expect(page).to_have_url(f"http://127.0.0.1:{hall.port}/uji")
    assert hall.words() == ["empat"]
