"""portal-view: the first view of public pages in Debian's Chromium, on `pulau serve`: bytes, requests, how it feels.

What is transferred is what came over the line, packed as browsers ask for it. How it feels is measured on a phone with
a narrow line and a slow processor, as Chromium imitates them: the largest thing painted, and what moved meanwhile.
"""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from benchmarks.figure import Figure
from benchmarks.portal import MODULE, filled
from tests.journeys.conftest import QUIET
from tests.journeys.first_view import first_view
from tests.served import Installation, bare, run, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SIZE: Final = (60, 2_000)
"""Bodies and units."""
ROUNDS: Final = 7
MOST_KB, MOST_REQUESTS, PAINT_MS, SHIFT = 100, 6, 1_500, 0.05
"""Limits of a first view; of the paint, at 1.6 Mbit/s with 150 ms there and back, and a processor four times slower."""
PAGES: Final = ("home", "unit", "agency", "search")


def portal_view() -> Iterator[Figure]:
    """Publish a country, serve it, and open each page as somebody who comes for the first time."""
    program = shutil.which("chromium")
    if program is None:
        print("chromium is missing: nothing was measured (apt-get install chromium)", file=sys.stderr)
        return
    with (
        TemporaryDirectory(prefix="pulau-bench-") as folder,
        _served(Path(folder)) as addresses,
        sync_playwright() as p,
    ):
        browser = p.chromium.launch(executable_path=program, args=QUIET)
        for page, address in addresses.items():
            yield from _figures(browser, page, address)
        browser.close()


def _figures(browser: Browser, page: str, address: str) -> Iterator[Figure]:
    first_view(browser, address)  # whatever the server keeps ready is ready from now on
    plain = first_view(browser, address)
    slow = [first_view(browser, address, slow=True) for _ in range(ROUNDS)]
    yield Figure(f"portal-view-{page}", plain.octets / 1024, "KB", limit=MOST_KB)
    yield Figure(f"portal-view-{page}-requests", len(plain.asked), "requests", limit=MOST_REQUESTS)
    yield Figure(f"portal-view-{page}-paint", median(view.paint for view in slow), "ms", limit=PAINT_MS)
    yield Figure(f"portal-view-{page}-shift", max(view.shift for view in slow), "shift", limit=SHIFT)


@contextmanager
def _served(home: Path) -> Iterator[dict[str, str]]:
    """Serve a country of its own; gives the address of each page."""
    environment = bare(home)
    filled(environment, *SIZE)
    paths: dict[str, str] = json.loads(run(environment, MODULE, "addresses")) | {"search": "/zona?cari=puskesmas"}
    with serving(Installation(home, environment, {}, {}, {})) as server:
        yield {page: f"http://127.0.0.1:{server.port}{paths[page]}" for page in PAGES}
