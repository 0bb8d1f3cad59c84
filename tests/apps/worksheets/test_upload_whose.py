"""A file of another unit, another year or another regulation: told before the preview, never taken unasked."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.apps.worksheets.in_out import Journey, journey, json_file, standing
from tests.exchange.lookalike import build
from tests.house import REGULATION, House

FILE = {"P1.i.a": "Ya"}
ASKED = "Ya, lanjutkan ke pratinjau"


@pytest.fixture
def ayu(house: House) -> Journey:
    """Ayu before her unit's worksheet."""
    return journey(house, "ayu")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"unit": "rsud"}, "Berkas ini dari unit lain"),
        ({"year": 2025}, "Berkas ini dari tahun lain"),
        ({"unit": "rsud", "year": 2025}, "Berkas ini dari unit lain"),
    ],
)
def test_another_unit_or_year_is_asked_about_before_the_preview(
    ayu: Journey, keys: dict[str, Any], said: str, house: House
) -> None:
    assert ayu.hand_in(json_file(FILE, **keys)).status_code == 200
    assert said in ayu.text
    assert ayu.offered() == []
    ayu.send("ambil", ["P1.i.a"], terlihat="{}")  # without saying yes, nothing is taken
    assert said in ayu.text
    assert standing(house) == {}
    ayu.send("", setuju="1")
    assert ayu.ticked() == ["P1.i.a"]
    assert "Anda sudah menyetujui pemakaiannya di sini" in ayu.text
    assert ayu.send("ambil").status_code == 303
    assert standing(house)["P1.i.a"].value == "Ya"


@pytest.mark.parametrize("keys", [{}, {"unit": "DISDUKCAPIL"}, {"unit": None, "year": None}])
def test_what_fits_or_says_nothing_goes_straight_to_the_preview(ayu: Journey, keys: dict[str, Any]) -> None:
    ayu.hand_in(json_file(FILE, **keys))
    assert ASKED not in ayu.text
    assert ayu.offered() == ["P1.i.a"]
    assert ("tidak dapat diperiksa" in ayu.text) == (keys.get("year", 2026) is None)


def test_a_namesake_of_another_agency_is_asked_about(house: House) -> None:
    ours = house.client("ayu").get(house.address("unduh/lembar-kerja")).content
    book = load_workbook(BytesIO(ours))
    name = next(row[1] for row in book["PULAU_FORM"].iter_rows() if row[0].value == "unit_name")
    name.value = "Dinas Kependudukan Muara Lain"
    out = BytesIO()
    book.save(out)
    ayu = journey(house, "ayu")
    ayu.hand_in(out.getvalue(), "lke.xlsx")
    assert ASKED in ayu.text
    assert "Dinas Kependudukan Muara Lain" in ayu.text


def ministry(*cells: tuple[str, str], regulation: str = REGULATION) -> bytes:
    """The ministry's form with one answer, and cells written above its table."""
    form = build(regulation, {next(iter(build(regulation, {}).pack.items)): "Ya"})
    form.header_row = 4
    book = load_workbook(BytesIO(form.write()))
    for place, text in cells:
        book[form.sheet][place] = text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_ministrys_form_is_checked_where_somebody_wrote_whose_it_is(ayu: Journey) -> None:
    ayu.hand_in(ministry(("B1", "Unit Kerja: RSUD Tanjung Sagara"), ("B2", "Tahun 2025")), "lke.xlsx")
    assert ASKED in ayu.text
    assert "RSUD Tanjung Sagara" in ayu.text
    ayu.send("", setuju="1")
    assert ayu.ticked() == ["P1.i.a"]


def test_a_heading_may_say_more_than_the_units_name(ayu: Journey) -> None:
    ayu.hand_in(ministry(("B1", "Unit Kerja: DINAS KEPENDUDUKAN Kabupaten Tanjung Sagara")), "lke.xlsx")
    assert ASKED not in ayu.text
    assert "Tahun tidak tertulis di berkas, jadi tidak dapat diperiksa." in ayu.text


def test_a_bare_form_of_the_ministry_says_that_it_cannot_be_checked(ayu: Journey) -> None:
    ayu.hand_in(ministry(), "lke.xlsx")
    assert "Unit dan tahun tidak tertulis di berkas, jadi tidak dapat diperiksa." in ayu.text


@pytest.mark.parametrize("kind", ["json", "ministry"])
def test_another_regulation_is_refused_with_what_to_do(ayu: Journey, kind: str, house: House) -> None:
    old = "permenpan-rb-52-2014"
    data = json_file({}, regulation=old) if kind == "json" else ministry(regulation=old)
    assert ayu.hand_in(data, "lke.json" if kind == "json" else "lke.xlsx").status_code == 422
    assert "disusun menurut Permenpan RB 52/2014, sedangkan lembar kerja ini menurut Permenpan RB 90/2021" in ayu.text
    assert f'href="{house.address("simulasi")}"' in ayu.text
    assert standing(house) == {}


def test_a_worksheet_under_the_old_form_takes_the_old_form(house: House) -> None:
    house.open("disdukcapil", 2019, regulation="permenpan-rb-52-2014")
    ayu = Journey(house.client("ayu"), house.address("unggah", year=2019))
    assert ayu.hand_in(ministry(regulation="permenpan-rb-52-2014"), "lke.xlsx").status_code == 200
    assert len(ayu.ticked()) == 1
