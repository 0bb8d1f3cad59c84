"""Tables (lists of units, of employees) from files: CSV in any of its dialects, or the first sheet of a workbook.

Cells become texts, as a person sees them: a date is `2024-01-31`, a whole number has no point. Formulas are never run;
of a workbook the values that were saved with them are read.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING, Final

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from pulau.core.shared.problems import BadInput
from pulau.exchange.safety.cells import Limits
from pulau.exchange.safety.workbooks import check_workbook, is_workbook
from pulau.exchange.sheets import open_book, rows_of
from pulau.exchange.table_files import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST: Final = Limits(rows=50_001, columns=60, cells=1_000_000)
MAX_TABLE_BYTES: Final = 12_000_000
_DELIMITERS: Final = (";", ",", "\t", "|")
_QUOTED: Final = re.compile(r'"[^"]*"')
_HINT: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_UTF8_LETTER: Final = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_NUMBER: Final = re.compile(r"\d{8}")
"""Where a number is as long as this (NIP, NIK) it is no heading but data: headings are kept readable, rows sealed."""
_EXACT: Final = 10**15
"""Below it a number of a workbook is whole as it was typed; above, its last digits were lost when it was saved."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the headings: its number as a spreadsheet shows it (the first row is 1), its cells as texts."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows. A row of another length than the headings was written so in the file."""

    head: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(data: bytes, name: str) -> Table:
    """Read a table from the bytes of a file; `name` is the file's, for messages.

    Raises BadInput for a file that is too large, unsafe, broken (also only somewhere in its middle), empty, or without
    headings.
    """
    if len(data) > MAX_TABLE_BYTES:
        raise BadInput.because("file-too-large", name, limit_mb=MAX_TABLE_BYTES // 1_000_000)
    if is_workbook(data):
        return _table(_sheet_rows(data, name), name)
    if data[:5] == b"%PDF-" or data[:1] in (b"{", b"<"):
        raise BadInput.because("table-kind", name)
    return _table(_csv_rows(_decoded(data, name), name), name)


def _table(rows: Iterable[tuple[int, list[str]]], name: str) -> Table:
    """Take the first row that says something as the headings; leave blank rows out."""
    head: tuple[str, ...] = ()
    lines: list[Line] = []
    for number, cells in rows:
        if not any(cells):
            continue
        if not head:
            head = tuple(_trimmed(cells, 0))
            if any(_NUMBER.search(cell) for cell in head):
                raise BadInput.because("table-no-head", name)
            continue
        lines.append(Line(number, tuple(_trimmed(cells, len(head)))))
        if len(lines) >= MOST.rows or len(head) > MOST.columns:
            raise BadInput.because("table-too-large", name, most_rows=MOST.rows - 1, most_columns=MOST.columns)
    if not lines:
        raise BadInput.because("table-empty", name)
    return Table(head, tuple(lines))


def _trimmed(cells: list[str], least: int) -> list[str]:
    """Return the cells without the empty ones at their end, but `least` of them where there were as many."""
    size = len(cells)
    while size > least and not cells[size - 1]:
        size -= 1
    return cells[:size]


# --- workbooks


def _sheet_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    check_workbook(data, name, MOST)
    book = open_book(data, name)
    sheets = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
    ]
    for sheet in sheets:
        rows = rows_of(book, sheet, name)
        if rows:
            yield from ((number, [_cell(value) for value in row]) for number, row in enumerate(rows, start=1))
            return


def _cell(value: object) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case float() if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        case float() if value.is_integer():
            return f"{value:.5E}"  # as a spreadsheet shows it: the digits that are gone are not made up
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()


# --- CSV


def _decoded(data: bytes, name: str) -> str:
    """Decode UTF-8, UTF-16 with its mark, or (what older spreadsheets save) Windows-1252; never a mixture."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        if "end of data" in problem.reason or "truncated" in problem.reason:
            raise BadInput.because("table-cut", name, line=line) from None
        if _UTF8_LETTER.search(data) or problem.encoding != "utf-8":
            raise BadInput.because("table-encoding", name, line=line) from None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise BadInput.because("table-encoding", name, line=line) from None


def _csv_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    delimiter = hint[1] if hint else _delimiter(body)
    reader = csv.reader(StringIO(body, newline=""), delimiter=delimiter, strict=True)
    before = 1 if hint else 0
    read = before
    try:
        for cells in reader:
            read += 1
            yield read, [_unguarded(cell.strip()) for cell in cells]
    except csv.Error:
        line = reader.line_num + before
        raise BadInput.because("table-broken", name, line=line, read=max(0, read - before - 1)) from None


def _delimiter(text: str) -> str:
    """Choose what stands most often between the headings, outside of quotes; a comma where nothing does."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    plain = _QUOTED.sub("", first)
    counts = {mark: plain.count(mark) for mark in _DELIMITERS}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def _unguarded(cell: str) -> str:
    """Take away the apostrophe that our own export put before what a spreadsheet would have run."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
