"""The first steps: the tour on the real screens, and what is shown where there is nothing yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from pulau.foundation.accounts.models import User
from tests.house import House
from tests.journeys.conftest import Visit
from tests.journeys.looks import TONGUES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Open = Callable[..., Page]


@pytest.fixture
def sign_in(house: House, visit: Visit, live_server: LiveServer) -> Open:
    def opened(who: str, path: str, *, width: int = 1280, language: str = "id", javascript: bool = True) -> Page:
        page = visit("/hitung", width=width, language=language, javascript=javascript)
        session = house.client(who).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")
        return page

    return opened


@pytest.mark.parametrize("javascript", [True, False])
def test_the_tour_is_walked_by_keyboard_and_ends_for_good(sign_in: Open, house: House, *, javascript: bool) -> None:
    page = sign_in("ayu", "/lke", javascript=javascript)
    page.get_by_role("link", name="Mulai panduan").press("Enter")
    panel = page.get_by_role("complementary", name="Panduan awal")
    for number in range(1, 5):
        expect(panel).to_contain_text(f"langkah {number} dari 5")
        page.wait_for_load_state()  # what is named behind the # takes the focus when it is there
        panel.get_by_role("link", name="Lanjut").press("Enter")
    expect(panel).to_contain_text("langkah 5 dari 5")
    panel.get_by_role("button", name="Selesai").press("Enter")
    expect(panel).to_have_count(0)
    assert page.url.endswith("/lke/disdukcapil/2026/unduh")
    assert User.objects.get(pk=house.users["ayu"].pk).tour_ended_at is not None


def test_skipping_leaves_the_person_where_they_were(sign_in: Open, house: House) -> None:
    page = sign_in("ayu", house.address("rencana?panduan=4"))
    page.get_by_role("button", name="Lewati").click()
    page.wait_for_url("**/rencana")
    assert User.objects.get(pk=house.users["ayu"].pk).tour_ended_at is not None


@pytest.mark.parametrize(("width", "language"), TONGUES)
@pytest.mark.parametrize("path", ["/lke", "/lke?panduan=1", "/lke/disdukcapil/2026/area/1?panduan=2"])
def test_the_panel_is_accessible_and_fits(
    sign_in: Open,
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], int],
    path: str,
    language: str,
    width: int,
) -> None:
    page = sign_in("ayu", path, width=width, language=language)
    assert axe(page) == []
    assert too_wide(page) == 0


def test_the_panel_covers_nothing(sign_in: Open, house: House) -> None:
    page = sign_in("ayu", house.address("?panduan=3"), width=390)
    panel = page.locator("#panduan").bounding_box()
    heading = page.locator("#putusan").bounding_box()
    assert panel is not None
    assert heading is not None
    assert panel["y"] + panel["height"] <= heading["y"]


def test_who_has_no_duty_finds_a_way_on(sign_in: Open, house: House) -> None:
    page = sign_in("joko", "/lke")
    expect(page.get_by_text("Belum ada lembar kerja")).to_be_visible()
