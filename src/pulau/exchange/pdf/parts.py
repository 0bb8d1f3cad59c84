"""What the text of a document consists of, and how each part reaches the template: as data, made legible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pulau.exchange.pdf.legible import legible

LONGEST_PARAGRAPH: Final = 4_000
_AT_ONCE: Final = 400
"""What the font check takes at a time."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the text; the document's title is level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Numbered points: what is pledged."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: names of columns, their relative widths, rows of texts.

    `right` are the columns of figures, `strong` the rows that sum up others, by place from 0. `marks` says of each row
    whether its last cell tells of something met (True) or missed (False); nothing, or None: neither. `indents` says how
    deep each row stands below another; nothing: none does.
    """

    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    right: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()
    marks: tuple[bool | None, ...] = ()
    indents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a list with what is said of it: its title, and texts with their labels ("": goes on)."""

    title: str
    lines: tuple[tuple[str, str], ...]


Part = Heading | Paragraph | Points | Table | Entry


def part_data(part: Part) -> dict[str, Any]:
    """Return a part as the template takes it."""
    match part:
        case Heading(text, level):
            return {"kind": "heading", "text": long_legible(text), "level": level}
        case Paragraph(text):
            return {"kind": "paragraph", "text": long_legible(text)}
        case Points(points):
            return {"kind": "points", "points": [long_legible(point) for point in points]}
        case Entry(title, lines):
            told = [[long_legible(label), long_legible(text)] for label, text in lines]
            return {"kind": "entry", "title": long_legible(title), "lines": told}
        case Table():
            return _table(part)


def _table(part: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "columns": [long_legible(one) for one in part.columns],
        "widths": part.widths,
        "rows": [[long_legible(cell) for cell in row] for row in part.rows],
        "caption": long_legible(part.caption),
        "right": part.right,
        "strong": part.strong,
        "marks": part.marks or [None] * len(part.rows),
        "indents": part.indents or [0] * len(part.rows),
    }


def long_legible(text: str) -> str:
    """Make a text of any length legible, piece by piece of what the font check allows at once."""
    cut = text[:LONGEST_PARAGRAPH]
    return "".join(legible(cut[at : at + _AT_ONCE]) for at in range(0, len(cut), _AT_ONCE))
