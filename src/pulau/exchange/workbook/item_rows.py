"""The rows of one item: the question and what shows it, its options, the answer, points, notes and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Decrease, Dimension, Scale, Share
from pulau.core.scoring.answers import MOST_COUNT
from pulau.core.shared.numbers import print_exact
from pulau.exchange.workbook import formulas, marks
from pulau.exchange.workbook import layout as at
from pulau.exchange.workbook.book import LANGUAGE
from pulau.exchange.workbook.heights import row_height, text_height

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from xlsxwriter.worksheet import Worksheet

    from pulau.exchange.workbook.book import Book
    from pulau.exchange.workbook.layout import Block, ItemRows

WIDTHS: Final[Mapping[int, int]] = {
    at.NO: 9, at.QUESTION: 47, at.OPTIONS: 45, at.ANSWER: 10, at.VALUE: 10,
    at.POINTS: 9, at.WEIGHT: 9, at.NOTE: 28, at.LINKS: 18,
}  # fmt: skip
"""Widths of columns in characters; that of `LINKS` holds for each column of evidence."""
_SIZE: Final = 10
_SMALL: Final = 9
_LEAST: Final = 18.0
_REFUSED: Final = "Belum tepat"


def write_item(book: Book, block: Block, rows: ItemRows, sheet: Worksheet, width: int) -> None:
    """Write an item and its counts; `width` is the number of columns of the sheet."""
    item, row = rows.item, rows.row
    book.text(sheet, row, at.KEY, f"{marks.ITEM}{item.id}", "plain")
    for column, dimension in enumerate(Dimension, start=at.SHARES):
        if dimension in item.dimensions:
            sheet.write_number(row, column, 1 / len(item.dimensions), book.look["plain"])
    book.text(sheet, row, at.NO, item.number.rpartition(".")[2], "top-centre")
    heights = [_question(book, rows, sheet), _options(book, rows, sheet), *_attached(book, rows, sheet, width)]
    sheet.set_row(row, row_height(heights, _LEAST))
    _answer(book, rows, sheet)
    _figures(book, block, rows, sheet)
    for key, line in rows.inputs.items():
        _count(book, rows, (key, line), sheet, width)


def _question(book: Book, rows: ItemRows, sheet: Worksheet) -> float:
    words, look = book.wording.items[rows.item.id], book.look
    question = words.question[LANGUAGE]
    shows = "\n".join(("Yang menunjukkan:", *(f"•  {line}" for line in words.evidence[LANGUAGE])))
    runs = (look["run-bold"], question, look["run-small"], f"\n{shows}")
    sheet.write_rich_string(rows.row, at.QUESTION, *runs, look["top"])
    width = WIDTHS[at.QUESTION]
    return text_height(question, width, _SIZE, bold=True) + text_height(shows, width, _SMALL)


def _options(book: Book, rows: ItemRows, sheet: Worksheet) -> float:
    words, look = book.wording.items[rows.item.id], book.look
    if isinstance(rows.item.answer, Choice):
        texts = {key: f"{key}   {words.options[key][LANGUAGE]}" for key in rows.item.answer.values}
        runs: list[object] = []
        for number, (key, text) in enumerate(texts.items()):
            runs += [look["run-key"], f"\n{key}" if number else key, look["run-small"], text.removeprefix(key)]
        sheet.write_rich_string(rows.row, at.OPTIONS, *runs, look["top"])
        shown = "\n".join(texts.values())
    else:
        shown = how_it_counts(rows.item.answer, {key: text[LANGUAGE] for key, text in words.inputs.items()})
        book.text(sheet, rows.row, at.OPTIONS, shown, "top-muted")
    return text_height(shown, WIDTHS[at.OPTIONS], _SMALL)


def how_it_counts(kind: Scale | Share | Decrease, inputs: Mapping[str, str]) -> str:
    """Say in words how an index or a ratio becomes a value. `inputs` names the counts."""
    match kind:
        case Scale(maximum=maximum):
            return f"Angka 0 sampai {comma(maximum)}. Nilai = angka ÷ {comma(maximum)}."
        case Share():
            due = " + ".join(inputs[key] for key in kind.due)
            due = f"({due})" if len(kind.due) > 1 else due
            zero = f"Bila pembaginya 0, nilainya {comma(kind.zero.value)}."
            return f"Nilai = {inputs[kind.done]} ÷ {due}, paling banyak 1. {zero}"
        case _:
            before, now = inputs[kind.before], inputs[kind.now]
            zero = f"Bila keduanya 0, nilainya {comma(kind.zero.value)}"
            lone = f"bila hanya yang pertama 0, nilainya {comma(kind.zero.value_if_now)}."
            return f"Nilai = ({before} − {now}) ÷ {before}, paling sedikit 0. {zero}; {lone}"


def _attached(book: Book, rows: ItemRows, sheet: Worksheet, width: int) -> list[float]:
    """Write the note and the evidence; return the heights they need."""
    note = book.notes.get(rows.item.id, "")
    links = book.links.get(rows.item.id, ())
    book.text(sheet, rows.row, at.NOTE, note, "note")
    book.blank(sheet, rows.row, range(at.LINKS, width), "link")
    for column, link in enumerate(links, start=at.LINKS):
        book.link(sheet, rows.row, column, link)
    return [text_height(note, WIDTHS[at.NOTE], _SIZE), *(text_height(link, WIDTHS[at.LINKS], _SMALL) for link in links)]


def _answer(book: Book, rows: ItemRows, sheet: Worksheet) -> None:
    row, answer = rows.row, book.evaluation.items[rows.item.id].answer
    match rows.item.answer:
        case Choice(values=options):
            book.text(sheet, row, at.ANSWER, str(answer or ""), "answer")
            _allow(
                sheet, row, {"validate": "list", "source": list(options)}, f"Pilih salah satu: {', '.join(options)}."
            )
        case Scale(maximum=maximum):
            _number(book, row, sheet, answer, "answer-index")
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0.0, "maximum": float(maximum)}
            _allow(sheet, row, rule, f"Isi angka dari 0 sampai {comma(maximum)}.")
        case _:
            book.text(sheet, row, at.ANSWER, "↓", "top-centre")


def _count(book: Book, rows: ItemRows, line: tuple[str, int], sheet: Worksheet, width: int) -> None:
    (key, row), item = line, rows.item
    counts = book.evaluation.items[item.id].answer
    label = book.wording.items[item.id].inputs[key][LANGUAGE]
    book.text(sheet, row, at.KEY, f"{marks.ITEM}{item.id}{marks.INPUT_MARK}{key}", "plain")
    book.blank(sheet, row, range(at.NO, width), "top")
    book.text(sheet, row, at.QUESTION, label, "count-label")
    sheet.set_row(row, row_height([text_height(label, WIDTHS[at.QUESTION] - 3, _SIZE)], _LEAST))
    _number(book, row, sheet, counts.get(key) if counts is not None else None, "answer-count")  # type: ignore[union-attr]
    rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MOST_COUNT}
    _allow(sheet, row, rule, "Isi bilangan bulat, 0 atau lebih.")


def _number(book: Book, row: int, sheet: Worksheet, number: object, look: str) -> None:
    """Write an index or a count, and beside it, hidden, what it is as a number however it was typed."""
    if number is None:
        book.blank(sheet, row, range(at.ANSWER, at.ANSWER + 1), look)
    else:
        book.number(sheet, row, at.ANSWER, number, look)  # type: ignore[arg-type]  # the pack's check made it a number
    book.formula(sheet, row, at.NUMBER, formulas.number(row), "plain", "" if number is None else number)


def _allow(sheet: Worksheet, row: int, rule: Mapping[str, object], message: str) -> None:
    sheet.data_validation(row, at.ANSWER, row, at.ANSWER, {**rule, "error_title": _REFUSED, "error_message": message})


def _figures(book: Book, block: Block, rows: ItemRows, sheet: Worksheet) -> None:
    row, result = rows.row, book.evaluation.items[rows.item.id]
    shown = formulas.UNANSWERED if result.answer is None else result.fraction
    book.formula(sheet, row, at.VALUE, formulas.value(rows), "top-number", shown)
    book.formula(sheet, row, at.POINTS, formulas.item_points(rows), "top-number", result.points)
    book.formula(sheet, row, at.WEIGHT, formulas.weight(rows, block), "top-weight", result.weight)


def comma(number: Fraction) -> str:
    """Print a number of the law as people here write it."""
    return print_exact(number).replace(".", ",")
