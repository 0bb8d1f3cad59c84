"""The room that the sheets of an .ods would take, where one cell may stand for a million by repetition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.core.shared.problems import BadInput
from pulau.exchange.safety.cells import WORKSHEET, Limits, Room, parse

if TYPE_CHECKING:
    from pulau.exchange.safety.archive import Archive

CONTENT: Final = "content.xml"
MANIFEST: Final = "meta-inf/manifest.xml"
MAX_SHEETS: Final = 100
_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})
_MOST_REPEATS: Final = 10**9


@dataclass(slots=True)
class _Counter:
    """Follows rows and cells with their repetitions; keeps where links stand."""

    archive: Archive
    room: Room = field(default_factory=Room)
    whole: Room = field(default_factory=Room)
    sheet: str = ""
    sheets: int = 0
    row: int = 0
    column: int = 0
    row_repeats: int = 1
    cell_repeats: int = 1
    used: bool = False
    inside: bool = False
    length: int = 0
    links: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self.cell_repeats = self._repeats(attributes.get("table:number-columns-repeated"))
            self.used, self.inside, self.length = "office:value-type" in attributes, True, 0
        elif name == "table:table-row":
            self.row_repeats = self._repeats(attributes.get("table:number-rows-repeated"))
            self.column = 0
        elif name == "table:table":
            self._start_sheet(attributes.get("table:name", ""))
        elif self.inside and name == "text:a" and len(self.links.get(self.sheet, ())) < self.room.cells + 1_000:
            at = (self.row + 1, self.column + 1, attributes.get("xlink:href", ""))
            self.links.setdefault(self.sheet, []).append(at)

    def end(self, name: str) -> None:
        if name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self.row += self.row_repeats

    def text(self, data: str) -> None:
        if self.inside:
            self.length += len(data)

    def _start_sheet(self, name: str) -> None:
        self.sheet, self.room, self.row = name, Room(most=self.whole.most), 0
        self.sheets += 1
        if self.sheets > MAX_SHEETS:
            raise BadInput.because("workbook-too-many-parts", self.archive.place, count=self.sheets, limit=MAX_SHEETS)

    def _end_cell(self) -> None:
        self.column += self.cell_repeats
        self.inside = False
        if not self.used and not self.length:
            return
        times = self.cell_repeats * self.row_repeats
        self.room.rows = max(self.room.rows, self.row + self.row_repeats)
        self.room.columns = max(self.room.columns, self.column)
        for room in (self.room, self.whole):
            room.cells += times
            room.text += times * self.length
            room.refuse_beyond(self.archive.place)

    def _repeats(self, text: str | None) -> int:
        if text is None:
            return 1
        if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - digits below the limit
            raise self.archive.broken(text[:20])
        return max(1, min(int(text), _MOST_REPEATS))


def check_opendocument(archive: Archive, most: Limits = WORKSHEET) -> dict[str, list[tuple[int, int, str]]]:
    """Refuse an .ods whose sheets are too large. Returns where links stand: sheet to (row, column, address), from 1."""
    if CONTENT not in archive.parts:
        raise archive.broken(CONTENT)
    counter = _Counter(archive, Room(most=most), Room(most=most))
    parse(archive, CONTENT, start=counter.start, end=counter.end, text=counter.text)
    return counter.links


def refuse_encrypted(archive: Archive) -> None:
    """Refuse an .ods with encrypted parts, and one with macros. Raises BadInput."""
    found: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "encryption-data":
            found.append(name)

    if MANIFEST in archive.parts:
        parse(archive, MANIFEST, start=start)
    if found:
        raise BadInput.because("workbook-encrypted", archive.place)
    scripts = (name for name in archive.parts if name.startswith(("basic/", "scripts/")))
    if any(name.endswith((".xml", ".py", ".js", ".bsh")) for name in scripts):
        raise BadInput.because("workbook-macro", archive.place)
