"""What browser journeys share: a server, Debian's Chromium, and axe.

    @pytest.mark.browser
    def test_something(live_server, page, axe):
        page.goto(f"{live_server.url}/hitung")
        assert axe(page) == []

`visit` opens a page of a given width, colour scheme and language instead of the default one of 1280 px.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pulau.foundation.ui.middleware import LANGUAGE_COOKIE

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"], "selectors": False}
"""Every violation in full; of what is right, and of where in the page it stands, axe need not make a list."""
QUIET = [
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Else each window loads two hidden pages of the address bar, which cost more than most pages that are tried.
    # Chromium heeds the last list alone: the rest of it is what matters here of Playwright's own.
    (
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
        "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,PaintHolding"
    ),
]


class Visit(Protocol):
    """Opens a path of the live server in a fresh window; what the console complains about fails the test."""

    def __call__(
        self,
        path: str,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        language: str = "id",
        javascript: bool = True,
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    program = os.environ.get("PULAU_TEST_CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is missing: apt-get install chromium, or name it in PULAU_TEST_CHROMIUM")
    # Playwright's own event loop looks like an asynchronous caller to Django, which it is not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Open pages; at the end no error may stand in any console."""
    complaints: list[str] = []
    with ExitStack() as windows:

        def open_page(
            path: str,
            *,
            width: int = 1280,
            scheme: Literal["light", "dark"] = "light",
            language: str = "id",
            javascript: bool = True,
        ) -> Page:
            context: BrowserContext = windows.enter_context(
                browser.new_context(
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,
                    java_script_enabled=javascript,
                    accept_downloads=True,
                )
            )
            context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": live_server.url}])
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"{live_server.url}{path}")
            return page

        yield open_page
    assert complaints == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of 1280 px, where nothing is open yet."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return a check that lists every violation of WCAG 2.2 AA on a page: rule, element, what to do."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: npm ci")
    source = AXE.read_text(encoding="utf-8")

    def check(opened: Page) -> list[str]:
        opened.evaluate(source)
        report: dict[str, Any] = opened.evaluate("options => axe.run(document, options)", OPTIONS)
        return [
            f"{violation['id']}: {node['html'][:120]}: {node['failureSummary']}"
            for violation in report["violations"]
            for node in violation["nodes"]
        ]

    return check


@pytest.fixture(scope="session")
def too_wide() -> Callable[[Page], int]:
    """Return a check that says by how many pixels a page must be scrolled sideways; 0 is right."""

    def check(opened: Page) -> int:
        return int(opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    return check
