"""On a shared computer: what was typed and not saved goes when its person signs out."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_signing_out_takes_the_drafts_on_the_device_along(
    browser: Browser, live_server: LiveServer, house: House
) -> None:
    with browser.new_context() as context:
        session = house.client("ayu").cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}{house.address('area/1')}")
        page.evaluate("localStorage.setItem('pulau:belum:seseorang:lembar:P1.i.b', '[]')")
        page.goto(f"{live_server.url}/keluar")
        assert page.evaluate("localStorage.length") == 1
        page.get_by_role("button", name="Keluar").click()
        page.wait_for_url("**/masuk")
        assert page.evaluate("localStorage.length") == 0
