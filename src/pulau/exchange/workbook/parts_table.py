"""The table of the parts on the summary: points, weight and percent of each, and how much of it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Part
from pulau.exchange.workbook import formulas, marks
from pulau.exchange.workbook import layout as at

if TYPE_CHECKING:
    from fractions import Fraction

    from xlsxwriter.worksheet import Worksheet

    from pulau.core.regulation.model import Area
    from pulau.core.scoring.model import Score
    from pulau.exchange.workbook.book import Book
    from pulau.exchange.workbook.layout import SheetPlan

# Columns of the summary, from 0.
_TEXT: Final = at.SUMMARY_TEXT
_FULFILMENT, _REFORM, _POINTS, _WEIGHT, _PERCENT, _ANSWERED, _OF = range(_TEXT + 1, _TEXT + 8)
_HEADINGS: Final = ("Pemenuhan", "Reform", marks.POINTS, "Bobot", "Persen", "Terjawab", "Pertanyaan")


def write_parts(book: Book, sheet: Worksheet, row: int) -> int:
    """Write the table and name its figures; return the row below it."""
    book.headings(sheet, row, "Bagian", dict(enumerate(_HEADINGS, start=_FULFILMENT)), _OF)
    book.text(sheet, row, at.KEY, marks.KEY_HEADING, "plain")
    first = row = row + 1
    for plan in book.layout.sheets:
        if plan.area is not None:
            _area(book, sheet, row, plan, plan.area)
            row += 1
    enabler, whole = row, book.evaluation
    _sum(book, sheet, row, "enabler", "Komponen pengungkit", whole.enabler, _span(first, row - 1))
    first = row = row + 1
    for plan in book.layout.sheets:
        if plan.area is None:
            row = _results(book, sheet, row, plan)
    _sum(book, sheet, row, "result", "Komponen hasil", whole.result, _span(first, row - 1))
    _sum(book, sheet, row + 1, "total", "Nilai total", whole.total, (enabler, row))
    return row + 2


def _span(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last + 1))


def _area(book: Book, sheet: Worksheet, row: int, plan: SheetPlan, area: Area) -> None:
    score = book.evaluation.areas[area.id]
    book.text(sheet, row, at.KEY, f"areas.{area.id}", "plain")
    _go_to(book, sheet, row, plan, f"Area {area.id} · {book.area_name(area.id)}")
    halves = {Part.FULFILMENT: (_FULFILMENT, score.fulfilment), Part.REFORM: (_REFORM, score.reform)}
    book.text(sheet, row, _REFORM, "–", "cell-number")
    for band in plan.bands:
        column, points = halves[band.part]
        book.formula(sheet, row, column, f"={plan.at(band.row, at.POINTS)}", "cell-number", points)
    total = "=" + "+".join(at.cell(row, halves[band.part][0]) for band in plan.bands)
    book.formula(sheet, row, _POINTS, total, "cell-number", score.score.points)
    book.name(f"AREA_{area.id}", row, _POINTS)
    _rest(book, sheet, row, score.score)
    _answered(book, sheet, row, plan, (plan.blocks[0].row, plan.last))


def _results(book: Book, sheet: Worksheet, row: int, plan: SheetPlan) -> int:
    for block in plan.blocks:
        score = book.evaluation.sub_areas[block.sub_area.id]
        book.blank(sheet, row, range(_TEXT, _OF + 1), "cell")
        _go_to(book, sheet, row, plan, book.sub_area_name(block.sub_area.id))
        book.formula(sheet, row, _POINTS, f"={plan.at(block.row, at.POINTS)}", "cell-number", score.points)
        _rest(book, sheet, row, score)
        _answered(book, sheet, row, plan, (block.row, block.last))
        row += 1
    return row


def _go_to(book: Book, sheet: Worksheet, row: int, plan: SheetPlan, text: str) -> None:
    """Name a part, with a jump to its sheet."""
    sheet.write_url(row, _TEXT, f"internal:{plan.prefix}A1", book.look["cell-link"], string=text)


def _rest(book: Book, sheet: Worksheet, row: int, score: Score, look: str = "cell") -> None:
    book.number(sheet, row, _WEIGHT, score.weight, f"{look}-number")
    percent = formulas.percent(at.cell(row, _POINTS), at.cell(row, _WEIGHT))
    book.formula(sheet, row, _PERCENT, percent, f"{look}-percent", score.percent)


def _answered(book: Book, sheet: Worksheet, row: int, plan: SheetPlan, lines: tuple[int, int]) -> None:
    """Write how many items of some rows have a value, and how many there are."""
    items = [rows.item.id for block in plan.blocks for rows in block.items if lines[0] < rows.row <= lines[1]]
    answered = sum(item in book.evaluation.answers.values for item in items)
    keys, values = (f"{plan.at(lines[0], column)}:{at.cell(lines[1], column)}" for column in (at.KEY, at.VALUE))
    # Percents of sub-areas stand in the same column, so only the rows of items are counted.
    formula = f'=SUMPRODUCT((LEFT({keys},6)="items.")*ISNUMBER({values}))'
    book.formula(sheet, row, _ANSWERED, formula, "cell-whole", answered)
    sheet.write_number(row, _OF, len(items), book.look["cell-whole"])


def _sum(book: Book, sheet: Worksheet, row: int, key: str, label: str, score: Score, parts: tuple[int, ...]) -> None:
    book.text(sheet, row, at.KEY, key, "plain")
    book.blank(sheet, row, range(_TEXT, _OF + 1), "total")
    book.text(sheet, row, _TEXT, label, "total")
    pack, answers = book.pack, book.evaluation.answers.values
    results = {item.id for item in pack.items.values() if pack.sub_areas[item.sub_area].part is Part.RESULT}
    items = {"enabler": pack.items.keys() - results, "result": results, "total": set(pack.items)}[key]
    sums: dict[int, tuple[Fraction | int, str]] = {
        _POINTS: (score.points, "total-number"),
        _ANSWERED: (len(items & answers.keys()), "total-whole"),
        _OF: (len(items), "total-whole"),
    }
    for column, (value, look) in sums.items():
        formula = "=" + "+".join(at.cell(part, column) for part in parts)
        book.formula(sheet, row, column, formula, look, value)
    book.name(key.upper(), row, _POINTS)
    _rest(book, sheet, row, score, "total")
