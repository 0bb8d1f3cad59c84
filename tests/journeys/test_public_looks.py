"""Every page that is for everybody: accessible in each look, enlarged, and walked through by keyboard.

Which pages there are is read from the table of addresses (tests/public_places.py). By day a handful, at night all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from pulau.apps.declarations.tablet_device import COOKIE as TABLET
from pulau.apps.editorial import board
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.journeys.conftest import Visit
from tests.journeys.public_country import PublicCountry, lay_public
from tests.journeys.walking import walk
from tests.public_places import EXAMPLES, WITHOUT_A_PAGE, forgotten, public_names, public_paths, tablet_paths

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Scheme = Literal["light", "dark"]
Window = Callable[..., Page]
Axe = Callable[[Page], list[str]]
Wide = Callable[[Page], int]
EVERY = list(product(("id", "en"), (390, 1280), ("light", "dark")))
BY_DAY = (
    *("/", "/wilayah/97", "/zona", "/zona/sagara/disdukcapil", "/zona/sagara/rsud", "/angka/tren"),
    *("/data", "/agenda", "/praktik", "/pantau"),
)
START = "/istilah"
ZOOM = 4
"""400 percent, of a window of 1280 × 1024 px."""
MOST_LIKELY = 45
"""Addresses that show a page, and more."""
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",  # of a page that is not there
    "EventSource's response has a MIME type",  # the server of tests follows nothing (tests/journeys/test_live.py)
)
"""What a console may say."""


@pytest.fixture
def country(settings: Any, tmp_path: Path) -> Iterator[PublicCountry]:  # noqa: ANN401 - pytest-django hides its type
    settings.ANALYTICS_FOLDER = tmp_path / "snapshots"
    settings.PICTURES_FOLDER = tmp_path / "pictures"
    yield lay_public()
    board.know(())


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[Window]:
    """Open windows; no page may complain in its console, but of what is expected."""
    complaints: list[str] = []
    with ExitStack() as windows:

        def open_window(width: int = 390, height: int = 900, scheme: Scheme = "light", language: str = "id") -> Page:
            size: ViewportSize = {"width": width, "height": height}
            context = windows.enter_context(browser.new_context(viewport=size, color_scheme=scheme))
            context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": live_server.url}])
            page = context.new_page()
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"{live_server.url}{START}")
            return page

        yield open_window
    assert [said for said in complaints if not said.startswith(EXPECTED)] == []


def pages(window: Callable[[], Page], country: PublicCountry) -> Iterator[tuple[str, Page]]:
    """Open each example, those of a tablet in a window of their own; gives the path and its page."""
    met: set[str] = set()
    for paths, key in ((public_paths(country.shown), ""), (tablet_paths(country.shown), country.tablet)):
        page = window()
        start = page.url.removesuffix(START)
        if key:
            page.context.add_cookies([{"name": TABLET, "value": key, "url": start}])
        for name, path in paths:
            if _is_page(page.context, f"{start}{path}"):
                page.goto(f"{start}{path}")
                met.add(name)
                yield path, page
    assert len(met) >= MOST_LIKELY, "the walk has lost its way"


def _is_page(context: BrowserContext, address: str) -> bool:
    """Whether an address gives something to look at: a whole page of HTML, that does not lead elsewhere."""
    answer = context.request.get(address, max_redirects=0)
    html: bool = answer.headers.get("content-type", "").startswith("text/html")
    assert answer.status < 500, f"{address}: {answer.status}"
    return html and answer.status in {200, 404, 410, 422} and answer.text().lstrip()[:9].lower() == "<!doctype"


def unfolded(page: Page) -> Page:
    """Open what is folded in the page."""
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    return page


def test_no_public_address_is_without_an_example() -> None:
    assert forgotten() == []
    assert sorted({*EXAMPLES, *WITHOUT_A_PAGE} - set(public_names())) == []


def test_pages_of_the_portal_are_accessible_and_walked_by_keyboard(
    window: Window, country: PublicCountry, axe: Axe, too_wide: Wide
) -> None:
    page = window()
    start = page.url.removesuffix(START)
    wrong: dict[str, object] = {}
    for path in BY_DAY:
        answer = page.goto(f"{start}{path}")
        assert answer is not None
        faults = [answer.status, *walk(page), *axe(unfolded(page)), too_wide(page)]
        wrong |= {path: faults} if faults != [200, 0] else {}
    assert wrong == {}


def test_the_walk_sees_another_order_a_ring_that_is_missing_and_what_covers(visit: Visit) -> None:
    page = visit("/istilah")
    assert walk(page) == []
    page.evaluate("document.querySelectorAll('main a')[1].tabIndex = 5")
    assert any("stops, reached" in line for line in walk(page))
    page.evaluate("document.querySelectorAll('main a')[1].removeAttribute('tabindex')")
    page.evaluate(
        "for (const one of document.querySelectorAll('main a')) one.style.cssText = 'outline: none; box-shadow: none'"
    )
    assert any(line.startswith("no ring: <a") for line in walk(page))
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), { id: 'lid' })),"
        "document.getElementById('lid').style.cssText = 'position: fixed; inset: 0; background: black; z-index: 99'"
    )
    assert any(line.startswith("under <p") for line in walk(page))


def test_the_walk_sees_a_trap(visit: Visit) -> None:
    page = visit("/istilah")
    page.evaluate(
        "document.querySelectorAll('main a')[1].addEventListener('keydown', (event) => event.preventDefault())"
    )
    assert any(line.startswith("there is no way out") for line in walk(page))


@pytest.mark.nightly
@pytest.mark.parametrize(("language", "width", "scheme"), EVERY)
def test_every_public_page_is_accessible_and_fits(
    window: Window, country: PublicCountry, axe: Axe, too_wide: Wide, language: str, width: int, scheme: Scheme
) -> None:
    found: list[object] = []
    for path, page in pages(partial(window, width, scheme=scheme, language=language), country):
        told = (path, axe(unfolded(page)), too_wide(page))
        found += [told] if told[1:] != ([], 0) else []
    assert found == []


@pytest.mark.nightly
@pytest.mark.parametrize("language", ["id", "en"])
def test_enlarged_to_400_percent_no_public_page_is_scrolled_sideways(
    window: Window, country: PublicCountry, too_wide: Wide, language: str
) -> None:
    enlarged = partial(window, 1280 // ZOOM, 1024 // ZOOM, language=language)
    wide = {path: too_wide(unfolded(page)) for path, page in pages(enlarged, country)}
    assert {path: more for path, more in wide.items() if more} == {}


@pytest.mark.nightly
@pytest.mark.parametrize("width", [390, 1280])
def test_every_public_page_is_walked_by_keyboard(window: Window, country: PublicCountry, width: int) -> None:
    found = pages(partial(window, width), country)
    wrong = {path: faults for path, page in found if (faults := walk(page))}
    assert wrong == {}
