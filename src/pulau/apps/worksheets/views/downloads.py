"""What can be taken away from a result: workbook, JSON, PDF; and the empty workbook to begin with."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.worksheets import carried
from pulau.apps.worksheets.calculation import Calculation
from pulau.apps.worksheets.demos import demo_of
from pulau.apps.worksheets.forms import regulations
from pulau.apps.worksheets.planning import asked_plan, make_plan, own_plan
from pulau.apps.worksheets.report.page import page_language
from pulau.apps.worksheets.views.calculator import posted_calculation, refused
from pulau.core.planning.plan import Plan
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.pdf.summary import summary_pdf
from pulau.exchange.result_json import dump, result_text
from pulau.exchange.workbook import write_template, write_worksheet
from pulau.foundation.tenancy.policy import public

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON: Final = "application/json"


@public
@never_cache
@require_POST
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the worksheet or its result as a file; bad input is shown as the calculator shows it."""
    if kind not in _FILES:
        raise Http404
    ending, media_type, write = _FILES[kind]
    try:
        calculation = posted_calculation(request)
        content = write(calculation, request.POST)
    except BadInput as problem:
        return refused(request, problem)
    return _attached(content, f"{_stem(calculation.name)}-{ending}", media_type)


@public
@require_safe
def template(_request: HttpRequest, regulation: str) -> HttpResponse:
    """Return the empty workbook of a regulation."""
    if regulation not in dict(regulations()):
        raise Http404
    stream = BytesIO()
    write_template(load_pack(regulation), load_wording(regulation), stream)
    return _attached(stream.getvalue(), f"lke-{regulation}.xlsx", XLSX)


def _workbook(calculation: Calculation, _posted: QueryDict) -> bytes:
    stream = BytesIO()
    submission = calculation.submission
    write_worksheet(calculation.evaluation, calculation.wording, stream, notes=submission.notes, links=submission.links)
    return stream.getvalue()


def _result(calculation: Calculation, _posted: QueryDict) -> bytes:
    return result_text(calculation.evaluation).encode()


def _worksheet(calculation: Calculation, _posted: QueryDict) -> bytes:
    return dump(carried.worksheet_object(calculation)).encode()


def _summary(calculation: Calculation, posted: QueryDict) -> bytes:
    shown = demo_of(posted.get("contoh", ""))
    return summary_pdf(
        calculation.evaluation,
        calculation.wording,
        language=page_language(),
        submission=calculation.submission,
        plan=_plan(calculation, posted),
        unit_name=shown.unit if shown else None,
        printed_on=timezone.localdate(),
    )


def _plan(calculation: Calculation, posted: QueryDict) -> Plan | None:
    """Return the plan that the page showed; a plan that cannot be had leaves its part of the summary out."""
    request = asked_plan(posted) or own_plan(calculation.evaluation)
    try:
        return make_plan(calculation.evaluation, request) if request else None
    except BadInput:
        return None


_FILES: Final[dict[str, tuple[str, str, Callable[[Calculation, QueryDict], bytes]]]] = {
    "lembar-kerja": ("lke.xlsx", XLSX, _workbook),
    "jawaban": ("jawaban.json", JSON, _worksheet),
    "hasil": ("hasil.json", JSON, _result),
    "ringkasan": ("ringkasan.pdf", "application/pdf", _summary),
}


def _stem(name: str) -> str:
    """Make a plain file name of the name a worksheet came under, without the endings of an earlier download."""
    bare = re.sub(r"(?i)\.(xlsx|ods|json)$", "", name)
    return re.sub(r"-(lke|jawaban|hasil)$", "", slugify(bare))[:60] or "lke"


def _attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})
