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

from pulau.apps.worksheets.calculation import Calculation
from pulau.apps.worksheets.demos import demo_of
from pulau.apps.worksheets.forms import regulations
from pulau.apps.worksheets.planning import asked_plan, own_plan
from pulau.apps.worksheets.takeaways import (
    ENDINGS,
    XLSX,
    answers_bytes,
    attached,
    result_bytes,
    summary_bytes,
    workbook_bytes,
)
from pulau.apps.worksheets.views.calculator import posted_calculation, refused
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.workbook import write_template
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.middleware import spoken_language


@public
@never_cache
@require_POST
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the worksheet or its result as a file; bad input is shown as the calculator shows it."""
    if kind not in _WRITERS:
        raise Http404
    ending, media_type = ENDINGS[kind]
    try:
        calculation = posted_calculation(request)
        content = _WRITERS[kind](calculation, request.POST)
    except BadInput as problem:
        return refused(request, problem)
    return attached(content, f"{_stem(calculation.name)}{_OWN_ENDING.get(kind, ending)}", media_type)


@public
@require_safe
def template(_request: HttpRequest, regulation: str) -> HttpResponse:
    """Return the empty workbook of a regulation."""
    if regulation not in dict(regulations()):
        raise Http404
    stream = BytesIO()
    write_template(load_pack(regulation), load_wording(regulation), stream)
    return attached(stream.getvalue(), f"lke-{regulation}.xlsx", XLSX)


def _summary(calculation: Calculation, posted: QueryDict) -> bytes:
    shown = demo_of(posted.get("contoh", ""))
    plan = asked_plan(posted) or own_plan(calculation.evaluation)
    return summary_bytes(calculation, spoken_language(), plan, shown.unit if shown else None, timezone.localdate())


_WRITERS: Final[dict[str, Callable[[Calculation, QueryDict], bytes]]] = {
    "lembar-kerja": lambda calculation, _posted: workbook_bytes(calculation),
    "jawaban": lambda calculation, _posted: answers_bytes(calculation),
    "hasil": lambda calculation, _posted: result_bytes(calculation),
    "ringkasan": _summary,
}
_OWN_ENDING: Final = {"lembar-kerja": "-lke.xlsx"}
"""Beside the file it came from, the workbook needs a name of its own."""


def _stem(name: str) -> str:
    """Make a plain file name of the name a worksheet came under, without the endings of an earlier download."""
    bare = re.sub(r"(?i)\.(xlsx|ods|json)$", "", name)
    return re.sub(r"-(lke|jawaban|hasil)$", "", slugify(bare))[:60] or "lke"
