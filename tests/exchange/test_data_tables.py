"""Typed tables: each kind of file gives back exactly what went in, and no cell runs as a formula."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

import openpyxl
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # pyarrow ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from pulau.exchange import data_tables
from pulau.exchange.data_tables import Column, Kind, csv_table, guarded, unguarded, write_parquet, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulau.exchange.data_tables import Row, Value

COLUMNS: Final = (
    Column("text", about="Teks"), Column("whole", Kind.WHOLE), Column("figure", Kind.FIGURE), Column("flag", Kind.FLAG),
    Column("day", Kind.DAY), Column("moment", Kind.MOMENT),
)  # fmt: skip
MOMENT: Final = datetime(2026, 3, 2, 4, 5, 6, 789012, tzinfo=UTC)
ROWS: Final[list[Row]] = [
    ("=1+1", 7, Decimal("77.76"), True, date(2026, 3, 2), MOMENT),
    ("'=1+1", -3, Decimal("-0.05"), False, None, None),
    (" @SUM(A1)", None, None, None, None, None),
    ('{"a":"1"}\nbaris, kedua "kutip"\tØ–漢', 10**12, Decimal("0.00"), True, date(2014, 1, 1), MOMENT),
    ("_x0041_ http://contoh.example", 0, Decimal("100.00"), False, date(2099, 12, 31), MOMENT),
    ("", 1, Decimal("1.10"), True, date(2026, 1, 1), MOMENT),
]


def from_csv(rows: list[Row]) -> list[Row]:
    text = "".join(csv_table(COLUMNS, rows))
    found = list(csv.reader(StringIO(text, newline="")))
    assert found[0] == [column.name for column in COLUMNS]
    return [tuple(_read(column.kind, cell) for column, cell in zip(COLUMNS, line, strict=True)) for line in found[1:]]


def _read(kind: Kind, cell: str) -> Value:
    readers: dict[Kind, Callable[[str], Value]] = {
        Kind.WHOLE: int, Kind.FIGURE: Decimal, Kind.FLAG: lambda text: text == "true",
        Kind.DAY: date.fromisoformat, Kind.MOMENT: datetime.fromisoformat,
    }  # fmt: skip
    if kind is Kind.TEXT:
        return unguarded(cell)
    return readers[kind](cell) if cell else None


def from_workbook(rows: list[Row]) -> list[Row]:
    stream = BytesIO()
    write_workbook(COLUMNS, rows, stream, name="uji")
    book = openpyxl.load_workbook(stream)
    found: list[Row] = []
    for sheet in book.worksheets:
        lines = list(sheet.iter_rows())
        assert [cell.value for cell in lines[0]] == [column.name for column in COLUMNS]
        assert all(cell.data_type != "f" and cell.hyperlink is None for line in lines for cell in line)
        found += [_cells([cell.value for cell in line]) for line in lines[1:]]
    return found


def _cells(values: list[object]) -> Row:
    return tuple(_cell(column.kind, value) for column, value in zip(COLUMNS, values, strict=True))


def _cell(kind: Kind, value: object) -> Value:
    if kind is Kind.TEXT:
        return "" if value is None else unescape(str(value))
    if value is None:
        return None
    if kind is Kind.FIGURE:
        return Decimal(str(value)).quantize(Decimal("0.01"))
    return _read(kind, value) if isinstance(value, str) else value  # type: ignore[return-value]  # openpyxl's cell


def from_parquet(rows: list[Row]) -> list[Row]:
    stream = BytesIO()
    write_parquet(COLUMNS, rows, stream)
    table = pq.read_table(stream)
    assert table.schema.field("text").metadata[b"about"] == b"Teks"
    return [tuple(row.values()) for row in table.to_pylist()]


@pytest.mark.parametrize("read_back", [from_csv, from_workbook, from_parquet])
def test_each_kind_of_file_gives_back_what_went_in(read_back: Callable[[list[Row]], list[Row]]) -> None:
    assert read_back(ROWS) == ROWS


@pytest.mark.parametrize("read_back", [from_csv, from_workbook, from_parquet])
def test_a_table_without_rows_has_its_columns(read_back: Callable[[list[Row]], list[Row]]) -> None:
    assert read_back([]) == []


def test_a_long_table_goes_onto_further_sheets_and_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_tables, "SHEET", 2)
    monkeypatch.setattr(data_tables, "GROUP", 2)
    assert from_workbook(ROWS) == ROWS
    assert from_workbook(ROWS[:2]) == ROWS[:2]
    assert from_parquet(ROWS) == ROWS


def test_what_a_spreadsheet_would_run_is_marked_in_csv() -> None:
    cells = [line.split(",")[0] for line in csv_table(COLUMNS, ROWS[:3])][1:]
    assert cells == ["'=1+1", "''=1+1", "' @SUM(A1)"]


@given(st.text(alphabet="'=+-@ \N{NO-BREAK SPACE}a\t", max_size=6))
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip(" \N{NO-BREAK SPACE}").startswith(("=", "+", "-", "@", "\t"))
