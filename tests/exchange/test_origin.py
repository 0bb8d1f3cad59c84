"""Whose worksheet a file is: our workbook and JSON say it, the ministry's form only where somebody wrote it."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.submission import NOBODY, Origin
from pulau.exchange.workbook import write_worksheet
from pulau.exchange.worksheet_files import read_worksheet
from tests.exchange.lookalike import build

PACK = "permenpan-rb-90-2021"
OURS = Origin("disdukcapil", "Dinas Kependudukan", 2026)


def workbook(origin: Origin = NOBODY) -> bytes:
    pack = load_pack(PACK)
    stream = BytesIO()
    write_worksheet(evaluate(pack, take_answers(pack, {})), load_wording(PACK), stream, origin=origin)
    return stream.getvalue()


def test_our_workbook_says_whose_it_is() -> None:
    assert read_worksheet(workbook(OURS), "a.xlsx").origin == OURS


def test_a_workbook_of_nobody_is_read_as_before() -> None:
    assert read_worksheet(workbook(), "a.xlsx").origin == NOBODY
    assert workbook() == workbook(NOBODY)
    rows = list(load_workbook(BytesIO(workbook()))["PULAU_FORM"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["PULAU_FORM", "format", "regulation", "rules_digest"]


def test_people_see_on_the_summary_whose_it_is() -> None:
    sheet = load_workbook(BytesIO(workbook(OURS)))["Ringkasan"]
    assert sheet["B2"].value == "Dinas Kependudukan · 2026 · Permenpan RB 90/2021"


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    odd = replace(OURS, name='=HYPERLINK("http://x")')
    book = load_workbook(BytesIO(workbook(odd)))
    assert all(cell.data_type != "f" for row in book["PULAU_FORM"].iter_rows() for cell in row)
    assert read_worksheet(workbook(odd), "a.xlsx").origin == odd


def test_a_year_that_is_none_counts_as_not_said() -> None:
    book = load_workbook(BytesIO(workbook(OURS)))
    cell = next(row[1] for row in book["PULAU_FORM"].iter_rows() if row[0].value == "year")
    cell.value = "tahun depan"
    out = BytesIO()
    book.save(out)
    assert read_worksheet(out.getvalue(), "a.xlsx").origin == replace(OURS, year=None)


@pytest.mark.parametrize("year", [2026, "2026"])
def test_json_says_whose_it_is(year: object) -> None:
    data = {"regulation": PACK, "unit": "disdukcapil", "year": year, "answers": {}}
    assert read_worksheet(json.dumps(data).encode(), "a.json").origin == Origin("disdukcapil", year=2026)


@pytest.mark.parametrize("year", [2026.5, "dua ribu", [], {}, True, 0, -5, "9" * 400, 1e400])
def test_a_year_that_is_none_is_refused_at_its_key(year: object) -> None:
    data = json.dumps({"regulation": PACK, "year": year, "answers": {}}).encode()
    with pytest.raises(BadInput) as caught:
        read_worksheet(data, "a.json")
    assert [(problem.code, problem.place) for problem in caught.value.problems] == [("year-expected", "year")]


def test_a_unit_that_is_no_text_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        read_worksheet(json.dumps({"regulation": PACK, "unit": 7, "answers": {}}).encode(), "a.json")
    assert caught.value.problems[0].place == "unit"


def ministry(*cells: tuple[str, str]) -> bytes:
    """The ministry's form with these cells written above its table."""
    form = build(PACK, {})
    form.header_row = 5
    book = load_workbook(BytesIO(form.write()))
    for place, text in cells:
        book[form.sheet][place] = text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


LAW = ("B1", "LAMPIRAN III\nPERATURAN MENTERI\nNOMOR 90 TAHUN 2021")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ((), NOBODY),
        ((LAW,), NOBODY),
        ((LAW, ("B2", "Tahun 2026")), Origin(year=2026)),
        ((("B2", "Tahun"), ("C2", ":"), ("D2", "2025")), Origin(year=2025)),
        ((("B2", "Tahun 2025"), ("B3", "Tahun 2026")), NOBODY),
        ((("B2", "Unit Kerja"), ("D2", "Dinas Kependudukan")), Origin(name="Dinas Kependudukan")),
        ((("B2", "Nama Unit : RSUD Sagara"), ("B3", "TAHUN 2026")), Origin(name="RSUD Sagara", year=2026)),
        ((("B2", "Unit: A"), ("B3", "Unit: B")), NOBODY),
    ],
)
def test_the_ministrys_form_says_it_where_somebody_wrote_it(cells: tuple[tuple[str, str], ...], found: Origin) -> None:
    assert read_worksheet(ministry(*cells), "lke.xlsx").origin == found
