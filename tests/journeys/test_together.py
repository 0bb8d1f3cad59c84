"""Working together in real browsers: a comment that names somebody, its reading, a return to an earlier answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from pulau.apps.worksheets.models import Comment, Mention
from pulau.apps.worksheets.selectors import answers_of
from tests.house import House
from tests.journeys.looks import ON_DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ITEM = "P1.i.b"
PAGE = f"/lke/disdukcapil/2026/butir/{ITEM}"
Sit = Callable[..., Page]


@pytest.fixture
def sit(browser: Browser, live_server: LiveServer, house: House) -> Iterator[Sit]:
    """Open a page as one of the house's people, in a browser of their own."""
    with ExitStack() as windows:

        def open_page(
            who: str, path: str = PAGE, *, width: int = 1280, javascript: bool = True, language: str = "id"
        ) -> Page:
            context = windows.enter_context(
                browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
            )
            session = house.client(who).cookies[settings.SESSION_COOKIE_NAME].value
            cookies = {settings.SESSION_COOKIE_NAME: session, "pulau_language": language}
            for name, value in cookies.items():
                context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
            page = context.new_page()
            page.goto(f"{live_server.url}{path}")
            return page

        yield open_page


def people_talk(house: House, sit: Sit) -> Page:
    """Let Ayu tell Fajar something, on a phone and without scripts."""
    page = sit("ayu", width=390, javascript=False)
    page.get_by_label("Tulis komentar").fill("Baris satu\n\nbaris dua <b>tebal</b>")
    page.get_by_text("Pilih siapa yang diberi tahu").click()
    page.get_by_role("checkbox", name="Fajar Prakoso").check()
    page.get_by_role("button", name="Kirim komentar").click()
    return page


def test_a_comment_names_somebody_who_reads_it_and_says_so(house: House, sit: Sit) -> None:
    page = people_talk(house, sit)
    comment = Comment.objects.for_actor(house.actors["ayu"]).get()
    assert page.url.endswith(f"#komentar-{comment.pk}")
    expect(page.locator(".msg .said")).to_have_text("Baris satu\n\nbaris dua <b>tebal</b>", use_inner_text=True)
    fajar = sit("fajar", "/sebutan", width=390, javascript=False)
    fajar.get_by_role("link", name="Butir A.I.1.i.b").click()
    expect(fajar.get_by_text("Menyebut Anda")).to_be_visible()
    fajar.get_by_role("button", name="Tandai sudah dibaca").click()
    expect(fajar.locator(f"#komentar-{comment.pk}")).to_be_visible()
    expect(fajar.get_by_text("Menyebut Anda")).to_have_count(0)
    assert Mention.objects.for_actor(house.actors["ayu"]).get().read_at is not None


def test_an_at_sign_offers_names_that_keys_can_choose(house: House, sit: Sit) -> None:
    page = sit("ayu")
    text, offered = page.get_by_label("Tulis komentar"), page.get_by_role("group", name="Nama yang cocok")
    text.press_sequentially("Surat ke a@f, tanya @f")
    expect(offered.get_by_role("button")).to_have_text(["@Fajar Prakoso"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(text).to_have_value("Surat ke a@f, tanya @Fajar Prakoso ")
    expect(offered).to_be_hidden()
    text.press_sequentially("dan @")
    expect(offered.get_by_role("button")).to_have_count(4)
    page.keyboard.press("Escape")
    expect(offered).to_be_hidden()
    page.get_by_role("button", name="Kirim komentar").click()
    expect(page.get_by_text("Diberi tahu: Fajar Prakoso")).to_be_visible()


def test_what_others_say_and_change_arrives_while_one_writes(house: House, sit: Sit) -> None:
    page = sit("fajar")
    expect(page.get_by_text("Belum ada komentar")).to_be_visible()
    page.get_by_label("Tulis komentar").fill("Setengah kal")
    people_talk(house, sit)
    house.answer("gita", {ITEM: "B"})
    ayu = sit("ayu")
    with ayu.expect_response("**/denyut?*"):
        ayu.evaluate("htmx.trigger('#denyut', 'denyut')")
    for _beat in range(2):
        with page.expect_response("**/denyut?*"):
            page.evaluate("htmx.trigger('#denyut', 'denyut')")
    expect(page.locator(".msg")).to_have_count(1)
    expect(page.get_by_text("Belum ada komentar")).to_be_hidden()
    expect(page.locator("#hadir")).to_contain_text("Ayu Larasati di area 1")
    expect(page.locator("#baru")).to_contain_text("berubah sejak Anda membuka halaman ini")
    expect(page.get_by_label("Tulis komentar")).to_have_value("Setengah kal")


def test_an_earlier_answer_comes_back_by_keyboard_and_a_change_meanwhile_is_asked_about(house: House, sit: Sit) -> None:
    for value in ("A", "B"):
        house.answer("ayu", {ITEM: value})
    page = sit("fajar")
    house.answer("gita", {ITEM: "C"})
    page.locator("#versi-1").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Gita Permata mengubah butir ini")
    assert answers_of(house.sheet)[ITEM].value == "C"
    page.get_by_role("button", name="Kembalikan versi 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#versi-4")).to_contain_text("Dikembalikan dari versi 1")
    assert answers_of(house.sheet)[ITEM].value == "A"


@pytest.mark.parametrize(("width", "language"), ON_DESK)
def test_the_pages_are_accessible_and_not_too_wide(
    house: House,
    sit: Sit,
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], int],
    width: int,
    language: str,
) -> None:
    house.answer("ayu", {ITEM: "B"})
    house.answer("ayu", {ITEM: "A"})
    people_talk(house, sit)
    for path in (PAGE, f"{PAGE}x", "/sebutan"):
        page = sit("fajar", path, width=width, language=language)
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        assert axe(page) == []
        assert too_wide(page) == 0
