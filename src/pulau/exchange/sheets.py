"""Sheets of a workbook as rows of values, by python-calamine; what it cannot read is a broken workbook.

The file is taken as already found safe to open (`exchange.safety`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from pulau.core.shared.problems import BadInput

Rows = list[list[object]]


def open_book(data: bytes, place: str) -> CalamineWorkbook:
    """Open a workbook; `place` is its name for messages. Raises BadInput."""
    with _parsing(place, "xl"):
        return CalamineWorkbook.from_filelike(BytesIO(data))


def rows_of(book: CalamineWorkbook, sheet: str, place: str) -> Rows:
    """Read the rows of a sheet from its first cell on. Raises BadInput."""
    with _parsing(place, sheet):
        rows: list[list[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return rows


@contextmanager
def _parsing(place: str, part: str) -> Iterator[None]:
    """Turn what the parser cannot read, its panics included, into a broken workbook."""
    try:
        yield
    except (CalamineError, OSError, ValueError):
        raise BadInput.because("workbook-broken", place, part=part) from None
    except BaseException as panic:
        # Rust's panic is no `Exception` and cannot be imported; all else is raised again.
        if type(panic).__name__ != "PanicException":
            raise
        raise BadInput.because("workbook-broken", place, part=part) from None
