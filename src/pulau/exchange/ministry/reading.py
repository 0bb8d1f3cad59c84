"""A form that is being read: its cells, its plan, what was noticed; and the cells that hold numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.shared.numbers import from_float, parse_number
from pulau.core.shared.problems import Problem
from pulau.exchange.ministry.grid import letters, plain_text
from pulau.exchange.submission import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.core.regulation.model import Pack
    from pulau.exchange.ministry.grid import Cell, Columns
    from pulau.exchange.ministry.plan import Plan

_NOT_FILLED: Final = frozenset(
    {"blm diisi", "belum diisi", "belum dijawab", "belum terisi", "-", "\u2013", "\u2014", "..."}
)
_SHOWN: Final = 40


@dataclass(slots=True)
class Form:
    """A form that is being read: its cells, its plan, and what was noticed on the way."""

    sheet: str
    cells: Sequence[Sequence[Cell]]
    columns: Columns
    plan: Plan
    pack: Pack
    problems: list[Problem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    mended: set[str] = field(default_factory=set)
    """Items whose answer or counts the form itself cannot read as written."""

    def cell(self, row: int, column: int | None) -> Cell:
        """Return a cell; blank outside of the sheet."""
        if column is None or row >= len(self.cells) or column >= len(self.cells[row]):
            return ""
        return self.cells[row][column]

    def at(self, row: int, column: int | None = None) -> str:
        """Name a cell for people; the answer's where no column is given."""
        return f"{self.sheet}!{letters(self.columns.answer if column is None else column)}{row + 1}"

    def refuse(self, code: str, row: int, owner: str, **params: object) -> None:
        """Note a problem at the answer's cell."""
        self.problems.append(Problem.of(code, f"{self.at(row)} ({owner})", **params))

    def notice(self, code: str, row: int, **params: object) -> None:
        """Note a finding at the answer's cell."""
        self.findings.append(Finding.of(code, self.at(row), **params))


def read_number(form: Form, row: int, owner: str) -> Fraction | None:
    """Read a number; None for a blank cell, and for one that was refused."""
    cell = form.cell(row, form.columns.answer)
    if isinstance(cell, float) and math.isfinite(cell):
        return from_float(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Fraction(cell)
    if cell == "":
        return None
    text = plain_text(cell) if isinstance(cell, str) else ""
    if isinstance(cell, str) and is_blank(form, row, owner, text):
        return None
    number = parse_number(text.removesuffix("%").rstrip() if text.endswith("%") and owner in form.pack.items else text)
    if number is None:
        form.refuse("not-a-number", row, owner, value=shown(cell))
        return None
    form.notice("number-as-text", row, item=owner, value=shown(cell))
    form.mended.add(owner.rpartition(".")[0] if owner not in form.pack.items else owner)
    return number


def is_blank(form: Form, row: int, item: str, text: str) -> bool:
    """Whether a text says that nothing was filled in; a word for that is noticed."""
    if text.casefold() in _NOT_FILLED:
        form.notice("answer-taken-as-blank", row, item=item, value=shown(text))
        return True
    return not text


def shown(cell: Cell) -> str:
    """Show a cell in a message, cut so that the message stays readable."""
    text = plain_text(cell)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
