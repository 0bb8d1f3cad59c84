"""Tables as files: what a text may look like without becoming a formula, and figures that stay exact."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pulau.exchange.table_files import Cell, Hundredths, csv_lines, harmless, write_table

ATTACKS = [
    "=1+1",
    '=HYPERLINK("https://jahat.example","klik")',
    "+62812",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1:A2)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\N{FULLWIDTH EQUALS SIGN}1",
]  # fmt: skip


def read_csv(head: list[str], rows: list[list[Cell]]) -> list[list[str]]:
    return list(csv.reader(StringIO("".join(csv_lines(head, rows)), newline="")))


def read_xlsx(head: list[str], rows: list[list[Cell]]) -> tuple[list[list[Any]], str]:
    stream = BytesIO()
    write_table(head, rows, stream, name="Tabel")
    with ZipFile(stream) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    stream.seek(0)
    return CalamineWorkbook.from_filelike(stream).get_sheet_by_name("Tabel").to_python(), xml


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_that_looks_like_a_formula_is_none_in_csv(attack: str) -> None:
    ((head,), (cell,)) = read_csv([attack], [[attack]])
    assert (head, cell) == (f"'{attack}", f"'{attack}")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_that_looks_like_a_formula_is_none_in_a_workbook(attack: str) -> None:
    _cells, xml = read_xlsx(["Nama"], [[attack]])
    assert "<f>" not in xml
    assert "<hyperlink" not in xml


def test_an_address_is_no_link_in_a_workbook() -> None:
    assert "<hyperlink" not in read_xlsx(["Nama"], [["https://jahat.example"]])[1]


@pytest.mark.parametrize("text", ["Dinas A=B", 'RSUD "Sehat", Kota', "a;b", "Baris\nkedua", "\u202eterbalik", "'"])
def test_other_text_comes_back_as_it_was(text: str) -> None:
    assert read_csv(["Nama"], [[text]]) == [["Nama"], [text]]
    assert harmless(text) == text


@given(value=st.integers(-(10**7), 10**7))
def test_a_figure_keeps_its_two_decimals(value: int) -> None:
    text = str(Hundredths(value))
    assert int(text.replace(".", "")) == value
    assert len(text.partition(".")[2]) == 2


@pytest.mark.parametrize(
    ("value", "text"), [(7776, "77.76"), (5, "0.05"), (-5, "-0.05"), (-1234, "-12.34"), (0, "0.00")]
)
def test_a_negative_figure_is_no_text(value: int, text: str) -> None:
    assert read_csv(["Selisih"], [[Hundredths(value)]]) == [["Selisih"], [text]]
    cells, _xml = read_xlsx(["Selisih"], [[Hundredths(value)]])
    assert cells == [["Selisih"], [float(text)]]


def test_csv_has_commas_points_and_no_mark_before_it() -> None:
    assert list(csv_lines(["A", "B"], [["x", Hundredths(100)], [None, 7]])) == ["A,B\r\n", "x,1.00\r\n", ",7\r\n"]


def test_what_a_workbook_cannot_hold_is_replaced() -> None:
    cells, _xml = read_xlsx(["Nama"], [["a\x01b"]])
    assert cells[1] == ["a\N{REPLACEMENT CHARACTER}b"]


def test_equal_tables_give_equal_bytes() -> None:
    one, other = BytesIO(), BytesIO()
    for stream in (one, other):
        write_table(["A"], [["x"], [Hundredths(1)]], stream, name="Tabel")
    assert one.getvalue() == other.getvalue()
