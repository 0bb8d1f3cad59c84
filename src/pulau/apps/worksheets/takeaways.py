"""What can be taken away of a scored worksheet: workbook, JSON, PDF; the same from the calculator and the desk."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse

from pulau.apps.worksheets import carried
from pulau.apps.worksheets.planning import make_plan
from pulau.core.shared.problems import BadInput
from pulau.exchange.pdf.summary import summary_pdf
from pulau.exchange.result_json import dump, result_text
from pulau.exchange.workbook import write_worksheet

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.planning import PlanRequest
    from pulau.core.planning.plan import Plan

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON: Final = "application/json"
PDF: Final = "application/pdf"

ENDINGS: Final = {
    "lembar-kerja": (".xlsx", XLSX),
    "jawaban": ("-jawaban.json", JSON),
    "hasil": ("-hasil.json", JSON),
    "ringkasan": ("-ringkasan.pdf", PDF),
}
"""What there is, by its word in addresses: how the file's name ends, and its media type."""


def workbook_bytes(calculation: Calculation) -> bytes:
    """Write Pulau's workbook: answers, notes, links, whose it is, live formulas. Raises BadInput."""
    stream = BytesIO()
    submission = calculation.submission
    write_worksheet(
        calculation.evaluation,
        calculation.wording,
        stream,
        notes=submission.notes,
        links=submission.links,
        origin=submission.origin,
    )
    return stream.getvalue()


def answers_bytes(calculation: Calculation) -> bytes:
    """Write the answers with notes and links as the documented JSON."""
    return dump(carried.worksheet_object(calculation)).encode()


def result_bytes(calculation: Calculation) -> bytes:
    """Write the result as JSON, byte for byte that of the API."""
    return result_text(calculation.evaluation).encode()


def summary_bytes(
    calculation: Calculation, language: str, plan: PlanRequest | None, unit_name: str | None, printed_on: date
) -> bytes:
    """Set the summary as PDF; a plan that cannot be had leaves its part out."""
    return summary_pdf(
        calculation.evaluation,
        calculation.wording,
        language=language,
        submission=calculation.submission,
        plan=_plan(calculation, plan),
        unit_name=unit_name,
        printed_on=printed_on,
    )


def attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Return a file to be saved; `name` is plain ASCII."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


def _plan(calculation: Calculation, request: PlanRequest | None) -> Plan | None:
    try:
        return make_plan(calculation.evaluation, request) if request else None
    except BadInput:
        return None
