"""What every sheet is written from: the open workbook, its look and plan, and the worksheet that fills it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.shared.numbers import from_float
from pulau.core.shared.problems import BadInput
from pulau.exchange.submission import NOBODY, Origin
from pulau.exchange.workbook import layout as at
from pulau.exchange.workbook.marks import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pulau.core.regulation.model import Pack
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.model import Evaluation
    from pulau.exchange.workbook.layout import Layout
    from pulau.exchange.workbook.look import Look

LANGUAGE: Final = "id"
"""The workbook is in Indonesian."""
_LONG: Final = Context(prec=80)
_LONGEST_URL: Final = 2_000
_CLICKABLE: Final = re.compile(r"(?:https?|ftp)://[^\s\"<>]+|mailto:[^\s\"<>]+", re.IGNORECASE)
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook being written."""

    workbook: Workbook
    look: Look
    layout: Layout
    evaluation: Evaluation
    wording: Wording
    notes: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    origin: Origin = NOBODY

    @property
    def pack(self) -> Pack:
        """The regulation of the worksheet."""
        return self.evaluation.pack

    def area_name(self, area: str) -> str:
        """Name an area."""
        return self.wording.areas[area][LANGUAGE]

    def sub_area_name(self, sub_area: str) -> str:
        """Name a sub-area or a result component."""
        return self.wording.sub_areas[sub_area][LANGUAGE]

    def name(self, name: str, row: int, column: int) -> None:
        """Give a cell of the summary a name that the whole workbook knows."""
        self.workbook.define_name(name, f"={at.SUMMARY_SHEET}!{at.cell(row, column)}")

    def headings(self, sheet: Worksheet, row: int, text: str, figures: Mapping[int, str], last: int) -> None:
        """Write the headings of a table of the summary: its name, then those of columns of figures."""
        self.blank(sheet, row, range(at.SUMMARY_TEXT, last + 1), "head")
        self.text(sheet, row, at.SUMMARY_TEXT, text, "head")
        for column, heading in figures.items():
            self.text(sheet, row, column, heading, "head-right")
        sheet.set_row(row, 18)

    def formula(self, sheet: Worksheet, row: int, column: int, formula: str, look: str, value: object) -> None:
        """Write a formula with its value beside it, for readers that do not recalculate."""
        shown = float(value) if isinstance(value, Fraction) else value
        sheet.write_formula(row, column, formula, self.look[look], shown)

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        """Write text as text: never a formula, a number or a link, whatever it looks like."""
        if text:
            sheet.write_string(row, column, text, self.look[look])
        else:
            sheet.write_blank(row, column, None, self.look[look])

    def number(self, sheet: Worksheet, row: int, column: int, number: Fraction, look: str) -> None:
        """Write a number; one that a cell cannot hold exactly is written as text, which loses nothing."""
        if from_float(float(number)) == number:
            sheet.write_number(row, column, float(number), self.look[look])
        else:
            exact = format(_LONG.divide(Decimal(number.numerator), Decimal(number.denominator)), "f")
            sheet.write_string(row, column, exact, self.look[look])

    def blank(self, sheet: Worksheet, row: int, columns: range, look: str) -> None:
        """Give empty cells their look."""
        for column in columns:
            sheet.write_blank(row, column, None, self.look[look])

    def link(self, sheet: Worksheet, row: int, column: int, link: str) -> None:
        """Write a piece of evidence; web and mail addresses can be clicked, anything else is text."""
        if len(link) <= _LONGEST_URL and _CLICKABLE.fullmatch(link):
            sheet.write_url(row, column, link, self.look["link-live"], string=link)
        else:
            self.text(sheet, row, column, link, "link")


def holdable(text: str, place: str) -> str:
    """Make text fit for a cell: one kind of line end, and a sign in place of what XML cannot hold.

    Raises BadInput for text longer than a cell holds.
    """
    fit = _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(fit.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise BadInput.because("text-too-long", place, most=LONGEST_TEXT)
    return fit
