"""An assessor's own sheet (`…/nilai`): its parts and items, submitting it, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.assessments.frame import CaseFrame, case_frame
from pulau.apps.assessments.item_views import level_color
from pulau.apps.assessments.judgement_selectors import answers_in
from pulau.apps.assessments.judging_form import version_in
from pulau.apps.assessments.judging_wishes import Handover, ItemsUnjudged, NotAssigned, SheetClosed, SheetMoved
from pulau.apps.assessments.models import LONGEST_TEXT, Level
from pulau.apps.assessments.own_sheets import OwnSheet, own_sheet
from pulau.apps.assessments.policies import JUDGE
from pulau.apps.assessments.refusals import AssessorBarred
from pulau.apps.assessments.services.judgements import reopen_judgement, submit_judgement
from pulau.apps.assessments.sheet_pages import (
    SHOWN,
    done,
    narrowed,
    parts_progress,
    row_views,
)
from pulau.apps.worksheets.contract import evidence_counts, handed_answers
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CONFLICT: Final = 409
UNPROCESSABLE: Final = 422


@requires(may(JUDGE))
@never_cache
@require_safe
def judging(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the reader's own sheet; whom nobody assigned is told so."""
    frame = judging_frame(request, unit, year)
    try:
        sheet = own_sheet(frame.actor, frame.case)
    except NotAssigned:
        return render(request, "assessments/judging_none.html", frame.context)
    mine = answers_in(sheet.judgement) if sheet.judgement else {}
    handed = handed_answers(sheet.case.tenant_id, sheet.case.worksheet_id)
    part, shown = asked_for(request, "bagian"), asked_for(request, "tampil")
    here = reverse("assessments:judging", args=[unit, year])
    parts = parts_progress(sheet, mine, part, here)
    part = part if part in {each.key for each in parts} else ""
    shown = shown if shown in SHOWN else ""
    if not part and not shown:
        part = next((each.key for each in parts if each.done < each.count), parts[0].key if parts else "")
        parts = parts_progress(sheet, mine, part, here)
    left = [item for item in sheet.items if not done(mine.get(item))]
    listed = paged(request, narrowed(sheet, handed, mine, part, shown), bagian=part, tampil=shown)
    proofs = evidence_counts(sheet.case.tenant_id, sheet.case.worksheet_id)
    context = {
        **frame.context,
        **sheet_context(sheet, unit, year),
        **listed,
        "rows": row_views(sheet, listed["page"].object_list, handed, mine, proofs),
        "parts": parts,
        "part": part,
        "shown": shown,
        "count": len(sheet.items),
        "done": len(sheet.items) - len(left),
        "next_href": reverse("assessments:judging_item", args=[unit, year, left[0]]) if left else "",
    }
    return render(request, "assessments/judging.html", context)


@requires(may(JUDGE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what is left over, and submit the sheet; 409 where it moved, 422 with the reason as typed."""
    frame = judging_frame(request, unit, year)
    sheet = own_sheet(frame.actor, frame.case)
    if request.method != "POST":
        return _check(request, frame, sheet, unit)
    wish = Handover(version_in(request.POST.get("revisi", "")), request.POST.get("alasan", ""))
    try:
        submit_judgement(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=timezone.now())
    except (SheetClosed, SheetMoved):
        return _check(request, frame, own_sheet(frame.actor, frame.case), unit, moved=True)
    except AssessorBarred:
        words = gettext("Anda mempunyai benturan kepentingan dengan unit ini. Mohon beri tahu yang menunjuk Anda.")
        return _check(request, frame, sheet, unit, error=words)
    except ItemsUnjudged:
        words = gettext("Sebutkan mengapa butir yang tersisa tidak dinilai, atau nilai dahulu.")
        return _check(request, frame, sheet, unit, error=words)
    except BadInput as bad:
        problem = bad.problems[0]
        return _check(request, frame, sheet, unit, error=sentence(problem.code, problem.params, get_language() or "id"))
    messages.success(request, gettext("Penilaian Anda diserahkan. Selisih dengan tingkat lain kini terlihat."))
    return HttpResponseRedirect(reverse("assessments:differences", args=[unit, year]), status=303)


@requires(may(JUDGE))
@never_cache
@require_POST
def reopen(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Open the reader's submitted sheet again; where it cannot be, the sheet's page says how it stands."""
    frame = judging_frame(request, unit, year)
    try:
        reopen_judgement(actor=frame.actor, case_id=frame.case.pk, now=timezone.now())
    except SheetClosed:
        messages.error(request, gettext("Lembar ini tidak dapat dibuka lagi; tahap penilaiannya sudah lewat."))
    else:
        messages.success(request, gettext("Lembar Anda terbuka lagi. Yang sudah diserahkan tetap tercatat."))
    return HttpResponseRedirect(reverse("assessments:judging", args=[unit, year]), status=303)


def judging_frame(request: HttpRequest, unit: str, year: int) -> CaseFrame:
    """Return the case's frame for whoever judges at its stage. Raises CaseNotFound, PermissionDenied."""
    frame = case_frame(request, unit, year)
    require(frame.actor, JUDGE, unit_id=frame.case.unit_id, state=frame.case.stage)
    return frame


def sheet_context(sheet: OwnSheet, unit: str, year: int) -> dict[str, Any]:
    """Return what each page of a sheet shows of it."""
    return {
        "sheet": sheet,
        "judgement": sheet.judgement,
        "level_name": Level(sheet.level.value).label,
        "level_color": level_color(sheet.level),
        "sheet_href": reverse("assessments:judging", args=[unit, year]),
    }


def _check(
    request: HttpRequest, frame: CaseFrame, sheet: OwnSheet, unit: str, *, error: str = "", moved: bool = False
) -> HttpResponse:
    mine = answers_in(sheet.judgement) if sheet.judgement else {}
    handed = handed_answers(sheet.case.tenant_id, sheet.case.worksheet_id)
    left = [item for item in sheet.items if not done(mine.get(item))]
    differing = narrowed(sheet, handed, mine, "", "beda")
    silent = [item for item in differing if not (mine[item].finding or mine[item].reason)]
    context = {
        **frame.context,
        **sheet_context(sheet, unit, sheet.case.year),
        "count": len(sheet.items),
        "valued": sum(mine[item].value is not None for item in sheet.items if item in mine),
        "left": row_views(sheet, left, handed, mine, {}),
        "silent": row_views(sheet, silent, handed, mine, {}),
        "differing": len(differing),
        "revision": sheet.judgement.revision if sheet.judgement else 0,
        "why": request.POST.get("alasan", ""),
        "error": error,
        "moved": moved,
        "longest": LONGEST_TEXT,
    }
    status = CONFLICT if moved else UNPROCESSABLE if error else 200
    return render(request, "assessments/judging_submit.html", context, status=status)
