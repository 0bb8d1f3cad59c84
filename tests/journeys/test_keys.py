"""Tokens and webhooks in a browser: made, shown once, taken back; refused without a script."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from pulau.apps.people.contract import issue_token
from pulau.apps.worksheets.models import WebhookDelivery
from pulau.apps.worksheets.selectors import webhooks_for
from pulau.apps.worksheets.services import webhooks as services
from tests.house import House, build_house
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PULAU_TEST_SHOTS")
HOOK = "https://sistem-terpadu.tanjungsagara.example.id/layanan/zona-integritas/pulau?kunci=perubahan-lembar-kerja"


@pytest.fixture
def lived_in(transactional_db: None) -> House:
    """A house whose people have tokens and a webhook with a history."""
    house = build_house()
    for name in ("Dasbor daerah", "Penarik data bulanan dari aplikasi kepegawaian yang namanya panjang"):
        issue_token(actor=house.actors["hana"], name=name, now=timezone.now(), days=90)
    hook = services.add_webhook(actor=house.actors["hana"], url=HOOK, events=["score.changed"], now=timezone.now())
    rows = WebhookDelivery.objects.for_actor(house.actors["hana"])
    tries = [("delivered", "", 200, 1), ("pending", "unreachable", None, 2), ("failed", "status", 500, 6)]
    for state, problem, status, attempts in tries:
        rows.create(
            webhook_id=hook.pk, event="score.changed", body="{}", created_at=timezone.now(), state=state,
            attempts=attempts, next_at=timezone.now(), last_status=status, last_problem=problem,
        )  # fmt: skip
    return house


def signed_in(page: Page, house: House, server: LiveServer, who: str, path: str) -> Page:
    """The page at a path, as somebody who has signed in."""
    cookie = house.client(who).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server.url}])
    page.goto(f"{server.url}{path}")
    return page


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_keys_is_accessible_and_fits(
    lived_in: House, live_server: LiveServer, visit: Visit, axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], int], width: int,
) -> None:  # fmt: skip
    hook = webhooks_for(lived_in.actors["hana"])[0]
    paths = {"tokens": "/token", "hooks": "/webhook", "hook": f"/webhook/{hook.pk}",
             "confirm": f"/webhook/{hook.pk}/yakin/hapus"}  # fmt: skip
    page = visit("/masuk", width=width)
    for name, path in paths.items():
        signed_in(page, lived_in, live_server, "hana", path)
        shoot(page, f"{name}-{width}")
        assert axe(page) == [], path
        assert too_wide(page) == 0, path


def test_a_token_is_made_shown_once_and_revoked(
    lived_in: House, live_server: LiveServer, visit: Visit, axe: Callable[[Page], list[str]]
) -> None:
    page = signed_in(visit("/masuk", width=390), lived_in, live_server, "ayu", "/token")
    page.get_by_label("Untuk apa").fill("Dasbor")
    page.get_by_role("button", name="Buat token").click()
    assert page.locator(".secret code").inner_text().startswith("pulau_")
    assert "pulau_" not in page.url
    shoot(page, "token-made-390")
    assert axe(page) == []
    page.get_by_role("link", name="Sudah disalin, kembali").click()
    page.get_by_role("link", name="Cabut Dasbor").click()
    shoot(page, "token-revoke-390")
    assert axe(page) == []
    page.get_by_role("button", name="Cabut token ini").click()
    page.get_by_text("Token dicabut").wait_for()
    page.get_by_text("Belum ada token").wait_for()


def test_an_address_that_cannot_be_used_is_told_beside_the_field(
    lived_in: House, live_server: LiveServer, browser: Browser
) -> None:
    # A window of its own: its console tells the refusal (422), which is meant here.
    with browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}) as window:
        page = signed_in(window.new_page(), lived_in, live_server, "hana", "/webhook")
        page.get_by_role("textbox", name="Alamat").fill("http://sistem.example.id/")
        page.get_by_label("Nilai berubah").check()
        page.get_by_role("button", name="Tambah").click()
        shoot(page, "hooks-refused-1280")
        assert page.get_by_role("textbox", name="Alamat").input_value() == "http://sistem.example.id/"
        assert page.get_by_label("Nilai berubah").is_checked()
        page.locator("#alamat-galat").get_by_text("tidak memakai https").wait_for()
