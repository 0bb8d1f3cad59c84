"""The summary: what the worksheet comes to, what is stated for it as a whole, and how to fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Dimension, PackStatus
from pulau.core.scoring.model import Unanswered
from pulau.exchange.names import DIMENSIONS, pick
from pulau.exchange.workbook import layout as at
from pulau.exchange.workbook import marks
from pulau.exchange.workbook.book import LANGUAGE
from pulau.exchange.workbook.gates_table import write_titles
from pulau.exchange.workbook.look import DEEP, protect, set_paper
from pulau.exchange.workbook.parts_table import write_parts

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from pulau.exchange.workbook.book import Book

# Columns and rows of this sheet, from 0.
_TEXT: Final = at.SUMMARY_TEXT
_SETTING: Final = _TEXT + 1
_LAST: Final = _TEXT + 8
_DIMENSION_POINTS, _DIMENSION_WEIGHT, _DIMENSION_PERCENT = range(_TEXT + 3, _TEXT + 6)
_CARDS_ROW: Final = 3
_SETTINGS_ROW: Final = 6
_PARTS_ROW: Final = 10
_GAP: Final = 10
_ROW: Final = 16
_SCALE: Final = 71
"""Percent at which the width of the sheet is that of the page."""
_COMMON_TITLES: Final = ("WBK", "WBBM")
_UNVERIFIED: Final = " · belum diverifikasi, bukan untuk penetapan resmi"
_STEPS: Final = (
    "1.  Buka lembar Area 1 sampai Hasil satu per satu. Isi kolom Jawaban, Catatan, dan Bukti; sel lain terkunci.",
    "2.  Pilih jawaban dari daftar. Arti tiap pilihan ada di kolom Pilihan jawaban. Sel berwarna pasir belum dijawab.",
    "3.  Untuk pertanyaan bertanda ↓, isi jumlah pada baris di bawahnya dengan bilangan bulat.",
    "4.  Tempelkan satu tautan bukti dalam satu sel. Tuliskan keterangan di kolom Catatan.",
    "5.  Serahkan berkas ini kembali ke Pulau. Jawaban, catatan, dan tautan terbaca utuh.",
)


def write_summary(book: Book, sheet: Worksheet) -> None:
    """Write the summary sheet."""
    sheet.set_column(at.KEY, at.KEY, 8, book.look["plain"], {"hidden": True})
    for first, last, width in ((_TEXT, _TEXT, 48), (_TEXT + 1, _LAST - 1, 14), (_LAST, _LAST, 40)):
        sheet.set_column(first, last, width, book.look["plain"])
    sheet.set_default_row(_ROW)
    _title(book, sheet)
    _cards(book, sheet)
    _settings(book, sheet)
    row = _PARTS_ROW
    for write in (write_parts, write_titles, _dimensions):
        sheet.set_row(row - 1, _GAP)
        row = write(book, sheet, row) + 1
    sheet.set_row(row - 1, _GAP)
    _steps(book, sheet, row)
    set_paper(sheet, book.pack, scale=_SCALE)
    # How to fill it is for the screen: without it, the summary is one page.
    sheet.print_area(0, _TEXT, row - 2, _LAST)
    sheet.set_selection(_SETTINGS_ROW + 1, _SETTING, _SETTINGS_ROW + 1, _SETTING)
    sheet.set_tab_color(DEEP)
    protect(sheet)


def _title(book: Book, sheet: Worksheet) -> None:
    for row, height, look in ((0, 30, "title"), (1, 18, "under")):
        sheet.set_row(row, height)
        book.blank(sheet, row, range(_TEXT, _LAST + 1), look)
    sheet.set_row(2, _GAP)
    book.text(sheet, 0, _TEXT, "Lembar Kerja Evaluasi Zona Integritas", "title")
    unverified = book.pack.status is PackStatus.UNVERIFIED
    parts = (book.origin.name or book.origin.unit, str(book.origin.year or ""), book.pack.instrument)
    text = f"{' · '.join(part for part in parts if part)}{_UNVERIFIED if unverified else ''}"
    book.text(sheet, 1, _TEXT, text, "under")


def _cards(book: Book, sheet: Worksheet) -> None:
    row, evaluation = _CARDS_ROW, book.evaluation
    for line, height, look in ((row, 20, "card-label"), (row + 1, 34, "card-figure")):
        sheet.set_row(line, height)
        book.blank(sheet, line, range(_TEXT, _LAST + 1), look)
    sheet.set_row(row + 2, _GAP)
    cards: list[tuple[str, str, object, str]] = [
        ("Nilai total", "=TOTAL", evaluation.total.points, "card-figure"),
        ("Pengungkit", "=ENABLER", evaluation.enabler.points, "card-figure"),
        ("Hasil", "=RESULT", evaluation.result.points, "card-figure"),
    ]
    for title, verdict in evaluation.titles.items():
        word = "Memenuhi" if verdict.met else "Belum"
        cards.append((f"Syarat {title}", f'=IF({title},"Memenuhi","Belum")', word, "card-word"))
    for number, (label, formula, value, look) in enumerate(cards):
        column = _TEXT if number == 0 else 2 * number
        book.text(sheet, row, column, label, "card-label")
        book.formula(sheet, row + 1, column, formula, look, value)


def _settings(book: Book, sheet: Worksheet) -> None:
    row, evaluation = _SETTINGS_ROW, book.evaluation
    book.headings(sheet, row, "Pengaturan", {}, _LAST)
    book.text(sheet, row, at.KEY, marks.KEY_HEADING, "plain")
    book.text(sheet, row, _SETTING, marks.ANSWER, "head-centre")
    book.text(sheet, row, _SETTING + 1, "Keterangan", "head")
    titles = [marks.NO_TITLE, *(book.pack.titles or _COMMON_TITLES)]
    rule = marks.LEAVE_OUT if evaluation.unanswered is Unanswered.SKIP else marks.COUNT_ZERO
    lines = (
        (marks.PRIOR_TITLE_KEY, "Predikat yang sudah dimiliki", evaluation.prior_title or marks.NO_TITLE, titles,
         "WBBM mensyaratkan predikat WBK lebih dahulu."),
        (marks.UNANSWERED_KEY, "Pertanyaan yang belum dijawab", rule, [marks.COUNT_ZERO, marks.LEAVE_OUT],
         "Dihitung 0: ketentuan Pulau. Dilewati: tidak ikut dalam rata-rata, seperti lembar kementerian."),
    )  # fmt: skip
    for line, (key, label, value, choices, hint) in enumerate(lines, start=row + 1):
        sheet.set_row(line, 18)
        book.text(sheet, line, at.KEY, key, "plain")
        book.text(sheet, line, _TEXT, label, "cell")
        book.blank(sheet, line, range(_SETTING + 1, _LAST + 1), "hint")
        book.text(sheet, line, _SETTING, value, "setting")
        book.text(sheet, line, _SETTING + 1, hint, "hint")
        sheet.data_validation(line, _SETTING, line, _SETTING, {"validate": "list", "source": choices})
        book.name(key.upper(), line, _SETTING)


def _dimensions(book: Book, sheet: Worksheet, row: int) -> int:
    """Write how the points fall on system, people and culture; return the row below."""
    headings = {_DIMENSION_POINTS: marks.POINTS, _DIMENSION_WEIGHT: "Bobot", _DIMENSION_PERCENT: "Persen"}
    book.headings(sheet, row, "Sudut pandang", headings, _DIMENSION_PERCENT)
    scores = book.evaluation.dimensions
    for share, dimension in enumerate(Dimension, start=at.SHARES):
        row, score = row + 1, scores[dimension]
        book.blank(sheet, row, range(_TEXT, _DIMENSION_PERCENT + 1), "cell")
        book.text(sheet, row, _TEXT, pick(DIMENSIONS[dimension], LANGUAGE), "cell")
        book.formula(sheet, row, _DIMENSION_POINTS, _shared_out(book, at.POINTS, share), "cell-number", score.points)
        book.formula(sheet, row, _DIMENSION_WEIGHT, _shared_out(book, at.WEIGHT, share), "cell-number", score.weight)
        points, weight = at.cell(row, _DIMENSION_POINTS), at.cell(row, _DIMENSION_WEIGHT)
        percent = f"=IF({weight}=0,0,100*{points}/{weight})"
        book.formula(sheet, row, _DIMENSION_PERCENT, percent, "cell-percent", score.percent)
    return row + 1


def _shared_out(book: Book, column: int, share: int) -> str:
    """Add up a column of every sheet, each row by its share."""
    sums = (f"SUMPRODUCT({plan.column(column)},{plan.column(share)})" for plan in book.layout.sheets)
    return "=" + "+".join(sums)


def _steps(book: Book, sheet: Worksheet, row: int) -> None:
    book.headings(sheet, row, "Cara mengisi", {}, _LAST)
    for number, step in enumerate(_STEPS, start=row + 1):
        book.text(sheet, number, _TEXT, step, "step")
