"""Worksheets from files: JSON, Pulau's own workbook, or the ministry's form; told apart by content, checked first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pulau.core.shared.problems import BadInput
from pulau.exchange.extras import extras_of
from pulau.exchange.ministry.form import read_form
from pulau.exchange.safety.workbooks import check_workbook, is_workbook
from pulau.exchange.sheets import Rows, open_book, rows_of
from pulau.exchange.workbook import marks
from pulau.exchange.workbook.read import read_own
from pulau.exchange.worksheet_json import MAX_JSON_BYTES, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.exchange.safety.workbooks import Workbook
    from pulau.exchange.submission import Submission

MOST_SHEETS: Final = 60
_JSON_STARTS: Final = (b"{", b"[")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_NAMED_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def read_worksheet(data: bytes, name: str, *, regulation: str | None = None) -> Submission:
    """Read a worksheet from the bytes of a file; `name` is the file's, for messages and where content leaves doubt.

    `regulation` serves where the file names none, and forces the pack for the ministry's form (its year does not tell
    the form). Raises BadInput for a file that cannot be read, or is unsafe to open, each problem at its place.
    """
    if _is_json(data, name):
        return read_json(data, name, regulation=regulation)
    workbook = check_workbook(data, name)
    book = open_book(data, name)
    if marks.FORM_SHEET in book.sheet_names:
        return read_own(data, name)
    return read_form(_sheets(book, name), name, regulation=regulation, extras=partial(extras_of, workbook))


def read_figures(data: bytes, name: str, *, regulation: str | None = None) -> Submission:
    """Read only answers and printed figures of a workbook, in about the time of parsing it: no notes, links or causes.

    Raises BadInput as `read_worksheet` does.
    """
    check_workbook(data, name)
    book = open_book(data, name)
    if marks.FORM_SHEET in book.sheet_names:
        return read_own(data, name)
    return read_form(_sheets(book, name), name, regulation=regulation)


def open_worksheet(data: bytes, name: str) -> tuple[Workbook, CalamineWorkbook]:
    """Check a workbook and open it. Raises BadInput; after it any sheet can be read within memory."""
    return check_workbook(data, name), open_book(data, name)


def _is_json(data: bytes, name: str) -> bool:
    if is_workbook(data):
        return False
    start = data[:MAX_JSON_BYTES].removeprefix(_BYTE_ORDER_MARK).lstrip()[:1]
    if start in _JSON_STARTS or name.lower().endswith(".json"):
        return True
    if name.lower().endswith(_NAMED_WORKBOOKS):
        raise BadInput.because("workbook-broken", name, part="zip")
    raise BadInput.because("unknown-file-kind", name)


def _sheets(book: CalamineWorkbook, name: str) -> Iterator[Iterator[tuple[str, Rows]]]:
    """Go through the sheets that people see, then through the hidden ones; each is read when it is asked for."""
    worksheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet][:MOST_SHEETS]
    for seen in (True, False):
        names = (sheet.name for sheet in worksheets if (sheet.visible is SheetVisibleEnum.Visible) is seen)
        yield ((sheet, rows_of(book, sheet, name)) for sheet in names)
