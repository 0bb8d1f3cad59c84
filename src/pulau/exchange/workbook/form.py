"""Open Pulau's own workbook, make sure that it is one, and find its rows.

Rows are known by the key in the hidden first column, columns by their headings, so that a sheet may be renamed, moved,
sorted or widened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pulau.core.shared.numbers import from_float, parse_whole, print_exact
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.extras import extras_of
from pulau.exchange.safety.opendocument import CONTENT
from pulau.exchange.safety.workbooks import check_workbook
from pulau.exchange.sheets import open_book, rows_of
from pulau.exchange.submission import NOBODY, Origin
from pulau.exchange.workbook import marks
from pulau.exchange.workbook.layout import column_letters
from pulau.exchange.workbook.tabs import tabbed_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from python_calamine import CalamineWorkbook

    from pulau.exchange.extras import At
    from pulau.exchange.safety.workbooks import Workbook
    from pulau.exchange.sheets import Rows
    from pulau.exchange.workbook.tabs import Spot

_ZIP: Final = b"PK"
_OPENDOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"
"""Stands unpacked at the head of every ods file."""
_HEAD: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A row with a key: where it stands, its cells, and which column is which."""

    sheet: str
    row: int
    cells: list[object]
    columns: Mapping[str, int]

    def value(self, heading: str) -> object:
        """Return the cell under a heading; empty text where there is none."""
        column = self.columns.get(heading)
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def place(self, heading: str) -> str:
        """Name the cell under a heading for people, such as `Area 1!I6`."""
        return self.at(self.columns.get(heading, 0))

    def at(self, column: int) -> str:
        """Name a cell of the row for people."""
        return f"{self.sheet}!{column_letters(column)}{self.row + 1}"


@dataclass
class Form:
    """An opened form: its regulation and rules digest, and its rows by key."""

    name: str
    data: bytes
    regulation: str
    rules_digest: str
    lines: Mapping[str, Line]
    origin: Origin = NOBODY
    _targets: dict[str, Mapping[At, str]] = field(default_factory=dict)

    def text(self, line: Line, column: int) -> str:
        """Read free text, whole also where python-calamine leaves something out."""
        text = text_of(line.cells[column]) if column < len(line.cells) else ""
        return self._tabbed.get((line.sheet, line.row, column), text) if text else ""

    def target(self, line: Line, column: int) -> str | None:
        """Look up the address behind a cell."""
        if line.sheet not in self._targets:
            self._targets[line.sheet] = extras_of(self._container, line.sheet).targets
        return self._targets[line.sheet].get((line.row, column))

    @cached_property
    def _container(self) -> Workbook:
        return check_workbook(self.data, self.name)

    @cached_property
    def _tabbed(self) -> Mapping[Spot, str]:
        if _OPENDOCUMENT in self.data[:_HEAD]:
            return tabbed_texts(self._container.archive.read(CONTENT))
        return {}


def is_own(data: bytes) -> bool:
    """Whether a file is a workbook that Pulau wrote: it carries the sheet with Pulau's mark."""
    if not data.startswith(_ZIP):
        return False
    try:
        return marks.FORM_SHEET in open_book(data, "").sheet_names
    except BadInput:
        return False


def open_form(data: bytes, name: str) -> Form:
    """Open a form. Raises BadInput for a file that is none, is broken, of another version, or has a row twice."""
    book = open_book(data, name)
    mark = _mark(book, name)
    return Form(name, data, mark[marks.REGULATION_KEY], mark[marks.DIGEST_KEY], _lines(book, name), _origin(mark))


def text_of(value: object) -> str:
    """Take text out of a cell; a number in a text cell as it is written."""
    if isinstance(value, float):
        return print_exact(from_float(value))
    return value if isinstance(value, str) else str(value)


def item_of(key: str) -> str:
    """Name the item (and the count) of a row's key for people."""
    return key.removeprefix(marks.ITEM).replace(marks.INPUT_MARK, ".")


def _mark(book: CalamineWorkbook, name: str) -> dict[str, str]:
    if marks.FORM_SHEET not in book.sheet_names:
        raise BadInput.because("not-own-form", name)
    rows = rows_of(book, marks.FORM_SHEET, name)
    mark = {text_of(row[0]): text_of(row[1]) for row in rows if len(row) > 1}
    version = mark.get(marks.FORM_VERSION_KEY, "")
    if version != marks.FORM_VERSION:
        raise BadInput.because("form-version", name, version=version, known=marks.FORM_VERSION)
    for key in (marks.REGULATION_KEY, marks.DIGEST_KEY):
        if not mark.get(key):
            raise BadInput.because("form-mark-broken", name, key=key)
    return mark


def _origin(mark: Mapping[str, str]) -> Origin:
    """Read whose worksheet it is; a year that is none counts as not said."""
    year = parse_whole(mark.get(marks.YEAR_KEY, ""))
    return Origin(mark.get(marks.UNIT_KEY, ""), mark.get(marks.UNIT_NAME_KEY, ""), int(year) if year else None)


def _lines(book: CalamineWorkbook, name: str) -> dict[str, Line]:
    """Find every row with a key, in all sheets. Raises BadInput for a key that comes twice."""
    lines: dict[str, Line] = {}
    twice: list[Problem] = []
    for sheet in book.sheet_names:
        if sheet != marks.FORM_SHEET:
            for key, line in _lines_of(sheet, rows_of(book, sheet, name)):
                if key in lines:
                    twice.append(Problem.of("duplicate-row", line.at(0), item=item_of(key), other=lines[key].at(0)))
                lines.setdefault(key, line)
    if twice:
        raise BadInput(twice)
    return lines


def _lines_of(sheet: str, rows: Rows) -> Iterator[tuple[str, Line]]:
    columns: dict[str, int] = {}
    for number, cells in enumerate(rows):
        key = cells[0] if cells else ""
        if key == marks.KEY_HEADING:
            columns = {text_of(text): column for column, text in enumerate(cells) if text != ""}
        elif isinstance(key, str) and key and columns:
            yield key, Line(sheet, number, cells, columns)
