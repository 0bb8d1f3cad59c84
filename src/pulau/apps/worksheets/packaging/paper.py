"""What of a package people read without Pulau: the answers as a file for `pulau evaluate`, the result, the summary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pulau.apps.worksheets.calculation import calculation_of
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.planning import own_plan
from pulau.apps.worksheets.selectors import answers_of
from pulau.apps.worksheets.takeaways import answers_bytes, result_bytes, summary_bytes
from pulau.exchange.submission import Origin

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.worksheets.models import Worksheet

LANGUAGE: Final = "id"


def human_documents(row: Worksheet, day: date) -> dict[str, bytes]:
    """Return the documents by their names; the same worksheet gives the same answers and result."""
    standing = answers_of(row)
    evaluation = evaluation_of(row, {item: found.value for item, found in standing.items()})
    calculation = calculation_of(row, evaluation)
    notes = {item: answer.note for item, answer in standing.items() if answer.note}
    origin = Origin(row.unit.code, row.unit_name, row.year)
    told = replace(calculation, submission=replace(calculation.submission, notes=notes, origin=origin))
    return {
        "jawaban.json": answers_bytes(told),
        "hasil.json": result_bytes(told),
        "ringkasan.pdf": summary_bytes(told, LANGUAGE, own_plan(evaluation), told.name, day),
    }
