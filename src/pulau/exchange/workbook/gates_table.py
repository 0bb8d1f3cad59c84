"""The table of the titles on the summary: each minimum with what there is, what is missing, and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.measures import measure_weight
from pulau.core.regulation.model import Unit
from pulau.core.scoring.gates import satisfies
from pulau.core.scoring.model import GateResult, PriorTitleResult
from pulau.core.shared.numbers import print_exact
from pulau.exchange.names import gate_name
from pulau.exchange.workbook import formulas, marks
from pulau.exchange.workbook import layout as at
from pulau.exchange.workbook.book import LANGUAGE

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from pulau.core.regulation.model import Title
    from pulau.core.scoring.model import AnyGateResult
    from pulau.exchange.workbook.book import Book

# Columns of the summary, from 0.
_TEXT: Final = at.SUMMARY_TEXT
_ACTUAL: Final = _TEXT + 1
_SHARED: Final = _TEXT + 2
_EACH: Final = 3
"""Columns of a title: minimum, shortfall, state."""
MET, MISSED, NOT_ASKED = "✓ Terpenuhi", "▲ Kurang", "–"


def write_titles(book: Book, sheet: Worksheet, row: int) -> int:
    """Write the table; return the row below it. A pack without titles gets a sentence."""
    results = book.evaluation.titles
    if not results:
        book.text(sheet, row, _TEXT, "Peraturan ini tidak memuat syarat predikat yang dapat dipastikan.", "hint")
        return row + 1
    _headings(book, sheet, row)
    rows = _gates(book)
    for number, gate_id in enumerate(rows, start=row + 1):
        _gate(book, sheet, number, gate_id)
    below = row + 1 + len(rows)
    book.blank(sheet, below, range(_TEXT, _source(book) + 1), "total")
    book.text(sheet, below, _TEXT, "Semua syarat terpenuhi", "total")
    for number, title in enumerate(book.pack.titles.values()):
        _verdict(book, sheet, (row + 1, below, _SHARED + _EACH * number), title)
    return below + 1


def _source(book: Book) -> int:
    return _SHARED + _EACH * len(book.pack.titles)


def _gates(book: Book) -> list[str]:
    """List the gates of all titles once, in the order of the law."""
    return list(dict.fromkeys(gate.id for title in book.pack.titles.values() for gate in title.gates))


def _headings(book: Book, sheet: Worksheet, row: int) -> None:
    book.headings(sheet, row, "Syarat predikat", {_ACTUAL: "Nilai Anda"}, _source(book))
    for number, title in enumerate(book.pack.titles):
        first = _SHARED + _EACH * number
        book.text(sheet, row, first, f"{title} minimum", "head-right")
        book.text(sheet, row, first + 1, "Kurang", "head-right")
        book.text(sheet, row, first + 2, "Status", "head")
    book.text(sheet, row, _source(book), "Dasar", "head")


def _gate(book: Book, sheet: Worksheet, row: int, gate_id: str) -> None:
    book.blank(sheet, row, range(_TEXT, _source(book) + 1), "cell")
    sources: list[str] = []
    for number, verdict in enumerate(book.evaluation.titles.values()):
        first = _SHARED + _EACH * number
        found = [result for result in verdict.gates if result.gate == gate_id]
        if not found:
            for column in range(first, first + _EACH):
                book.text(sheet, row, column, NOT_ASKED, "cell-centre")
            continue
        result = found[0]
        sources.append(result.citation)
        book.text(sheet, row, _TEXT, name_of(book, result), "cell")
        if isinstance(result, PriorTitleResult):
            _prior(book, sheet, (row, first), result)
        else:
            _minimum(book, sheet, (row, first), result)
        for word, look in ((MET, "good"), (MISSED, "wrong")):
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": book.look[look]}
            sheet.conditional_format(row, first + 2, row, first + 2, rule)
    book.text(sheet, row, _source(book), "; ".join(dict.fromkeys(sources)), "cell-muted")


def _minimum(book: Book, sheet: Worksheet, spot: tuple[int, int], result: GateResult) -> None:
    row, first = spot
    look = "cell-percent" if result.unit is Unit.PERCENT else "cell-number"
    actual = _figure(book, result)
    book.formula(sheet, row, _ACTUAL, f"={actual}", look, result.actual)
    book.number(sheet, row, first, result.required, look)
    book.formula(sheet, row, first + 1, formulas.shortfall(actual, result.required), "cell-short", result.shortfall)
    state = f'=IF({formulas.meets(actual, result.required)},"{MET}","{MISSED}")'
    book.formula(sheet, row, first + 2, state, "cell", MET if result.met else MISSED)


def _prior(book: Book, sheet: Worksheet, spot: tuple[int, int], result: PriorTitleResult) -> None:
    row, first = spot
    book.formula(sheet, row, _ACTUAL, "=PRIOR_TITLE", "cell-centre", result.actual or marks.NO_TITLE)
    book.text(sheet, row, first, result.required, "cell-centre")
    book.text(sheet, row, first + 1, NOT_ASKED, "cell-centre")
    enough = [
        f'TRIM(PRIOR_TITLE)="{title}"' for title in book.pack.titles if satisfies(book.pack, title, result.required)
    ]
    state = f'=IF(OR({",".join(enough)}),"{MET}","{MISSED}")'
    book.formula(sheet, row, first + 2, state, "cell", MET if result.met else MISSED)


def _verdict(book: Book, sheet: Worksheet, span: tuple[int, int, int], title: Title) -> None:
    """Write whether every gate is met: as many states say so as the title has gates."""
    first, row, column = span
    states = f"{at.cell(first, column + 2)}:{at.cell(row - 1, column + 2)}"
    formula = f'=COUNTIF({states},"{MET}")={len(title.gates)}'
    book.formula(sheet, row, column + 2, formula, "total-centre", book.evaluation.titles[title.id].met)
    book.name(title.id, row, column + 2)


def _figure(book: Book, result: GateResult) -> str:
    """Point to the figure a gate measures."""
    head, _, rest = result.measure.partition(".")
    names = {"total": "TOTAL", "enabler": "ENABLER", "result": "RESULT"}
    points = names.get(result.measure) or (f"AREA_{rest}" if head == "areas" else book.layout.points[result.measure])
    if result.unit is Unit.POINTS:
        return points
    return f"(100*{points}/{print_exact(measure_weight(book.pack, result.measure))})"


def name_of(book: Book, result: AnyGateResult) -> str:
    """Name a gate for people."""
    if isinstance(result, PriorTitleResult):
        return f"Sudah berpredikat {result.required}"
    head, _, rest = result.measure.partition(".")
    if head == "areas":
        return f"Area {rest} · {book.area_name(rest)}"
    return gate_name(result.gate, LANGUAGE)
