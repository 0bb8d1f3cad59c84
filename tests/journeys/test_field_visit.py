"""A phone in the field: two lines and a photo without a network, the page opened anew, and all of it arrives once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from pulau.apps.assessments.contract import Level
from pulau.apps.visits.models import Finding, Photo, Visit
from pulau.core.workflow.assessment import FIELD
from pulau.foundation import storage
from tests.apps.assessments.court import Court, court
from tests.apps.visits.visiting import BASE, assign, picture, planned

__all__ = ["court"]

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
IS_KEPT = "caches.keys().then((names) => names.length && caches.match(location.href)).then(Boolean)"


@pytest.fixture
def visit(court: Court, tmp_path: Path, settings: Any) -> Visit:  # noqa: ANN401 - pytest-django hides its type
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    court.stand_at(FIELD)
    assign(court, Level.TPN_FIELD, "tia", "umar")
    return planned(court)


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, court: Court) -> Iterator[BrowserContext]:
    cookie = court.at_work("umar").cookies["sessionid"].value
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        yield context


def kept_on_the_phone(page: Page) -> None:
    """Wait until the worker has the page; the page's policy forbids playwright's own way of waiting."""
    for _ in range(100):
        if page.evaluate(IS_KEPT):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page was not kept")


def test_two_lines_and_a_photo_without_a_network_arrive_once(
    court: Court,
    visit: Visit,
    phone: BrowserContext,
    live_server: LiveServer,
    tmp_path: Path,
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], int],
) -> None:
    page = phone.new_page()
    page.goto(f"{live_server.url}{BASE}/{visit.pk}/catat")
    kept_on_the_phone(page)
    chosen = tmp_path / "loket.jpg"
    chosen.write_bytes(picture(60))

    phone.set_offline(True)
    first, second = page.locator("#b-1a"), page.locator("#b-1b")
    first.get_by_label("Ya", exact=True).check()
    second.get_by_label("Sebagian").check()
    second.get_by_label("Yang terlihat").fill("Target ada di ruang rapat saja")
    second.get_by_label("Yang terlihat").blur()
    photo = page.locator("form[data-photo]")
    photo.locator("input[type=file]").set_input_files(chosen)
    photo.get_by_label("Tidak ada").check()
    photo.get_by_label("Keterangan").fill("Ruang layanan")
    photo.get_by_role("button", name="Simpan foto").click()
    for line in (first, second):
        expect(line.locator("[data-state]")).to_have_text("Tersimpan di ponsel")
    expect(page.locator("[data-queue] li")).to_contain_text(["Ruang layanan: Tersimpan di ponsel"])

    page.reload()
    expect(first.get_by_label("Ya", exact=True)).to_be_checked()
    expect(second.get_by_label("Yang terlihat")).to_have_value("Target ada di ruang rapat saja")
    for line in (first, second):
        expect(line.locator("[data-state]")).to_have_text("Tersimpan di ponsel")
    expect(page.locator("[data-net]")).to_contain_text("Tanpa jaringan")
    expect(page.locator("[data-queue] li")).to_have_count(1)
    assert axe(page) == []
    assert too_wide(page) == 0
    assert not Finding.objects.for_tenant(court.tenant).exists()

    phone.set_offline(False)
    for line in (first, second):
        expect(line.locator("[data-state]")).to_have_text("Terkirim", timeout=30_000)
    expect(page.locator("[data-queue] li")).to_have_count(0, timeout=30_000)
    expect(second.locator("[data-known]")).to_contain_text("Umar Hadi")
    page.reload()
    expect(second.get_by_label("Yang terlihat")).to_have_value("Target ada di ruang rapat saja")
    expect(page.locator("[data-outbox-state]")).to_have_text("")
    rows = Finding.objects.for_tenant(court.tenant).order_by("line").values_list("line", "seen", "version")
    assert list(rows) == [("1a", "yes", 1), ("1b", "partly", 1)]
    found = Photo.objects.for_tenant(court.tenant).get()
    assert (found.digest, found.faces) == (storage.digest_of(picture(60)), False)

    page.goto(live_server.url + reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    page.wait_for_url(lambda url: "keluar" not in url)
    assert page.evaluate("caches.keys()") == []  # who opens the phone next is somebody else
