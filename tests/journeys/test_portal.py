"""The portal's main pages in a browser: accessible, never wider than the screen, light, and walked by a citizen."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

import pulau.foundation.ui
from pulau.apps.publication.models import EventKind, PublishedUnit
from tests.apps.portal.published import REVOKED, YEARS_TOLD, event, figures, scored, telling_unit, unit
from tests.journeys.conftest import Visit
from tests.journeys.looks import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = (
    *("/", "/wilayah", "/wilayah/97", "/wilayah/97.01?isi=instansi", "/zona/sagara", "/zona/sagara?predikat=wbbm"),
    *("/zona/sagara/disdukcapil", "/zona/sagara/disdukcapil?tahun=2024", "/zona/sagara/dinsos", "/apa-yang-terbuka"),
)
MOST_BYTES = 100 * 1024
BUILT = Path(pulau.foundation.ui.__path__[0]) / "static"
MOST_REQUESTS = 6


def packed(address: str) -> int:
    """Return how many bytes of a built file travel to a browser that takes gzip."""
    file = BUILT / urlsplit(address).path.removeprefix("/static/")
    small = file.with_name(f"{file.name}.gz")
    return (small if small.exists() else file).stat().st_size


@pytest.fixture
def told() -> PublishedUnit:
    """A country in which something happened."""
    row = telling_unit()
    of = row.agency
    of.facts = YEARS_TOLD
    of.save()
    gone = unit(of, "dinsos", facts={"titles": [REVOKED]}, silent=True, name="Dinas Sosial")
    scored(gone, 2025, "revoked", internal_total=None)
    event(gone, EventKind.REVOKED, date(2025, 11, 21), title="WBK", decree="588 Tahun 2025")
    for number, declared in ((2024, 1_392), (2025, 2_760), (2026, 3_412)):
        figures(number=number, units=5_000, agencies=60, declared=declared, granted_wbk=number - 1_800, silent=12)
        figures("97", number, declared=3, wbk=1)
        figures("32", number, declared=30, wbk=20, wbbm=4)
    return row


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits(
    visit: Visit,
    told: PublishedUnit,
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], int],
    width: int,
    scheme: str,
) -> None:
    found: list[object] = []
    page = visit("/istilah", width=width, scheme="dark" if scheme == "dark" else "light", language="en")
    start = page.url.removesuffix("/istilah")
    for path in PAGES:
        with page.expect_response(f"{start}{path}"):
            page.goto(f"{start}{path}")
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        told_of = (path, axe(page), too_wide(page))
        if told_of[1:] != ([], 0):
            found.append(told_of)
    assert found == []


def test_a_citizen_finds_an_office_by_its_region_and_sees_what_was_revoked(visit: Visit, told: PublishedUnit) -> None:
    page = visit("/", width=390, javascript=False)
    page.get_by_role("link", name="Nusa Bahari (rekaan): 1 unit").click()
    page.get_by_role("link", name="Kabupaten Tanjung Sagara").first.click()
    page.get_by_role("link", name="Dinas Sosial").click()
    expect(page.get_by_text("Predikat WBK dicabut pada 21 November 2025", exact=True)).to_be_visible()
    page.get_by_text("Bagaimana nilai ini dihitung?").click()
    expect(page.get_by_text("1 dari 3 nilai minimal WBK tercapai.")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="In one minute")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/zona/sagara/disdukcapil"])
def test_the_first_view_asks_for_little(visit: Visit, told: PublishedUnit, path: str) -> None:
    page = visit("/istilah", width=390)
    start = page.url.removesuffix("/istilah")
    page.context.clear_cookies()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: list[str] = []
    session.on("Network.requestWillBeSent", lambda told: asked.append(told["request"]["url"]))
    page.goto(f"{start}{path}", wait_until="networkidle")
    ours = [address for address in asked if "favicon" not in address and not address.startswith("data:")]
    assert len(ours) <= MOST_REQUESTS, ours
    octets = len(gzip.compress(page.content().encode())) + sum(packed(address) for address in ours[1:])
    assert octets <= MOST_BYTES
