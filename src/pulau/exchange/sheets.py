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
    except BaseException as panic:  # noqa: BLE001 - the parser's panic has no other base, and all else is raised again
        raise _panicked(panic, place, "xl") from None


def rows_of(book: CalamineWorkbook, sheet: str, place: str) -> Rows:
    """Read the rows of a sheet from its first cell on. Raises BadInput."""
    try:
        rows: list[list[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError):
        raise BadInput.because("workbook-broken", place, part=sheet) from None
    except BaseException as panic:  # noqa: BLE001 - the parser's panic has no other base, and all else is raised again
        raise _panicked(panic, place, sheet) from None
    return rows


def _panicked(panic: BaseException, place: str, part: str) -> BaseException:
    """Turn a panic of the parser (Rust's, which is no `Exception` and cannot be imported) into a broken workbook."""
    return BadInput.because("workbook-broken", place, part=part) if type(panic).__name__ == "PanicException" else panic
