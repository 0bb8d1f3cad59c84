"""Walking through a page by keyboard: what Tab reaches, in which order, and whether one sees where one is."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from playwright.sync_api import Page

MORE: Final = 12
"""Presses beyond what is expected: boxes that scroll are stops too."""
_EXPECTED: Final = """() => {
  const wanted = "a[href], button, input, select, textarea, summary, iframe, [contenteditable], [tabindex]";
  const reached = (element) => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden"
    && element.checkVisibility({ visibilityProperty: true }) && element.closest("[inert]") === null;
  const radio = (element) => element.type === "radio" && element.name;
  const named = (element) => [...document.getElementsByName(element.name)];
  const group = (element) => named(element).filter((other) => other.form === element.form);
  const stop = (element) => !radio(element) || element.checked
    || (!group(element).some((other) => other.checked) && group(element)[0] === element);
  window.stops = [...document.querySelectorAll(wanted)].filter(reached).filter(stop);
  document.activeElement.blur();
  getSelection().removeAllRanges();
  scrollTo(0, 0);
  const unseen = (box) => box.width <= 1 || box.height <= 1 || box.bottom <= 0;
  window.appearing = new Set(window.stops.filter((element) => unseen(element.getBoundingClientRect())));
  return window.stops.length;
}"""
_STEP: Final = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const ringed = (one) => {
    if (window.appearing.has(one)) return true; // only seen while one is there: the way past the header
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
  };
  const boxes = [...element.getClientRects()].filter((box) => box.width >= 1 && box.height >= 1);
  const within = (low, high, most) => high > 1 && low < most - 1;
  const inside = boxes.find((box) =>
    within(box.top, box.bottom, innerHeight) && within(box.left, box.right, innerWidth));
  let covered = "";
  if (inside) {
    const middle = (low, high, most) => (Math.max(low, 0) + Math.min(high, most)) / 2;
    const seen = document.elementFromPoint(
      middle(inside.left, inside.right, innerWidth), middle(inside.top, inside.bottom, innerHeight));
    if (seen && !element.contains(seen) && !seen.contains(element)) covered = seen.outerHTML.slice(0, 80);
  }
  return {
    at: window.stops.indexOf(element),
    html: element.outerHTML.slice(0, 120),
    target: element.getAttribute("href") || "",
    visible: Boolean(inside),
    covered,
    ring: [element, ...(element.labels || []), element.parentElement].filter(Boolean).some(ringed),
  };
}"""


def walk(page: Page) -> list[str]:
    """Press Tab through the whole page; returns what is wrong, in words.

    Each stop is reached in the order of the page, stands in the window with a ring around it, under nothing else, and
    the last one leads out again. Where the page has a way past its header, that is the first stop.
    """
    expected = int(page.evaluate(_EXPECTED))
    wrong: list[str] = []
    met: list[int] = []
    stops: list[dict[str, Any]] = []
    for _press in range(expected + MORE):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STEP)
        if stop is None or (met and stop["at"] == met[0]):
            break
        if stops and stop["at"] == stops[-1]["at"] >= 0:
            continue  # within a field of a date: its day, month and year are stops of the browser's own
        stops.append(stop)
        met += [stop["at"]] if stop["at"] >= 0 else []
        wrong += _faults(stop)
    else:
        wrong.append(f"there is no way out after {stops[-1]['html']}" if stops else "nothing is reached")
    if met != list(range(expected)):
        wrong.append(f"{expected} stops, reached {_told(met)}")
    if stops and page.locator("header nav").count() and not stops[0]["target"].startswith("#"):
        wrong.append(f"the first stop leads past nothing: {stops[0]['html']}")
    return wrong


def _faults(stop: dict[str, Any]) -> list[str]:
    found = [] if stop["visible"] else [f"not in the window: {stop['html']}"]
    found += [f"under {stop['covered']}: {stop['html']}"] if stop["covered"] else []
    found += [] if stop["ring"] else [f"no ring: {stop['html']}"]
    return found


def _told(met: list[int]) -> str:
    """Say where an order breaks."""
    breaks = [f"{one} → {other}" for one, other in pairwise(met) if other != one + 1]
    return f"{len(met)}, {', '.join(breaks[:5])}" if breaks else str(len(met))
