"""Read a filled form of the ministry into a submission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.core.shared.problems import BadInput
from pulau.exchange.ministry.answers import read_answers
from pulau.exchange.ministry.figures import find_causes, read_printed
from pulau.exchange.ministry.grid import find_columns
from pulau.exchange.ministry.origin import read_origin
from pulau.exchange.ministry.planning import plan_of
from pulau.exchange.ministry.reading import Form
from pulau.exchange.ministry.remarks import notice_errors, read_remarks
from pulau.exchange.packs import load_pack
from pulau.exchange.submission import Finding, Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pulau.exchange.extras import Extras
    from pulau.exchange.ministry.grid import Cell, Columns
    from pulau.exchange.ministry.plan import Plan

KIND: Final = "ministry"
EXPECTED: Final = "Penilaian, Bobot, Pilihan Jawaban, Jawaban, Nilai"
_SHOWN_SHEETS: Final = 12


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    cells: Sequence[Sequence[Cell]]
    columns: Columns
    plan: Plan

    @property
    def filled(self) -> int:
        """How many items have something in their answer's cell."""
        column = self.columns.answer
        rows = [*self.plan.items.values(), *(row for rows in self.plan.counts.values() for row in rows.values())]
        return sum(column < len(self.cells[row]) and self.cells[row][column] != "" for row in rows)


def read_form(
    groups: Iterable[Iterable[tuple[str, Sequence[Sequence[Cell]]]]],
    place: str,
    *,
    regulation: str | None = None,
    extras: Callable[[str], Extras] | None = None,
) -> Submission:
    """Read the worksheet among the sheets of a workbook; `regulation` forces the pack.

    `groups` are sheets, name with all rows from the first; a group is read only where the one before held no worksheet.
    `extras` finds what lies behind a sheet's cells; without it only answers and printed figures are read (no notes,
    links or causes). Raises BadInput: no sheet is a worksheet; an answer that cannot be taken, each at its cell; a row
    twice with two answers.
    """
    names: list[str] = []
    found: list[_Sheet] = []
    for group in groups:
        for name, cells in group:
            names.append(name)
            sheet = _recognise(name, cells, regulation)
            if sheet is not None:
                found.append(sheet)
        if found:
            break
    if not found:
        listed = ", ".join(names[:_SHOWN_SHEETS]) or "-"
        raise BadInput.because("no-worksheet-sheet", place, sheets=listed, expected=EXPECTED)
    chosen = found[0] if len(found) == 1 else max(found, key=lambda sheet: sheet.filled)
    form = Form(chosen.name, chosen.cells, chosen.columns, chosen.plan, load_pack(chosen.plan.regulation))
    if len(found) > 1:
        others = ", ".join(sheet.name for sheet in found if sheet is not chosen)
        form.findings.append(Finding.of("several-worksheets", chosen.name, sheet=chosen.name, others=others))
    return _submission(form, extras)


def _recognise(name: str, cells: Sequence[Sequence[Cell]], regulation: str | None) -> _Sheet | None:
    columns = find_columns(cells)
    plan = plan_of(name, cells, columns, regulation) if columns is not None else None
    return _Sheet(name, cells, columns, plan) if columns is not None and plan is not None else None


def _submission(form: Form, extras: Callable[[str], Extras] | None) -> Submission:
    answers = read_answers(form)
    printed = read_printed(form)
    if extras is None:
        findings = (*form.plan.findings, *form.findings)
        return Submission(KIND, form.pack.id, answers, printed=printed, findings=findings)
    behind = extras(form.sheet)
    notice_errors(form, behind)
    notes, links = read_remarks(form, behind)
    return Submission(
        kind=KIND,
        regulation=form.pack.id,
        answers=answers,
        notes=notes,
        links=links,
        printed=printed,
        causes=find_causes(form, answers, printed),
        findings=(*form.plan.findings, *form.findings),
        origin=read_origin(form),
    )
