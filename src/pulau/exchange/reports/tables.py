"""The tables of a report: scores, minimums, surveys and performance, each level beside the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.pdf.parts import Table
from pulau.exchange.reports.printing import figure, in_unit, percent

if TYPE_CHECKING:
    from pulau.exchange.reports.content import GateFigure, GateRow, ReportContent, ResultRow, ScoreRow

_STRONG: Final = frozenset({"total", "whole", "area"})
_INDENTS: Final = {"half": 1, "sub-area": 2, "item": 3}


def scores_table(content: ReportContent) -> Table:
    """Return the table of scores: points and percentage of each level, and what the title asks."""
    levels = content.levels
    columns = ["Bagian", "Bobot"]
    for _code, name in levels:
        columns += [name, "%"]
    columns += ["Minimum", "Keadaan"]
    wide = len(levels) > 2  # noqa: PLR2004 - with TPN's figures there are ten columns
    return Table(
        columns=tuple(columns),
        widths=(11 if wide else 14, 3, *[3] * (2 * len(levels)), 4, 5),
        rows=tuple(_score_row(row) for row in content.scores),
        right=tuple(range(1, len(columns) - 1)),
        strong=tuple(place for place, row in enumerate(content.scores) if row.rank in _STRONG),
        marks=tuple(row.met for row in content.scores),
        indents=tuple(_INDENTS.get(row.rank, 0) for row in content.scores),
        caption=f"Nilai tiap bagian; keadaan menurut {levels[-1][1]}.",
    )


def gates_table(content: ReportContent) -> Table:
    """Return the minimums of the title, what each level has, and by how much the reporting level falls short."""
    levels = content.levels
    columns = ("Syarat", "Minimum", *(name for _code, name in levels), "Keadaan")
    return Table(
        columns=columns,
        widths=(9, 3, *[3] * len(levels), 5),
        rows=tuple(_gate_row(row) for row in content.gates),
        right=tuple(range(1, len(columns) - 1)),
        marks=tuple(row.figures[-1].met for row in content.gates),
        caption=f"Syarat nilai {content.head.title}; keadaan menurut {levels[-1][1]}. {_clauses(content.gates)}",
    )


def results_table(content: ReportContent) -> Table:
    """Return surveys and performance: what each level answered, and the points of the reporting one."""
    levels = content.levels
    columns = ("Komponen", *(f"Jawaban {name}" for _code, name in levels), "Nilai", "Bobot")
    last = len(columns) - 1
    return Table(
        columns=columns,
        widths=(9, *[3] * len(levels), 3, 3),
        rows=tuple(_result_row(row) for row in content.results),
        right=(last - 1, last),
    )


def _score_row(row: ScoreRow) -> tuple[str, ...]:
    cells = [f"{row.number} {row.name}".strip() if row.rank != "area" else f"Area {row.number} {row.name}"]
    cells.append(figure(row.weight))
    for found in row.figures:
        cells += [figure(found.points), percent(found.percent).removesuffix("%")]
    state = "" if row.met is None else "terpenuhi" if row.met else "kurang"
    return (*cells, in_unit(row.minimum, row.unit) if row.minimum else "", state)


def _gate_row(row: GateRow) -> tuple[str, ...]:
    own = row.figures[-1]
    return (
        row.name,
        in_unit(row.required, row.unit),
        *(in_unit(found.actual, row.unit) for found in row.figures),
        _state(own, row.unit),
    )


def _state(own: GateFigure, unit: str) -> str:
    if own.met:
        return "terpenuhi"
    return f"kurang {in_unit(own.shortfall, unit)}" if own.shortfall else "belum terpenuhi"


def _result_row(row: ResultRow) -> tuple[str, ...]:
    answers = (found.words for found in row.answers)
    return (f"{row.number} {row.name}", *answers, figure(row.points), figure(row.weight))


def _clauses(rows: tuple[GateRow, ...]) -> str:
    return f"Dasar: {'; '.join(dict.fromkeys(row.clause for row in rows))}."
