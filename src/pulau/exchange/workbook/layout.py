"""Where everything stands in the workbook: planned before a cell is written, since formulas point both ways."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Decrease, Part, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Area, Item, Pack, SubArea

# Columns of a part's sheet, from 0. The first five are hidden.
KEY: Final = 0
NUMBER: Final = 1
SHARES: Final = 2
NO: Final = 5
QUESTION: Final = 6
OPTIONS: Final = 7
ANSWER: Final = 8
VALUE: Final = 9
POINTS: Final = 10
WEIGHT: Final = 11
NOTE: Final = 12
LINKS: Final = 13

HEADING: Final = 2
"""Row of the column headings; what is above stays in sight."""
RESULT_SHEET: Final = "Hasil"
SUMMARY_SHEET: Final = "Ringkasan"
SUMMARY_TEXT: Final = 1
"""First column of the summary that is seen."""


@dataclass(frozen=True, slots=True)
class ItemRows:
    """The row of an item, and the rows of its counts."""

    item: Item
    row: int
    inputs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A sub-area: its own row, then its items down to `last`."""

    sub_area: SubArea
    row: int
    items: tuple[ItemRows, ...]
    last: int


@dataclass(frozen=True, slots=True)
class Band:
    """A half of an area (or the results): its own row, then its sub-areas."""

    part: Part
    row: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet of an area, or of the results where `area` is None."""

    name: str
    area: Area | None
    bands: tuple[Band, ...]
    last: int

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every sub-area of the sheet."""
        return tuple(block for band in self.bands for block in band.blocks)

    def column(self, column: int) -> str:
        """Point from another sheet to a column's cells below the headings."""
        return f"{self.prefix}{cell(HEADING + 1, column)}:{cell(self.last, column)}"

    def at(self, row: int, column: int) -> str:
        """Point from another sheet to a cell."""
        return f"{self.prefix}{cell(row, column)}"

    @property
    def prefix(self) -> str:
        """The sheet's name as formulas of other sheets write it."""
        return f"'{self.name}'!"


@dataclass(frozen=True, slots=True)
class Layout:
    """The plan of every sheet, and the cell of the points of each sub-area and item."""

    sheets: tuple[SheetPlan, ...]
    points: Mapping[str, str]


def plan(pack: Pack) -> Layout:
    """Plan the workbook of a pack: a sheet for each area, and one for the results."""
    sheets = [_sheet(pack, f"Area {area.id}", area) for area in pack.areas.values()]
    sheets.append(_sheet(pack, RESULT_SHEET, None))
    points: dict[str, str] = {}
    for sheet in sheets:
        for block in sheet.blocks:
            points[f"sub_areas.{block.sub_area.id}"] = sheet.at(block.row, POINTS)
            points.update({f"items.{rows.item.id}": sheet.at(rows.row, POINTS) for rows in block.items})
    return Layout(tuple(sheets), MappingProxyType(points))


def cell(row: int, column: int) -> str:
    """Name a cell absolutely, such as `$K$4`, from a row and a column counted from 0."""
    return f"${column_letters(column)}${row + 1}"


def column_letters(column: int) -> str:
    """Name a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet(pack: Pack, name: str, area: Area | None) -> SheetPlan:
    bands: list[Band] = []
    row = HEADING + 1
    own = [s for s in pack.sub_areas.values() if s.area == (area.id if area else None)]
    for part in Part:
        chosen = [s for s in own if s.part is part]
        if chosen:
            blocks: list[Block] = []
            start, row = row, row + 1
            for sub_area in chosen:
                blocks.append(_block(pack, sub_area, row))
                row = blocks[-1].last + 1
            bands.append(Band(part, start, tuple(blocks)))
    return SheetPlan(name, area, tuple(bands), row - 1)


def _block(pack: Pack, sub_area: SubArea, row: int) -> Block:
    items: list[ItemRows] = []
    last = row
    for item in (pack.items[item_id] for item_id in sub_area.items):
        own = last + 1
        inputs = item.answer.inputs if isinstance(item.answer, Share | Decrease) else ()
        items.append(ItemRows(item, own, MappingProxyType({key: own + 1 + n for n, key in enumerate(inputs)})))
        last = own + len(inputs)
    return Block(sub_area, row, tuple(items), last)
