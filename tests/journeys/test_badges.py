"""A badge in a browser that lacks our font: its words fit, and the page of an office on another site can show it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from pulau.exchange.badge import HEIGHT, Badge, badge_svg, badge_words
from pulau.exchange.embedding import html_snippet
from pulau.exchange.standings import Standing, State
from pulau.foundation.ui.security import CONTENT_SECURITY_POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Page

DATED = [state for state in State if state not in {State.UNKNOWN, State.NOT_DECLARED}]
NAMES = ("", "Puskesmas Contoh", "W" * 400, "i" * 400, "العربية 中文 🎉", "<b>&amp;</b>")
BADGES = [
    Badge(Standing(state, date(2024, 9, 28) if state in DATED else None), language, name)
    for state in State
    for language in ("id", "en")
    for name in NAMES
]
WBK = Badge(Standing(State.WBK, date(2024, 12, 9)), "id", "Puskesmas Contoh")
OVER = """() => [...document.querySelectorAll('body > svg')].flatMap((badge, at) => {
  const edge = badge.getBoundingClientRect().right - 8;
  return [...badge.querySelectorAll('text')].filter(text => text.getBoundingClientRect().right > edge).map(() => at);
})"""


@pytest.mark.browser
def test_no_line_of_any_badge_reaches_its_edge_in_the_letters_of_this_machine(page: Page) -> None:
    page.set_content("".join(badge_svg(badge).decode() for badge in BADGES))
    assert page.locator("body > svg").count() == len(BADGES)
    assert page.locator("body > svg > g > text").count() == 2 * len(BADGES)
    assert [BADGES[at] for at in page.evaluate(OVER)] == []


class Site(BaseHTTPRequestHandler):
    """The badge under our policy, with the word of the address on who may embed it; and a page of an office."""

    def do_GET(self) -> None:
        kind, _, resource_policy = self.path.strip("/").partition("/")
        address = f"http://localhost:{self.headers['Host'].rpartition(':')[2]}"
        snippet = html_snippet(
            page=f"{address}/zona", badge=f"{address}/badge/{resource_policy}", words=badge_words(WBK)
        )
        self.send_response(200)
        if kind == "badge":
            self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            self.send_header("Cross-Origin-Resource-Policy", resource_policy)
        self.send_header("Content-Type", "image/svg+xml" if kind == "badge" else "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(badge_svg(WBK) if kind == "badge" else snippet.encode())

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the standard library has it
        """Say nothing."""


@pytest.fixture(scope="module")
def office() -> Iterator[str]:
    """Serve on two names of this machine: 127.0.0.1, the office, is another site than localhost, ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.browser
def test_the_page_of_an_office_shows_a_badge_that_may_be_embedded(office: str, page: Page) -> None:
    page.goto(f"{office}/page/cross-origin")
    picture = page.get_by_alt_text("Zona Integritas · Puskesmas Contoh: WBK sejak 9 Desember 2024")
    assert picture.evaluate("image => image.naturalHeight") == HEIGHT
    assert picture.evaluate("image => image.naturalWidth") > 200
    assert page.get_by_role("link").get_attribute("href") == f"{office.replace('127.0.0.1', 'localhost')}/zona"


@pytest.mark.browser
def test_with_the_policy_of_other_pages_a_badge_is_not_drawn_elsewhere(office: str, page: Page) -> None:
    failures: list[str | None] = []
    page.on("requestfailed", lambda request: failures.append(request.failure))
    page.goto(f"{office}/page/same-origin")
    assert page.locator("img").evaluate("image => image.naturalWidth") == 0
    assert failures == ["net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin"]
