"""The search, the calendar, practices and the monitor: accessible, never too wide, and walked by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from pulau.apps.portal.models import Follower
from pulau.apps.portal.monitor.following import ask, confirm_token, leave_token
from pulau.apps.portal.narrowing import Wish
from pulau.apps.publication.models import EventKind
from tests.apps.portal.finding import ago, town, watched
from tests.apps.portal.published import event, practice
from tests.journeys.conftest import Visit
from tests.journeys.looks import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Scheme = Literal["light", "dark"]
SUGGESTED = ".suggestions [role=option]"


def furnished() -> list[str]:
    """Publish something for every page, and return their paths."""
    town()
    units = watched()
    made = practice(units["aktif"], "Nomor antrean dari rumah yang namanya panjang sekali supaya melipat")
    told = {
        "title": "Pencanangan",
        "place": "Pendopo",
        "starts": "09:00",
        "zone": "WIB",
        "stream": "https://video.example/1",
    }
    event(units["belum"], EventKind.CEREMONY, ago(-5), **told)
    event(units["belum"], EventKind.CALLED_OFF, ago(-9), **told)
    event(units["aktif"], EventKind.DECLARED, ago(10), **told)
    return [
        "/zona", "/zona?cari=dinas", "/zona?cari=rumha+skit", "/zona?wilayah=97.01", "/agenda", "/agenda?bulan=2019-01",
        "/praktik", f"/praktik/{made.code}", "/pantau", "/pantau?wilayah=97&jenis=election-office",
        "/pantau/langganan?wilayah=97", "/pantau/langganan/terkirim",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits(
    visit: Visit, axe: Callable[[Page], list[str]], too_wide: Callable[[Page], int], width: int, scheme: Scheme
) -> None:
    paths = furnished()
    page = visit(paths[0], width=width, scheme=scheme, language="id" if width < 1_000 else "en")
    start = page.url.removesuffix(paths[0])
    found = []
    for path in paths:
        page.goto(f"{start}{path}")
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        told = (path, axe(page), too_wide(page))
        found += [told] if told[1:] != ([], 0) else []
    assert found == []


def test_enlarged_to_400_percent_nothing_is_scrolled_sideways(visit: Visit, too_wide: Callable[[Page], int]) -> None:
    paths = furnished()
    page = visit(paths[0], width=320, javascript=False)
    start = page.url.removesuffix(paths[0])
    assert {path: too_wide(page) for path in paths if page.goto(f"{start}{path}")} == dict.fromkeys(paths, 0)


@pytest.mark.parametrize("path", ["/", "/zona"])
def test_suggestions_are_chosen_by_keyboard_and_announced(
    visit: Visit, axe: Callable[[Page], list[str]], path: str
) -> None:
    furnished()
    page = visit(path)
    field = page.get_by_role("combobox", name="Cari unit" if path == "/" else "Nama unit")
    field.focus()
    page.keyboard.type("dinas")
    options = page.locator(SUGGESTED)
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("2 saran. Pilih dengan panah atas dan bawah.")).to_be_attached()
    page.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "cari-saran-0")
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None, "after the last comes the field itself"
    page.keyboard.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.input_value() == "dinas", "what was typed is still there"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zona/sagara/**")


def test_enter_without_a_choice_searches(visit: Visit) -> None:
    furnished()
    page = visit("/zona")
    page.get_by_role("combobox", name="Nama unit").focus()
    page.keyboard.type("rsud")
    expect(page.locator(SUGGESTED).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/zona?cari=rsud**")
    expect(page.get_by_role("heading", name="2 unit")).to_be_visible()


def test_a_suggestion_is_opened_by_a_press_and_closed_by_leaving(visit: Visit) -> None:
    furnished()
    page = visit("/zona", width=390)
    page.get_by_role("combobox", name="Nama unit").fill("muara")
    expect(page.locator(SUGGESTED).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(SUGGESTED).first).to_be_hidden()
    page.get_by_role("combobox", name="Nama unit").fill("rsud muara")
    page.get_by_role("option", name="RSUD Muara Lain").click()
    page.wait_for_url("**/zona/muara/rsud-muara")


def test_without_scripts_a_citizen_finds_the_office_in_their_town(visit: Visit) -> None:
    furnished()
    page = visit("/zona", width=390, javascript=False)
    page.get_by_label("Provinsi").select_option("97")
    page.get_by_role("button", name="Pilih provinsi").click()
    page.get_by_label("Kabupaten atau kota").select_option("97.71")
    page.get_by_role("button", name="Tampilkan unit").click()
    page.get_by_role("link", name="RSUD Muara Lain").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("RSUD Muara Lain")


def test_the_monitor_is_walked_by_keyboard_without_scripts(visit: Visit) -> None:
    furnished()
    page = visit("/pantau", javascript=False)
    page.get_by_label("Wilayah").first.select_option("97")
    page.get_by_label("Jenis unit").select_option("election-office")
    page.get_by_role("button", name="Pantau", exact=True).first.press("Enter")
    expect(page.get_by_role("heading", name="7 unit: 5 dicanangkan, 1 diam.")).to_be_visible()
    page.get_by_role("link", name="Kabari saya lewat surel").press("Enter")
    page.get_by_label("Alamat surel").fill("warga@contoh.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Periksa kotak surat Anda")).to_be_visible()


def test_the_link_of_a_letter_begins_and_ends_by_one_press_each(visit: Visit) -> None:
    """A page that told the browser to name no origin could send no form: the press was refused."""
    furnished()
    ask(address="warga@contoh.example", source="1", language="id", wish=Wish(), now=timezone.now())
    row = Follower.objects.get()
    page = visit(f"/pantau/langganan/{row.pk}/{confirm_token(row)}", width=390)
    page.get_by_role("button", name="Ya, kirimi saya").click()
    expect(page.get_by_role("heading", name="Pantauan Anda aktif")).to_be_visible()
    page = visit(f"/pantau/berhenti/{row.pk}/{leave_token(row.pk)}", width=390)
    page.locator("main form button").click()
    expect(page.get_by_role("heading", name="Anda berhenti menerima pantauan ini")).to_be_visible()
    assert not Follower.objects.exists()
