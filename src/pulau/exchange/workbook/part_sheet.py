"""The sheet of an area, or of the results: its halves and sub-areas with their points, and the items below each."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.exchange.names import PARTS, pick
from pulau.exchange.workbook import formulas, marks
from pulau.exchange.workbook import layout as at
from pulau.exchange.workbook.book import LANGUAGE
from pulau.exchange.workbook.item_rows import WIDTHS, comma, write_item
from pulau.exchange.workbook.look import DEEP, SEA, protect, set_paper

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from pulau.exchange.workbook.book import Book
    from pulau.exchange.workbook.layout import Band, Block, SheetPlan

_FEWEST_LINKS: Final = 3
_HEADINGS: Final = {
    at.NO: ("No.", "head"), at.QUESTION: ("Pertanyaan dan apa yang menunjukkannya", "head"),
    at.OPTIONS: ("Pilihan jawaban", "head"), at.ANSWER: (marks.ANSWER, "head-centre"),
    at.VALUE: ("Nilai (0–1)", "head-right"), at.POINTS: (marks.POINTS, "head-right"),
    at.WEIGHT: ("Bobot", "head-right"), at.NOTE: (marks.NOTE, "head"),
}  # fmt: skip


def write_part_sheet(book: Book, plan: SheetPlan, sheet: Worksheet) -> None:
    """Write one part of the worksheet."""
    items = [rows for block in plan.blocks for rows in block.items]
    width = at.LINKS + max(_FEWEST_LINKS, *(len(book.links.get(rows.item.id, ())) for rows in items))
    _columns(book, sheet, width)
    _title(book, plan, sheet, width)
    for band in plan.bands:
        _band(book, plan, band, sheet, width)
        for block in band.blocks:
            _block(book, block, sheet, width)
            for rows in block.items:
                write_item(book, block, rows, sheet, width)
    _show_what_is_missing(book, plan, sheet)
    sheet.freeze_panes(at.HEADING + 1, at.QUESTION)
    sheet.print_area(0, at.NO, plan.last, width - 1)
    set_paper(sheet, book.pack, repeat=(at.HEADING, at.HEADING))
    sheet.set_tab_color(SEA if plan.area else DEEP)
    to_fill = next(iter(items[0].inputs.values()), items[0].row)
    sheet.set_selection(to_fill, at.ANSWER, to_fill, at.ANSWER)
    protect(sheet)


def _columns(book: Book, sheet: Worksheet, width: int) -> None:
    sheet.set_column(at.KEY, at.NO - 1, 8, book.look["plain"], {"hidden": True})
    for column, size in WIDTHS.items():
        sheet.set_column(column, width - 1 if column == at.LINKS else column, size, book.look["plain"])
    book.text(sheet, at.HEADING, at.KEY, marks.KEY_HEADING, "plain")
    for column, (text, look) in _HEADINGS.items():
        book.text(sheet, at.HEADING, column, text, look)
    for number in range(width - at.LINKS):
        book.text(sheet, at.HEADING, at.LINKS + number, f"{marks.LINK} {number + 1}", "head")


def _title(book: Book, plan: SheetPlan, sheet: Worksheet, width: int) -> None:
    for row, height, look in ((0, 30, "title"), (1, 18, "under")):
        sheet.set_row(row, height)
        book.blank(sheet, row, range(at.NO, width), look)
    sheet.set_row(at.HEADING, 20)
    name = f"Area {plan.area.id} · {book.area_name(plan.area.id)}" if plan.area else "Komponen hasil"
    book.text(sheet, 0, at.NO, name, "title")
    book.text(sheet, 1, at.NO, "Isi kolom Jawaban, Catatan, dan Bukti. Poin terhitung sendiri.", "under")
    score = book.evaluation.areas[plan.area.id].score if plan.area else book.evaluation.result
    points = "=" + "+".join(at.cell(band.row, at.POINTS) for band in plan.bands)
    book.formula(sheet, 0, at.POINTS, points, "title-number", score.points)
    book.text(sheet, 0, at.WEIGHT, f"dari {comma(score.weight)}", "title-small")


def _band(book: Book, plan: SheetPlan, band: Band, sheet: Worksheet, width: int) -> None:
    whole = sum((block.sub_area.weight for block in band.blocks), Fraction(0))
    points = sum((book.evaluation.sub_areas[block.sub_area.id].points for block in band.blocks), Fraction(0))
    split = plan.area is None or plan.area.reform is not None
    name = pick(PARTS[band.part], LANGUAGE).capitalize() if split else "Pengungkit"
    sheet.set_row(band.row, 20)
    book.blank(sheet, band.row, range(at.NO, width), "part")
    book.text(sheet, band.row, at.NO, name, "part")
    own = at.cell(band.row, at.POINTS), at.cell(band.row, at.WEIGHT)
    book.formula(sheet, band.row, at.VALUE, formulas.percent(*own), "part-percent", 100 * points / whole)
    book.formula(sheet, band.row, at.POINTS, formulas.band_points(band), "part-points", points)
    book.number(sheet, band.row, at.WEIGHT, whole, "part-points")


def _block(book: Book, block: Block, sheet: Worksheet, width: int) -> None:
    sub_area, score = block.sub_area, book.evaluation.sub_areas[block.sub_area.id]
    sheet.set_row(block.row, 18)
    book.text(sheet, block.row, at.KEY, f"sub_areas.{sub_area.id}", "plain")
    book.blank(sheet, block.row, range(at.NO, width), "sub")
    book.text(sheet, block.row, at.NO, sub_area.number, "sub")
    book.text(sheet, block.row, at.QUESTION, book.sub_area_name(sub_area.id), "sub")
    own = at.cell(block.row, at.POINTS), at.cell(block.row, at.WEIGHT)
    book.formula(sheet, block.row, at.VALUE, formulas.percent(*own), "sub-percent", score.percent)
    book.formula(sheet, block.row, at.POINTS, formulas.sub_area_points(block), "sub-points", score.points)
    book.number(sheet, block.row, at.WEIGHT, sub_area.weight, "sub-points")


def _show_what_is_missing(book: Book, plan: SheetPlan, sheet: Worksheet) -> None:
    """Tint answers that are not there yet, and words that stand in place of a value."""
    span = (at.HEADING + 1, at.VALUE, plan.last, at.VALUE)
    for word, look in ((formulas.UNANSWERED, "waiting"), (formulas.INVALID, "wrong"), (formulas.INCOMPLETE, "wrong")):
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": book.look[look]}
        sheet.conditional_format(*span, rule)
    blank = {"type": "blanks", "format": book.look["blank"]}
    for rows in (rows for block in plan.blocks for rows in block.items):
        for row in rows.inputs.values() or (rows.row,):
            sheet.conditional_format(row, at.ANSWER, row, at.ANSWER, blank)
