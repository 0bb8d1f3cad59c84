"""A documentation page as its tables, and numbers as the docs write them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


@dataclass(frozen=True)
class Row:
    """A row of a table, by heading, and the line it stands on."""

    headings: tuple[str, ...]
    cells: tuple[str, ...]
    line: int

    def __getitem__(self, heading: str) -> str:
        return self.cells[self.headings.index(heading)]

    @property
    def table(self) -> str:
        """The first heading, by which a table is known."""
        return self.headings[0]


def rows(page: Path) -> list[Row]:
    """Every row of every table of a page."""
    found: list[Row] = []
    headings: tuple[str, ...] | None = None
    for number, line in enumerate(page.read_text("utf-8").splitlines(), start=1):
        if not line.startswith("|"):
            headings = None
        elif headings is None:
            headings = cells(line)
        elif not set(line) <= set("|-: "):
            found.append(Row(headings, cells(line), number))
    return found


def cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().strip("`") for cell in line.strip().strip("|").split("|"))


def listed(cell: str) -> list[str]:
    """The entries of a cell; `none` has none."""
    return [] if cell == "none" else [entry.strip() for entry in cell.split(",")]


def exact(cell: str) -> Fraction:
    """A number as the docs write it: 0.67, 1/3."""
    return Fraction(cell)
