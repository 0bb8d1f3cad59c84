"""A plain table as a file: CSV line by line, or one sheet of a workbook. Text stays text in whatever opens it.

A cell is text, a whole number, a figure given in hundredths (`Hundredths`), yes or no, or nothing.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import IO, TYPE_CHECKING, Final

from xlsxwriter.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Hundredths:
    """A figure with two decimals: 7776 is 77.76."""

    value: int

    def __str__(self) -> str:
        return hundredths_text(self.value)


Cell = str | int | Hundredths | None

_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
                  "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
"""With what a text must not begin in CSV, where a spreadsheet would take it for a formula."""
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CREATED: Final = datetime(2021, 12, 31, tzinfo=UTC)
"""Fixed, so that equal tables give equal bytes."""
_WIDEST: Final = 48


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180: commas, CRLF, points in figures), the headings first."""
    yield _line([harmless(text) for text in head])
    for row in rows:
        yield _line([_text(cell) for cell in row])


def write_table(head: Sequence[str], rows: Iterable[Sequence[Cell]], stream: IO[bytes], *, name: str) -> None:
    """Write a workbook of one sheet called `name`, row by row: memory does not grow with their number."""
    workbook = Workbook(stream, {"constant_memory": True})
    workbook.set_properties({"title": name, "author": "Pulau", "created": _CREATED})
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    figure = workbook.add_format({"num_format": "0.00"})
    sheet.freeze_panes(1, 0)
    for column, text in enumerate(head):
        sheet.set_column(column, column, min(max(len(text) + 2, 10), _WIDEST))
        sheet.write_string(0, column, text, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            match cell:
                case Hundredths(value=hundredths):
                    sheet.write_number(number, column, hundredths / 100, figure)
                case int():
                    sheet.write_number(number, column, cell)
                case str() if cell:
                    # Text as text: never a formula, a number or a link, whatever it looks like.
                    sheet.write_string(number, column, _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", cell))
    workbook.close()


def hundredths_text(value: int) -> str:
    """Return hundredths with two decimals: 7776 is 77.76."""
    whole, rest = divmod(abs(value), 100)
    return f"{'-' if value < 0 else ''}{whole}.{rest:02d}"


def harmless(text: str) -> str:
    """Return a text for CSV: an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}").startswith(_ACTIVE) else text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else str(cell)


def _line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
