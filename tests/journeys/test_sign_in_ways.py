"""Signing in by passkey, by app code and by an agency's single sign-on, in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.foundation.codes import code_of, forget_used
from tests.foundation.provider import PROVIDER_PASSWORD, Provider, running_provider
from tests.house import PASSWORD, House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], list[str]]


@contextmanager
def window(browser: Browser, width: int = 1280) -> Iterator[Page]:
    """A fresh window with an authenticator that checks a finger; what the console complains about fails."""
    complaints: list[str] = []
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
    assert complaints == []


def add_authenticator(page: Page) -> Any:  # noqa: ANN401 - playwright's session
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def home(live_server: LiveServer) -> str:
    """The server by its name: browsers make no passkeys for a bare address."""
    return f"http://localhost:{live_server.thread.port}"


def is_inside(address: str) -> bool:
    """Whether the sign-in is over."""
    return "/masuk" not in address


def by_password(page: Page, site: str, who: str) -> None:
    page.goto(f"{site}/masuk")
    page.get_by_label("Surel atau NIP").fill(f"{who}@uji.example.id")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_an_administrator_is_led_to_a_passkey_and_signs_in_by_it(
    browser: Browser, live_server: LiveServer, house: House, axe: Axe
) -> None:
    site = home(live_server)
    with window(browser) as page:
        add_authenticator(page)
        by_password(page, site, "hana")
        page.wait_for_url("**/akun/faktor-kedua")
        assert axe(page) == []
        page.get_by_role("link", name="Passkey").click()
        assert axe(page) == []
        page.get_by_label("Nama untuk passkey ini").fill("Laptop kantor")
        page.get_by_role("button", name="Buat passkey").click()
        page.wait_for_url("**/akun/kode-pemulihan")
        assert page.locator("[data-recovery-codes] li").count() == 10
        assert axe(page) == []
        page.get_by_role("link", name="Sudah saya simpan").click()
        assert page.get_by_text("Laptop kantor").is_visible()
        assert axe(page) == []
        page.goto(f"{site}/keluar")
        page.get_by_role("button", name="Keluar").click()
        assert axe(page) == []
        page.get_by_role("button", name="Masuk dengan passkey").click()
        page.wait_for_url(is_inside)
        page.goto(f"{site}/akun/riwayat")
        assert page.get_by_text("passkey").first.is_visible()
        assert axe(page) == []
        page.goto(f"{site}/akun/konfirmasi")
        page.get_by_role("button", name="Pakai passkey").click()
        page.wait_for_url("**/akun/keamanan")
        page.goto(f"{site}/keluar")
        page.get_by_role("button", name="Keluar").click()
        by_password(page, site, "hana")
        page.wait_for_url("**/masuk/kode")
        page.get_by_role("button", name="Pakai passkey").click()
        page.wait_for_url(is_inside)


def test_a_code_of_the_app_is_set_up_and_asked_for(
    browser: Browser, live_server: LiveServer, house: House, axe: Axe, too_wide: Callable[[Page], int]
) -> None:
    site = home(live_server)
    with window(browser, width=390) as page:
        by_password(page, site, "ayu")
        page.wait_for_url(is_inside)
        page.goto(f"{site}/akun/keamanan")
        assert too_wide(page) == 0
        page.get_by_role("link", name="Pasang kode aplikasi").click()
        assert too_wide(page) == 0
        assert axe(page) == []
        secret = page.locator("[data-totp-secret]").inner_text().replace(" ", "")
        page.get_by_label("Kode enam angka").fill(code_of(secret))
        page.get_by_role("button", name="Pasang").click()
        page.wait_for_url("**/akun/kode-pemulihan")
        page.goto(f"{site}/akun/sesi")
        assert page.get_by_text("Ini yang Anda pakai").is_visible()
        assert too_wide(page) == 0
        assert axe(page) == []
        page.goto(f"{site}/keluar")
        page.get_by_role("button", name="Keluar").click()
        forget_used()
        by_password(page, site, "ayu")
        page.wait_for_url("**/masuk/kode")
        assert axe(page) == []
        page.get_by_label("Kode").fill(code_of(secret))
        page.get_by_role("button", name="Lanjut").click()
        page.wait_for_url(is_inside)


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running_provider(tmp_path_factory.mktemp("sso")) as found:
        yield found


def test_the_agencys_own_sign_on_lets_its_people_in(
    browser: Browser, live_server: LiveServer, house: House, axe: Axe, provider: Provider
) -> None:
    site = home(live_server)
    provider.know("ayu@uji.example.id", site)
    with override_settings(SOCIALACCOUNT_PROVIDERS=provider.settings(["uji.example.id"])), window(browser) as page:
        page.goto(f"{site}/masuk?next=/lke")
        page.get_by_role("link", name="Masuk lewat SSO Uji").click()
        page.locator("input[name=login]").fill("ayu@uji.example.id")
        page.locator("input[name=password]").fill(PROVIDER_PASSWORD)
        page.locator("button[type=submit]").first.click()
        page.wait_for_url(f"{site}/lke")
        page.goto(f"{site}/akun/riwayat")
        assert page.get_by_text("SSO instansi").is_visible()
        page.goto(f"{site}/akun/konfirmasi")
        assert axe(page) == []
