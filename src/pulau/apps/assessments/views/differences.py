"""Where the levels differ (`…/beda`): side by side for who may see them, and the reasons of one's own differences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.assessments.difference_pages import SHOWN, Seen, columns_of, difference_rows, items_shown
from pulau.apps.assessments.figure_lines import figure_lines
from pulau.apps.assessments.frame import case_frame
from pulau.apps.assessments.item_views import part_names
from pulau.apps.assessments.judgement_selectors import answers_in, submitted_answers
from pulau.apps.assessments.judging_form import version_in
from pulau.apps.assessments.judging_wishes import NotAssigned, SheetClosed
from pulau.apps.assessments.own_sheets import OwnSheet, own_sheet, sight_of
from pulau.apps.assessments.policies import SEE
from pulau.apps.assessments.question_pages import assesses
from pulau.apps.assessments.services.judgements import give_reasons
from pulau.apps.worksheets.contract import handed_answers
from pulau.exchange.messages import sentence
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.assessments.frame import CaseFrame
    from pulau.apps.assessments.judging_wishes import JudgingSaved

REASON: Final = "alasan:"
VERSION: Final = "versi:"
CONFLICT: Final = 409
UNPROCESSABLE: Final = 422


@requires(may(SEE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def differences(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what the levels gave; POST keeps the reasons that an assessor gives of their own differences.

    409 with both texts where another window was quicker, or the sheet takes none; 422 with the form as typed.
    """
    frame = case_frame(request, unit, year)
    if request.method != "POST":
        return _page(request, frame, {})
    typed = {name.removeprefix(REASON): request.POST.get(name, "") for name in request.POST if name.startswith(REASON)}
    reasons = {item: (version_in(request.POST.get(f"{VERSION}{item}", "")), text) for item, text in typed.items()}
    try:
        saved = give_reasons(actor=frame.actor, case_id=frame.case.pk, reasons=reasons, now=timezone.now())
    except SheetClosed:
        return _page(request, frame, typed, closed=True)
    if saved.clashes or saved.problems:
        return _page(request, frame, typed, saved=saved)
    n = len(saved.written)
    messages.success(request, ngettext("%(n)d alasan tersimpan.", "%(n)d alasan tersimpan.", n) % {"n": n})
    return HttpResponseRedirect(request.get_full_path(), status=303)


def _page(
    request: HttpRequest,
    frame: CaseFrame,
    typed: dict[str, str],
    *,
    saved: JudgingSaved | None = None,
    closed: bool = False,
) -> HttpResponse:
    actor, case = frame.actor, frame.case
    sheet = _own(frame)
    sight = sheet.sight if sheet else sight_of(actor, case)
    href = reverse("assessments:judging", args=[frame.context["case_unit"], case.year]) if sheet else ""
    context: dict[str, Any] = {**frame.context, "waits": _waits(sheet), "sheet_href": href}
    if sight:
        context |= _listed(request, frame, sheet, [level.value for level in sight])
        context["lines"] = figure_lines(case, sight)
    context |= _trouble(context.get("rows", []), typed, saved, closed=closed)
    status = CONFLICT if closed or (saved and saved.clashes) else UNPROCESSABLE if saved else 200
    return render(request, "assessments/differences.html", context, status=status)


def _listed(request: HttpRequest, frame: CaseFrame, sheet: OwnSheet | None, levels: list[str]) -> dict[str, Any]:
    case = frame.case
    judgement = sheet.judgement if sheet else None
    seen = Seen(
        case,
        handed_answers(case.tenant_id, case.worksheet_id),
        submitted_answers(case, levels),
        answers_in(judgement) if judgement else {},
        str(judgement.pk) if judgement else "",
        names=assesses(frame.actor),
    )
    part, shown = asked_for(request, "bagian"), asked_for(request, "tampil")
    parts = part_names(case.regulation)
    part, shown = part if part in parts else "", shown if shown in SHOWN else ""
    found = seen.found()
    listed = paged(request, items_shown(seen, found, part, shown), bagian=part, tampil=shown)
    may_reason = sheet is not None and sheet.at_its_stage and judgement is not None
    rows = difference_rows(seen, listed["page"].object_list, found, may_reason=may_reason)
    return {
        **listed,
        "rows": rows,
        "columns": columns_of(seen.given),
        "total": len(found),
        "asks": any(row.asked for row in rows),
        "judges": sheet is not None,
        "parts": list(parts.items()),
        "part": part,
        "shown": shown,
    }


def _own(frame: CaseFrame) -> OwnSheet | None:
    try:
        return own_sheet(frame.actor, frame.case)
    except (NotAssigned, LookupError):
        return None


def _waits(sheet: OwnSheet | None) -> str:
    """Say why the reader sees nothing yet."""
    if sheet is not None and sheet.editable:
        return gettext("Anda melihat penilaian lain setelah menyerahkan penilaian Anda sendiri.")
    return gettext("Penilaian sebuah tingkat terlihat setelah tingkat itu selesai dengan penilaian ini.")


def _trouble(rows: list[Any], typed: dict[str, str], saved: JudgingSaved | None, *, closed: bool) -> dict[str, Any]:
    """Return what was typed by item, what stands where it clashes, and what is wrong with it."""
    standing = {clash.change.item: clash.standing.reason for clash in saved.clashes} if saved else {}
    told = saved.problems if saved else {}
    problems = {item: sentence(found[0].code, found[0].params, spoken_language()) for item, found in told.items()}
    shown = {row.item for row in rows if row.asked}
    return {
        "answers": [
            (row, typed.get(row.item, row.reason), standing.get(row.item), problems.get(row.item, "")) for row in rows
        ],
        "closed": closed,
        "clashes": bool(standing),
        "problems": bool(problems),
        "lost": [text for item, text in typed.items() if text.strip() and (closed or item not in shown)],
    }
