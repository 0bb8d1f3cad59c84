"""The room that the sheets of an .xlsx would take, counted before a parser fills a table from first to last cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pulau.exchange.safety.archive import Archive

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 200_000
MAX_STRINGS: Final = 500_000
MAX_TEXT: Final = 50_000_000
"""Most characters that all cells together may hold, counting a shared text once for every cell that shows it."""
_LARGEST_AT_ONCE: Final = 8_000_000
_LONGEST_INDEX: Final = 20
_PLAIN: Final = re.compile(rb'<(?:c r="[A-G]?[A-Z][0-9]{1,4}"|row r="[0-9]{1,4}"|((?:[^<>\s/!?:]*:)?(?:c|row)[\s/>]))')
"""Finds every cell and row; its group is filled by those that are not written in the plain form."""
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,4})\$?([0-9]{1,8})")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a sheet may take; what a worksheet needs, unless a reader of longer tables says otherwise."""

    rows: int = MAX_ROWS
    columns: int = MAX_COLUMNS
    cells: int = MAX_CELLS


WORKSHEET: Final = Limits()


@dataclass(slots=True)
class Room:
    """What a sheet takes: the last used row and column (counted from 1), used cells, characters."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    text: int = 0
    most: Limits = WORKSHEET

    def refuse_beyond(self, place: str) -> None:
        """Refuse a sheet that is too large. Raises BadInput."""
        if self.rows > self.most.rows or self.columns > self.most.columns or self.cells > self.most.cells:
            raise BadInput.because(
                "sheet-too-large",
                place,
                rows=self.rows,
                columns=self.columns,
                most_rows=self.most.rows,
                most_columns=self.most.columns,
            )
        if self.text > MAX_TEXT:
            raise BadInput.because("workbook-bomb", place, part="text", limit_mb=MAX_TEXT // 1_000_000)


def check_sheets(archive: Archive, sheets: Iterable[str], texts: Sequence[str], most: Limits = WORKSHEET) -> None:
    """Refuse sheets that take more than `most`; `texts` are the parts of shared texts. Raises BadInput."""
    lengths: list[int] | None = None
    longest, whole = max((_longest_shared(archive, name) for name in texts), default=0), Room(most=most)
    for name in sheets:
        size = archive.parts[name].size
        count = _plain_cells(archive.read(name)) if size <= _LARGEST_AT_ONCE else None
        if count is None or count * longest > MAX_TEXT or count > most.cells:
            lengths = _lengths(archive, texts) if lengths is None else lengths
            room = _measure(archive, name, lengths, most)
        else:
            room = Room(cells=count, most=most)
        room.refuse_beyond(archive.place)
        whole.cells += room.cells
        whole.text += room.text
        whole.refuse_beyond(archive.place)


def _plain_cells(sheet: bytes) -> int | None:
    """Count cells and rows of a sheet that is small beyond doubt (below row 10,000, column GZ); None for any other.

    Only the form that every program writes is taken as plain, and every cell and row must have it.
    """
    found = _PLAIN.findall(sheet)
    return None if any(found) else len(found)


def _longest_shared(archive: Archive, name: str) -> int:
    if archive.parts[name].size > _LARGEST_AT_ONCE:
        return MAX_TEXT
    texts = archive.read(name).split(b"</si>")
    if len(texts) > MAX_STRINGS:
        raise _too_many_texts(archive, name)
    return max(map(len, texts))


def _lengths(archive: Archive, names: Sequence[str]) -> list[int]:
    """Measure every shared text; of several parts (a parser takes one of them) the longest at each number."""
    lengths: list[int] = []
    for name in names:
        own = _lengths_of(archive, name)
        lengths = [max(pair) for pair in zip_longest(lengths, own, fillvalue=0)]
    return lengths


def _lengths_of(archive: Archive, name: str) -> list[int]:
    lengths: list[int] = []

    def start(element: str, _: dict[str, str]) -> None:
        if element.rpartition(":")[2] == "si":
            lengths.append(0)
            if len(lengths) > MAX_STRINGS:
                raise _too_many_texts(archive, name)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    parse(archive, name, start=start, text=text)
    return lengths


def _too_many_texts(archive: Archive, name: str) -> BadInput:
    return BadInput.because("workbook-bomb", archive.place, part=name, limit_mb=MAX_TEXT // 1_000_000)


@dataclass(slots=True)
class _Counter:
    """Follows the cells of a sheet as a parser would: a reference where there is one, otherwise the next place."""

    archive: Archive
    lengths: list[int]
    room: Room = field(default_factory=Room)
    row: int = 0
    column: int = 0
    shared: bool = False
    inside: str = ""
    held: str = ""
    length: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self.row = self._number(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
        elif local == "c":
            self._place(attributes)
        elif local in ("v", "is"):
            self.inside, self.held, self.length = local, "", 0
            self.room.rows = max(self.room.rows, self.row)
            self.room.columns = max(self.room.columns, self.column)
            self.room.cells += 1
            self.room.refuse_beyond(self.archive.place)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == self.inside:
            index = self._number(self.held) if local == "v" and self.shared and self.held.strip() else -1
            self.room.text += self.lengths[index] if 0 <= index < len(self.lengths) else self.length
            self.inside = ""

    def text(self, data: str) -> None:
        if self.inside:
            self.length += len(data)
            if self.shared and len(self.held) < _LONGEST_INDEX:
                self.held += data

    def _place(self, attributes: dict[str, str]) -> None:
        self.shared = attributes.get("t") == "s"
        self.column += 1
        if "r" in attributes:
            found = _REFERENCE.fullmatch(attributes["r"])
            if found is None:
                raise self.archive.broken(attributes["r"][:20])
            self.column = column_number(found[1])
            self.row = self._number(found[2])

    def _number(self, text: str) -> int:
        stripped = text.strip()
        if not (stripped.isascii() and stripped.isdigit() and len(stripped) < 10):  # noqa: PLR2004 - digits of a row
            raise self.archive.broken(stripped[:20])
        return int(stripped)


def _measure(archive: Archive, name: str, lengths: list[int], most: Limits) -> Room:
    counter = _Counter(archive, lengths, Room(most=most))
    parse(archive, name, start=counter.start, end=counter.end, text=counter.text)
    return counter.room


def column_number(letters: str) -> int:
    """Return the number of a column, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def parse(
    archive: Archive,
    name: str,
    *,
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run a part through expat, piece by piece, refusing a document type. Raises BadInput."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise BadInput.because("workbook-doctype", archive.place, part=name)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        for chunk in archive.chunks(name):
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes its last mark by place
    except (expat.ExpatError, ValueError, LookupError):
        raise archive.broken(name) from None
