"""What somebody who comes for the first time is sent, and how the page stands before them, counted by Chromium."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, Page, ViewportSize

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
LINE: Final = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
"""Fast 3G: milliseconds there and back, bytes a second."""
PACKED: Final = {"headers": {"Accept-Encoding": "gzip"}}
"""What every browser takes, whatever the line: brotli would make less of it."""
SLOWER: Final = 4
"""How many times slower the processor is."""
_STANDS: Final = """() => new Promise((resolve) => {
  const told = { paint: 0, shift: 0 };
  const paints = (list) => { for (const entry of list) told.paint = Math.max(told.paint, entry.startTime); };
  const shifts = (list) => { for (const entry of list) if (!entry.hadRecentInput) told.shift += entry.value; };
  const paint = new PerformanceObserver((list) => paints(list.getEntries()));
  const shift = new PerformanceObserver((list) => shifts(list.getEntries()));
  paint.observe({ type: "largest-contentful-paint", buffered: true });
  shift.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => { paints(paint.takeRecords()); shifts(shift.takeRecords()); resolve(told); }, 300);
})"""


@dataclass(frozen=True, slots=True)
class View:
    """A first view: what was asked for, bytes over the line, milliseconds until the largest paint, shifts of layout."""

    asked: tuple[str, ...]
    octets: int
    paint: float
    shift: float


def first_view(browser: Browser, address: str, *, slow: bool = False) -> View:
    """Open an address in a window that has never been anywhere; `slow`: on a narrow line with a slow processor."""
    with browser.new_context(viewport=PHONE, device_scale_factor=2) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        asked: list[str] = []
        octets: list[int] = []
        session.send("Network.enable")
        session.send(
            "Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "gzip"}}
        )  # as on a line without TLS
        session.on("Network.requestWillBeSent", lambda told: asked.append(told["request"]["url"]))
        session.on("Network.loadingFinished", lambda told: octets.append(int(told["encodedDataLength"])))
        if slow:
            session.send("Network.emulateNetworkConditions", LINE)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(address, wait_until="networkidle")
        told = _stands(page)
        sent = tuple(one for one in asked if not one.startswith("data:"))
        return View(sent, sum(octets), told["paint"], told["shift"])


def _stands(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(_STANDS)
    return found
