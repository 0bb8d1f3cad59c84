"""What can be taken away of a stored worksheet: files to keep, and the whole of it on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.people.contract import acts
from pulau.apps.worksheets.calculation import Calculation
from pulau.apps.worksheets.desk.frame import Desk, desk_context, open_desk, open_desk_with_notes
from pulau.apps.worksheets.desk.import_links import Beside, addresses_beside
from pulau.apps.worksheets.desk.whole import whole_context
from pulau.apps.worksheets.planning import own_plan
from pulau.apps.worksheets.policies import TAKE_PACKAGE
from pulau.apps.worksheets.selectors import Standing
from pulau.apps.worksheets.takeaways import (
    ENDINGS,
    answers_bytes,
    attached,
    result_bytes,
    summary_bytes,
    workbook_bytes,
)
from pulau.exchange.submission import Origin
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language


@requires(acts)
@never_cache
@require_safe
def takeaway(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what can be taken away."""
    desk = open_desk(request, unit, year)
    files = {kind.replace("-", "_"): (desk.address("file", kind), file_name(desk, kind)) for kind in ENDINGS}
    context = {"files": files, "paper": desk.address("paper"), **desk_context(desk, "print")}
    context["may_take"] = allowed(desk.actor, TAKE_PACKAGE, unit_id=desk.row.unit_id)
    return render(request, "worksheets/desk/takeaway.html", context)


@requires(acts)
@never_cache
@require_safe
def file(request: HttpRequest, unit: str, year: int, kind: str) -> HttpResponse:
    """Return the worksheet or its result as a file."""
    if kind not in _WRITERS:
        raise Http404
    desk, standing = open_desk_with_notes(request, unit, year)
    content = _WRITERS[kind](
        with_notes(desk, standing, addresses_beside(desk, confidential=False)), today_of(desk.actor, timezone.now())
    )
    return attached(content, file_name(desk, kind), ENDINGS[kind][1])


@requires(acts)
@never_cache
@require_safe
def paper(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the whole worksheet on one page, to read and to print."""
    desk, standing = open_desk_with_notes(request, unit, year)
    context: dict[str, Any] = whole_context(desk, standing)
    return render(request, "worksheets/desk/whole.html", {**context, "printed_at": timezone.now()})


def with_notes(desk: Desk, standing: Mapping[str, Standing], beside: Beside) -> Calculation:
    """Return the worksheet as a file would hold it: with its notes, its outside addresses, and whose it is."""
    row = desk.row
    notes = {item: answer.note for item, answer in standing.items() if answer.note}
    origin = Origin(row.unit.code, row.unit_name, row.year)
    links = {item: tuple(sorted(found)) for item, found in beside.items() if found}
    submission = replace(desk.calculation.submission, notes=notes, links=links, origin=origin)
    return replace(desk.calculation, submission=submission)


def file_name(desk: Desk, kind: str) -> str:
    """Name a file for people: `lke-disdukcapil-2026.xlsx`."""
    return f"lke-{desk.row.unit.code}-{desk.row.year}{ENDINGS[kind][0]}"


def _summary(calculation: Calculation, today: date) -> bytes:
    plan = own_plan(calculation.evaluation)
    return summary_bytes(calculation, spoken_language(), plan, calculation.name, today)


_WRITERS: Final[dict[str, Callable[[Calculation, date], bytes]]] = {
    "lembar-kerja": lambda calculation, _today: workbook_bytes(calculation),
    "jawaban": lambda calculation, _today: answers_bytes(calculation),
    "hasil": lambda calculation, _today: result_bytes(calculation),
    "ringkasan": _summary,
}
