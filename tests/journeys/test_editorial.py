"""What editors write, for everybody: accessible, never wider than the screen, also enlarged to 400 percent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from pulau.apps.editorial import board
from pulau.apps.editorial.models import PageKind
from pulau.apps.editorial.services.announcing import announce
from pulau.apps.editorial.services.pages import begin_page, publish_page
from pulau.apps.editorial.wishes import AnnouncementWish, Draft, Texts, Wording
from pulau.core.shared import roles
from pulau.core.shared.actor import Actor, Appointment
from tests.house import House
from tests.journeys.conftest import Visit
from tests.journeys.looks import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Scheme = Literal["light", "dark"]
BODY = (
    "## Tabel\n\n| Kolom | Angka |\n|---|--:|\n| panjang sekali tanpa putus | 1 |\n\n## Kode\n\n```\n"
    + "x" * 200
    + "\n"
    "```\n\n> Kutipan\n\n## Daftar\n\n1. Satu\n2. [Dua](https://contoh.example/" + "a" * 120 + ")"
)
PATHS = ("/tentang", "/panduan", "/kabar", "/kabar/satu", "/aksesibilitas", "/privasi")


@pytest.fixture
def written(house: House) -> Iterator[None]:
    """There is a piece of news with all that Markdown can, and two announcements."""
    now, held = timezone.now(), Appointment(roles.OPERATOR, scope=roles.Scope.COUNTRY)
    editor = Actor(house.users["hana"].pk, house.tenants["sagara"], roles.OPERATOR, (held,))
    texts = Texts(Wording("Kabar satu", "Pengantar", BODY))
    begin_page(actor=editor, slug="satu", kind=PageKind.NEWS, draft=Draft(texts), now=now)
    publish_page(actor=editor, slug="satu", seen=1, now=now)
    for tone in ("info", "warning"):
        wish = AnnouncementWish("Layanan tutup", "Closed", "/kabar", tone, now - timedelta(hours=1), now + timedelta(1))
        announce(actor=editor, wish=wish, now=now)
    board.forget()
    yield
    board.know(())


def faults(page: Page, axe: Callable[[Page], list[str]], too_wide: Callable[[Page], int]) -> list[object]:
    """Try every page in the window as it is, with everything unfolded."""
    start, found = page.url.removesuffix(PATHS[0]), list[object]()
    for path in PATHS:
        page.goto(f"{start}{path}")
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        told = (path, axe(page), too_wide(page))
        found += [told] if told[1:] != ([], 0) else []
    return found


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.usefixtures("written")
def test_every_page_is_accessible_and_fits(
    visit: Visit, axe: Callable[[Page], list[str]], too_wide: Callable[[Page], int], width: int, scheme: Scheme
) -> None:
    language = "id" if width < 1_000 else "en"
    page = visit(PATHS[0], width=width, scheme=scheme, language=language)
    expect(page.get_by_role("complementary").first).to_be_visible()
    assert faults(page, axe, too_wide) == []


@pytest.mark.usefixtures("written")
def test_enlarged_to_400_percent_nothing_is_scrolled_sideways(visit: Visit, too_wide: Callable[[Page], int]) -> None:
    page = visit(PATHS[0], width=320, javascript=False)
    start = page.url.removesuffix(PATHS[0])
    wide = {path: too_wide(page) for path in PATHS if page.goto(f"{start}{path}")}
    assert wide == dict.fromkeys(PATHS, 0)
