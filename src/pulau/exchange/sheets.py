"""Sheets of a workbook as rows of values, by python-calamine; what it cannot read is a broken workbook.

The file is taken as already found safe to open (`exchange.safety`).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from pulau.core.shared.problems import BadInput

Rows = list[list[object]]


def open_book(data: bytes, place: str) -> CalamineWorkbook:
    """Open a workbook; `place` is its name for messages. Raises BadInput."""
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except (CalamineError, OSError, ValueError):
        raise BadInput.because("workbook-broken", place, part="xl") from None


def rows_of(book: CalamineWorkbook, sheet: str, place: str) -> Rows:
    """Read the rows of a sheet from its first cell on. Raises BadInput."""
    try:
        rows: list[list[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError):
        raise BadInput.because("workbook-broken", place, part=sheet) from None
    return rows
