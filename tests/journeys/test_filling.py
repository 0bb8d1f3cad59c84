"""The worksheet filled in real browsers: alone, together, without connection, without a session, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Protocol

import pytest
from django.conf import settings
from django.db import OperationalError
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from pulau.apps.worksheets.selectors import answers_of, history_of
from pulau.apps.worksheets.views import area
from pulau.exchange.packs import load_pack
from tests.exchange.answers_for import answers_for
from tests.house import PASSWORD, REGULATION, House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AREA_1 = "/lke/disdukcapil/2026/area/1"


class SitDown(Protocol):
    """Opens a page as one of the house's people, in a browser of their own."""

    def __call__(
        self, who: str | None, path: str = AREA_1, *, width: int = 1280, javascript: bool = True, language: str = "id"
    ) -> Page: ...


@pytest.fixture
def sit_down(browser: Browser, live_server: LiveServer, house: House) -> Iterator[SitDown]:
    """Open windows in which people have signed in."""
    with ExitStack() as windows:

        def open_page(
            who: str | None,
            path: str = AREA_1,
            *,
            width: int = 1280,
            javascript: bool = True,
            language: str = "id",
        ) -> Page:
            context = windows.enter_context(
                browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
            )
            cookies = [{"name": "pulau_language", "value": language, "url": live_server.url}]
            if who is not None:
                session = house.client(who).cookies[settings.SESSION_COOKIE_NAME].value
                cookies.append({"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url})
            context.add_cookies(cookies)  # type: ignore[arg-type]  # the very keys that playwright asks for
            page = context.new_page()
            page.goto(f"{live_server.url}{path}")
            return page

        yield open_page


def question(page: Page, item: str) -> str:
    return f"#q-{item.replace('.', '-')}"


def choose(page: Page, item: str, option: str) -> None:
    page.locator(f"{question(page, item)} label[for$='-{option}']").click()


def state(page: Page, item: str) -> str:
    return f"#f-{item.replace('.', '-')} .q__state"


def saved(page: Page, item: str) -> None:
    expect(page.locator(state(page, item))).to_contain_text("Tersimpan")


def note_box(page: Page, item: str) -> Locator:
    """Open the note of a question, to be written in."""
    fold = page.locator(f"{question(page, item)} details.fold")
    fold.locator("summary").click()
    return fold.locator("textarea")


def test_an_answer_saves_itself_and_the_score_moves(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    expect(page.locator("#nilai .figure")).to_have_text("0,00")
    choose(page, "P1.i.a", "Ya")
    saved(page, "P1.i.a")
    expect(page.locator("#nilai .figure")).not_to_have_text("0,00")
    expect(page.locator("#n-P1-i")).to_contain_text("1 dari 2")
    assert answers_of(house.sheet)["P1.i.a"].value == "Ya"
    choose(page, "P1.i.a", "Tidak")
    choose(page, "P1.i.a", "Ya")  # faster than the answers come back
    page.wait_for_timeout(600)
    saved(page, "P1.i.a")
    assert answers_of(house.sheet)["P1.i.a"].value == "Ya"
    assert page.locator(".clash").count() == 0


def test_a_note_saves_while_it_is_typed_and_keeps_the_focus(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    choose(page, "P1.i.a", "Ya")
    saved(page, "P1.i.a")
    box = note_box(page, "P1.i.a")
    box.type("Lihat SK 12/2026", delay=10)
    page.wait_for_timeout(1800)
    box.type(" dan lampirannya", delay=10)
    expect(box).to_be_focused()
    expect(box).to_have_value("Lihat SK 12/2026 dan lampirannya")
    page.wait_for_timeout(1800)
    assert answers_of(house.sheet)["P1.i.a"].note == "Lihat SK 12/2026 dan lampirannya"


def test_counts_save_once_all_are_there(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    where = page.locator(question(page, "R1.i.a"))
    where.locator("input[name$=':jumlah_agen']").fill("4")
    where.locator("input[name$=':jumlah_agen']").press("Tab")
    page.wait_for_timeout(400)
    assert "R1.i.a" not in answers_of(house.sheet)
    where.locator("input[name$=':jumlah_perubahan']").fill("3")
    where.locator("input[name$=':jumlah_perubahan']").press("Tab")
    saved(page, "R1.i.a")
    expect(page.locator("#f-R1-i-a")).to_contain_text("75,00%")


def test_three_people_fill_at_once_and_see_the_same_total(sit_down: SitDown, house: House) -> None:
    pages = {who: sit_down(who) for who in ("ayu", "fajar", "gita")}
    for who, item, option in (("ayu", "P1.i.a", "Ya"), ("fajar", "P1.i.b", "A"), ("gita", "P1.ii.a", "Ya")):
        choose(pages[who], item, option)
        saved(pages[who], item)
    for _ in range(2):  # the first tells of oneself, the second brings the others
        for page in pages.values():
            with page.expect_response("**/denyut?*"):
                page.evaluate("htmx.trigger('#denyut', 'denyut')")
    house.sheet.refresh_from_db()
    hundredths = house.sheet.printed["total"]
    for page in pages.values():
        expect(page.locator("#nilai .figure")).to_have_text(f"{hundredths // 100},{hundredths % 100:02d}")
    expect(pages["ayu"].locator("#q-P1-i-b")).to_contain_text("Baru saja diubah oleh Fajar Prakoso.")
    expect(pages["ayu"].locator("#hadir")).to_contain_text("Fajar")


def test_ones_own_change_comes_back_as_no_news(sit_down: SitDown) -> None:
    page = sit_down("ayu")
    page.locator("#o-P1-i-b-A").focus()
    page.keyboard.press("ArrowDown")
    saved(page, "P1.i.b")
    page.evaluate("document.querySelector('#q-P1-i-b').dataset.same = 'yes'")
    page.evaluate("htmx.trigger('#denyut', 'denyut')")
    expect(page.locator("#denyut")).to_have_attribute("hx-get", re.compile("sejak=1&bukti=0$"))
    expect(page.locator("#q-P1-i-b")).to_have_attribute("data-same", "yes")
    expect(page.locator("#o-P1-i-b-B")).to_be_focused()


def test_the_later_of_two_chooses(sit_down: SitDown, house: House) -> None:
    ayu, fajar = sit_down("ayu"), sit_down("fajar")
    choose(fajar, "P1.i.b", "B")
    saved(fajar, "P1.i.b")
    choose(ayu, "P1.i.b", "C")
    clash = ayu.locator("#p-P1-i-b .clash")
    expect(clash).to_contain_text("Milik Fajar Prakoso")
    assert answers_of(house.sheet)["P1.i.b"].value == "B"
    clash.get_by_role("button", name="Simpan milik saya").click()
    saved(ayu, "P1.i.b")
    expect(clash).to_have_count(0)
    assert answers_of(house.sheet)["P1.i.b"].value == "C"
    choose(fajar, "P1.i.b", "A")
    fajar.locator("#p-P1-i-b").get_by_role("button", name="Pakai milik Ayu Larasati").click()
    expect(fajar.locator("#o-P1-i-b-C")).to_be_checked()
    assert [one.value for one in history_of(house.sheet, "P1.i.b")] == ["C", "B"]


def test_a_choice_between_two_is_sent_when_the_connection_is_back(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    house.answer("fajar", {"P1.i.b": "B"})
    choose(page, "P1.i.b", "C")
    clash = page.locator("#p-P1-i-b .clash")
    expect(clash).to_contain_text("Milik Fajar Prakoso")
    page.context.set_offline(True)
    clash.get_by_role("button", name="Simpan milik saya").click()
    expect(page.locator(state(page, "P1.i.b"))).to_contain_text("sambungan terputus")
    page.context.set_offline(False)
    saved(page, "P1.i.b")
    expect(clash).to_have_count(0)
    assert answers_of(house.sheet)["P1.i.b"].value == "C"


def test_news_of_another_does_not_let_what_is_being_written_replace_it(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    choose(page, "P1.i.a", "Ya")
    saved(page, "P1.i.a")
    box = note_box(page, "P1.i.a")
    box.focus()  # from here on the question stays as it is, whatever comes
    house.answer("fajar", {"P1.i.a": "Tidak"})
    with page.expect_response("**/denyut?*"):
        page.evaluate("htmx.trigger('#denyut', 'denyut')")
    expect(page.locator("#denyut")).to_have_attribute("hx-get", re.compile("sejak=2&"))
    box.fill("Lihat SK")
    expect(page.locator("#p-P1-i-a .clash")).to_contain_text("Milik Fajar Prakoso")
    box.fill("Lihat SK 12")  # whoever writes on has not chosen yet
    page.wait_for_timeout(1800)
    assert answers_of(house.sheet)["P1.i.a"].value == "Tidak"
    page.locator("#p-P1-i-a").get_by_role("button", name="Simpan milik saya").click()
    saved(page, "P1.i.a")
    newest = history_of(house.sheet, "P1.i.a")[0]
    assert (newest.value, newest.note) == ("Ya", "Lihat SK 12")
    assert page.locator(".clash").count() == 0


def test_news_from_before_an_answer_changes_nothing_when_it_comes_late(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    choose(page, "P1.i.a", "Ya")
    saved(page, "P1.i.a")
    early = page.request.get(f"{page.url}/denyut?sejak=0&bukti=0")
    choose(page, "P1.i.a", "Tidak")
    expect(page.locator("#v-P1-i-a")).to_have_value("2")
    page.route("**/denyut?*", lambda route: route.fulfill(response=early), times=1)
    page.evaluate("htmx.trigger('#denyut', 'denyut')")
    expect(page.locator("#denyut")).to_have_attribute("hx-get", re.compile("sejak=1&"))
    expect(page.locator("#v-P1-i-a")).to_have_value("2")
    expect(page.locator("#o-P1-i-a-Tidak")).to_be_checked()
    choose(page, "P1.i.a", "Ya")
    expect(page.locator("#v-P1-i-a")).to_have_value("3")
    assert page.locator(".clash").count() == 0
    assert answers_of(house.sheet)["P1.i.a"].value == "Ya"


def test_what_is_typed_without_connection_is_sent_when_it_is_back(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    page.context.set_offline(True)
    choose(page, "P1.i.a", "Ya")
    expect(page.locator(state(page, "P1.i.a"))).to_contain_text("sambungan terputus")
    expect(page.locator(state(page, "P1.i.a"))).to_contain_text("Teks Anda aman")
    assert "P1.i.a" not in answers_of(house.sheet)
    page.context.set_offline(False)
    saved(page, "P1.i.a")
    assert answers_of(house.sheet)["P1.i.a"].value == "Ya"


def test_what_was_taken_while_its_answer_got_lost_is_no_clash_with_oneself(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    choose(page, "P1.i.a", "Ya")
    saved(page, "P1.i.a")

    def lose(route: Route) -> None:
        assert route.fetch().status == 200
        route.abort("connectionreset")

    page.route("**/area/1", lose, times=1)
    box = note_box(page, "P1.i.a")
    with page.expect_event("requestfailed"):
        box.fill("Lihat SK 12")
    assert answers_of(house.sheet)["P1.i.a"].note == "Lihat SK 12"
    box.fill("Lihat SK 12 dan lampirannya")
    expect(page.locator("#v-P1-i-a")).to_have_value("3", timeout=15_000)
    saved(page, "P1.i.a")
    assert page.locator(".clash").count() == 0
    assert [one.note for one in history_of(house.sheet, "P1.i.a")] == ["Lihat SK 12 dan lampirannya", "Lihat SK 12", ""]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_database_that_is_away_for_a_while_loses_nothing(
    sit_down: SitDown, house: House, monkeypatch: pytest.MonkeyPatch, *, javascript: bool
) -> None:
    page = sit_down("ayu", javascript=javascript)

    def away(**_: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(area, "answer_items", away)
        choose(page, "P1.i.b", "A")
        if javascript:
            expect(page.locator(state(page, "P1.i.b"))).to_contain_text("server belum menjawab")
        else:
            page.get_by_role("button", name="Simpan semua").click()
            expect(page.get_by_role("heading", name="Belum tersimpan")).to_be_visible()
        assert answers_of(house.sheet) == {}
    if javascript:
        expect(page.locator(state(page, "P1.i.b"))).to_contain_text("Tersimpan", timeout=15_000)
    else:
        page.get_by_role("button", name="Kirim lagi").click()
        expect(page.get_by_text("1 jawaban tersimpan")).to_be_visible()
    assert answers_of(house.sheet)["P1.i.b"].value == "A"


def test_what_could_not_be_sent_survives_closing_the_page(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    page.context.set_offline(True)
    box = note_box(page, "P1.i.a")
    box.fill("Ditulis di jalan tanpa sinyal")
    box.blur()
    expect(page.locator(state(page, "P1.i.a"))).to_contain_text("Belum tersimpan")
    page.on("dialog", lambda dialog: dialog.accept())
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(page.url)
    saved(again, "P1.i.a")
    assert answers_of(house.sheet)["P1.i.a"].note == "Ditulis di jalan tanpa sinyal"


def test_a_session_that_ended_loses_nothing(sit_down: SitDown, house: House, live_server: LiveServer) -> None:
    page = sit_down("ayu")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    choose(page, "P1.i.a", "Ya")
    expect(page.locator(state(page, "P1.i.a"))).to_contain_text("sesi Anda berakhir")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Masuk di tab baru").click()
    tab = opened.value
    tab.get_by_label("Surel atau NIP").fill("ayu@uji.example.id")
    tab.get_by_label("Kata sandi").fill(PASSWORD)
    tab.get_by_role("button", name="Masuk", exact=True).first.click()
    tab.wait_for_url(re.compile(r"/lke"))
    expect(page.locator(state(page, "P1.i.a"))).to_contain_text("Tersimpan", timeout=15_000)
    assert answers_of(house.sheet)["P1.i.a"].value == "Ya"


def test_it_is_filled_without_scripts(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu", javascript=False)
    choose(page, "P1.i.a", "Ya")
    choose(page, "P1.i.b", "B")
    page.get_by_role("button", name="Simpan semua di halaman ini").click()
    expect(page.get_by_role("status").first).to_contain_text("2 jawaban tersimpan.")
    assert {item: found.value for item, found in answers_of(house.sheet).items()} == {"P1.i.a": "Ya", "P1.i.b": "B"}


def test_it_is_filled_by_keyboard_alone(sit_down: SitDown, house: House) -> None:
    page = sit_down("ayu")
    page.locator("#o-P1-i-b-A").focus()
    page.keyboard.press("ArrowDown")
    saved(page, "P1.i.b")
    assert answers_of(house.sheet)["P1.i.b"].value == "B"
    expect(page.locator("#o-P1-i-b-B")).to_be_focused()


@pytest.mark.parametrize(
    ("width", "language", "filled"),
    [
        (390, "id", True),
        pytest.param(1280, "en", False, marks=pytest.mark.nightly),
        pytest.param(390, "id", False, marks=pytest.mark.nightly),
        pytest.param(1280, "en", True, marks=pytest.mark.nightly),
    ],
)
def test_the_screen_is_accessible_and_fits(
    sit_down: SitDown,
    house: House,
    axe: Callable[[Page], list[str]],
    too_wide: Callable[[Page], int],
    width: int,
    language: str,
    *,
    filled: bool,
) -> None:
    if filled:
        house.answer("fajar", answers_for(load_pack(REGULATION)))
    for path in (AREA_1, "/lke/disdukcapil/2026/area/hasil", "/lke/disdukcapil/2026/", "/lke", "/keluar"):
        page = sit_down("ayu", path, width=width, language=language)
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        assert (path, axe(page)) == (path, [])
        assert (path, too_wide(page)) == (path, 0)


def test_the_phone_bar_stays_in_sight_and_moves(sit_down: SitDown) -> None:
    page = sit_down("ayu", width=390)
    bar = page.get_by_role("navigation", name="Ringkasan nilai")
    expect(bar).to_be_in_viewport()
    choose(page, "P1.i.a", "Ya")
    expect(bar).to_contain_text("0,25")


def test_the_dimension_view_stays_open_while_the_score_moves(sit_down: SitDown) -> None:
    page = sit_down("ayu")
    page.locator("label:has(#v-dimensi)").click()
    expect(page.locator("#nilai table")).to_be_visible()
    choose(page, "P1.i.a", "Ya")
    saved(page, "P1.i.a")
    expect(page.locator("#nilai table")).to_be_visible()
