"""The national figures, for everybody: accessible, never wider than the screen, also enlarged to 400 percent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from pulau.apps.analytics.building import count_nation
from pulau.apps.analytics.figures.every import FIGURES
from tests.journeys.conftest import Visit
from tests.journeys.looks import LOOKS
from tests.many_published import MOMENT, many_published

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Scheme = Literal["light", "dark"]
PATHS = ("/angka", *(f"/angka/{slug}" for slug in FIGURES), "/angka/kekuatan?provinsi=11")


@pytest.fixture
def counted(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - pytest-django hides its type
    """A country was counted."""
    settings.ANALYTICS_FOLDER = tmp_path / "snapshots"
    many_published(12, 200, 6)
    count_nation(MOMENT)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.usefixtures("counted")
def test_every_page_is_accessible_and_fits(
    visit: Visit, axe: Callable[[Page], list[str]], too_wide: Callable[[Page], int], width: int, scheme: Scheme
) -> None:
    page = visit(PATHS[0], width=width, scheme=scheme, language="id" if width < 1_000 else "en")
    start, found = page.url.removesuffix(PATHS[0]), list[object]()
    for path in PATHS:
        page.goto(f"{start}{path}")
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        told = (path, axe(page), too_wide(page))
        found += [told] if told[1:] != ([], 0) else []
    assert found == []


@pytest.mark.usefixtures("counted")
def test_a_citizen_without_javascript_chooses_a_province_and_reads_its_table(
    visit: Visit, too_wide: Callable[[Page], int]
) -> None:
    page = visit("/angka", width=320, javascript=False, language="id")
    assert too_wide(page) == 0
    page.get_by_role("link", name="Tren per tahun").click()
    page.get_by_label("Provinsi").select_option(label="Aceh")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_role("heading", name="Aceh")).to_be_visible()
    page.get_by_text("Lihat angka dalam tabel").click()
    expect(page.get_by_role("rowheader", name="2026")).to_be_visible()
    assert too_wide(page) == 0
