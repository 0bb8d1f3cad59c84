"""The agency's table as CSV and XLSX: the same rows in the same order, exact figures, names that stay text."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from pulau.apps.agencies.contract import UnitKind, add_unit
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.views.table import CSV, XLSX
from pulau.core.shared.actor import Actor
from pulau.exchange.packs import load_pack
from tests.cast import NOW
from tests.exchange.answers_for import answers_for
from tests.house import REGULATION, House
from tests.many_units import many_units

pytestmark = pytest.mark.django_db


def content(house: House, kind: str, language: str = "id", **asked: str) -> bytes:
    client = house.client("hana")
    client.cookies["pulau_language"] = language
    response: Any = client.get(f"/lke/tabel.{kind}", asked)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def table(house: House, language: str = "id", **asked: str) -> list[dict[str, str]]:
    text = content(house, "csv", language, **asked).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def sheet(house: House, **asked: str) -> list[dict[str, object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content(house, "xlsx", **asked)))
    head, *rows = book.get_sheet_by_name("2026").to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_figures_are_exact_and_the_same_in_both(house: House) -> None:
    house.answer("ayu", answers_for(load_pack(REGULATION)))
    row = Worksheet.objects.for_tenant(house.tenants["sagara"]).get()
    line = next(line for line in table(house) if line["Kode"] == "disdukcapil")
    cells = next(cells for cells in sheet(house) if cells["Kode"] == "disdukcapil")
    expected = {
        "Nilai total": "total",
        "1. Manajemen perubahan": "areas.1",
        "1. Manajemen perubahan (%)": "areas.1.percent",
    }
    for heading, path in expected.items():
        value = row.printed[path]
        assert line[heading] == f"{value // 100}.{value % 100:02}"
        assert cells[heading] == value / 100
    assert (line["Dijawab"], line["Pertanyaan"]) == ("113", "113")
    assert line["Diubah (UTC)"] == "2026-03-02T08:30:15.123Z"
    assert line["Syarat WBK terpenuhi"] == str(sum(met for gate, met in row.gates.items() if gate.startswith("WBK.")))
    assert line["Area 1 di bawah batas"] == ("tidak" if row.gates["WBK.area-1"] else "ya")


def test_a_unit_without_a_worksheet_has_a_row_with_empty_cells(house: House) -> None:
    line = next(line for line in table(house) if line["Kode"] == "rsud")
    assert line["Keadaan"] == "Belum dibuka"
    assert line["Nilai total"] == line["Diubah (UTC)"] == ""


@pytest.mark.parametrize("asked", [{}, {"urut": "-total"}, {"urut": "wbk", "keadaan": "lengkap"}, {"jenis": "school"}])
def test_files_have_all_rows_of_the_filtered_table_in_its_order(house: House, asked: dict[str, str]) -> None:
    many_units(house.tenants["sagara"], 120)
    client = house.client("hana")
    first = client.get("/lke/tabel", asked)
    pages = [client.get("/lke/tabel", {**asked, "halaman": str(n)}) for n in first.context["page"].paginator.page_range]
    codes = [row.code for page in pages for row in page.context["rows"]]
    assert codes
    assert [line["Kode"] for line in table(house, **asked)] == codes
    assert [cells["Kode"] for cells in sheet(house, **asked)] == codes


def test_a_name_that_begins_with_an_equals_sign_is_no_formula(house: House) -> None:
    name = '=HYPERLINK("https://jahat.example","Dinas")'
    add_unit(actor=Actor.system(house.tenants["sagara"]), code="jahat", name=name, kind=UnitKind.OTHER, now=NOW)
    assert next(line for line in table(house) if line["Kode"] == "jahat")["Unit"] == f"'{name}"
    assert next(cells for cells in sheet(house) if cells["Kode"] == "jahat")["Unit"] == name
    assert name.replace('"', "&quot;") in house.client("hana").get("/lke/tabel").content.decode()


def test_words_are_those_of_the_pages_language_to_the_last_row(house: House) -> None:
    from django.utils import translation  # noqa: PLC0415 - for this one test

    before = translation.get_language()
    content(house, "csv", "en")
    assert translation.get_language() == before
    assert {line["Keadaan"] for line in table(house, "id")} == {"Belum dibuka", "Sedang diisi"}


def test_files_come_as_files(house: House) -> None:
    for kind, media in (("csv", CSV), ("xlsx", XLSX)):
        response = house.client("hana").get(f"/lke/tabel.{kind}")
        assert response.headers["Content-Type"] == media
        assert response.headers["Content-Disposition"] == f'attachment; filename="tabel-2026.{kind}"'
    assert not content(house, "csv").startswith(b"\xef\xbb\xbf")


def test_there_is_no_other_kind_of_file(house: House) -> None:
    assert house.client("hana").get("/lke/tabel.pdf").status_code == 404
