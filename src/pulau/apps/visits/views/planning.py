"""Planning a visit (`…/lapangan/rencana`), its page, calling it off and closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.visits.forms import PlanForm, tell
from pulau.apps.visits.pages import area_names, checklist_view, leads, team_names, visit_context
from pulau.apps.visits.policies import PLAN, RECORD, SEE
from pulau.apps.visits.refusals import VisitRefused
from pulau.apps.visits.rooms import assigned_to, kind_at
from pulau.apps.visits.selectors import findings_of, get_visit_for, lines_now
from pulau.apps.visits.services.planning import call_off_visit, close_visit, plan_visit
from pulau.apps.visits.views.common import UNPROCESSABLE, form_page, now_of, see
from pulau.apps.visits.wishes import VisitWish
from pulau.apps.visits.wording import words_of
from pulau.core.shared.ids import read_id
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.assessments.contract import Assignment, CaseFrame
    from pulau.apps.visits.models import Visit


@requires(may(PLAN))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Plan a visit; GET shows the form. Raises CaseNotFound (404), PermissionDenied for who is not assigned."""
    frame = case_frame(request, unit, year)
    assigned = _assigned(frame)
    form = PlanForm(request.POST if request.method == "POST" else None)
    told = _planning(request, unit, year, assigned, frame)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, frame, form, told)
    said = form.cleaned_data
    team = [found for text in request.POST.getlist("tim") if (found := read_id(text))]
    leader = read_id(request.POST.get("ketua", "")) or frame.actor.person
    wish = VisitWish(
        said["mulai"], said["selesai"], said["tempat"], said["sifat"] == "diberitahukan", tuple(team), leader
    )  # fmt: skip
    try:
        with transaction.atomic():
            made = plan_visit(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=now_of())
    except VisitRefused as problem:
        words = words_of(problem)
        if problem.field in form.fields:
            tell(form, problem, words)
            return form_page(request, frame, form, told)
        told |= {"errors": [(problem.field, words)], f"{problem.field}_error": words}
        return form_page(request, frame, form, told, status=UNPROCESSABLE)
    messages.success(request, _("Kunjungan direncanakan."))
    return see(reverse("visits:visit", args=[unit, year, made.pk]))


@requires(may(SEE))
@never_cache
@require_safe
def visit(request: HttpRequest, unit: str, year: int, visit: UUID) -> HttpResponse:
    """Show a visit, and what was found to whoever may read it. Raises CaseNotFound, VisitNotFound (404)."""
    frame = case_frame(request, unit, year)
    row = get_visit_for(frame.actor, frame.case, visit)
    return render(request, "visits/visit.html", {**frame.context, **visit_context(frame.actor, frame.case, row)})


@requires(may(RECORD))
@never_cache
@require_POST
def call_off(request: HttpRequest, unit: str, year: int, visit: UUID) -> HttpResponse:
    """Call off a visit that has not begun. Raises CaseNotFound, VisitNotFound (404), PermissionDenied."""
    frame = case_frame(request, unit, year)
    row = get_visit_for(frame.actor, frame.case, visit)
    try:
        with transaction.atomic():
            call_off_visit(
                actor=frame.actor, visit_id=row.pk, reason=request.POST.get("alasan", ""), now=now_of()
            )  # fmt: skip
    except VisitRefused as problem:
        context = {**visit_context(frame.actor, frame.case, row), "call_off_error": words_of(problem)}
        return render(request, "visits/visit.html", {**frame.context, **context}, status=UNPROCESSABLE)
    messages.success(request, _("Kunjungan dibatalkan."))
    return see(reverse("visits:field", args=[unit, year]))


@requires(may(RECORD))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, unit: str, year: int, visit: UUID) -> HttpResponse:
    """Close a visit with a text for each area. Raises CaseNotFound, VisitNotFound (404), PermissionDenied."""
    frame = case_frame(request, unit, year)
    row = get_visit_for(frame.actor, frame.case, visit)
    if not leads(frame.actor, frame.case, row):
        raise PermissionDenied(RECORD.code)
    areas = area_names(frame.case, row.checklist_on)
    if request.method != "POST":
        return _close_page(request, frame, row, dict.fromkeys(areas, ""))
    typed = {area: request.POST.get(f"area-{area}", "") for area in areas}
    try:
        with transaction.atomic():
            close_visit(actor=frame.actor, visit_id=row.pk, summary=typed, now=now_of())
    except VisitRefused as problem:
        return _close_page(request, frame, row, typed, [(problem.field or "isi", words_of(problem))])
    messages.success(request, _("Kunjungan ditutup. Catatan yang menyusul dari ponsel tetap diterima, terpisah."))
    return see(reverse("visits:visit", args=[unit, year, row.pk]))


def _assigned(frame: CaseFrame) -> list[Assignment]:
    case = frame.case
    require(frame.actor, PLAN, unit_id=case.unit_id, state=case.stage)
    assigned = assigned_to(case, kind_at(case.stage) or "")
    if frame.actor.user_id not in {row.user_id for row in assigned}:
        raise PermissionDenied(PLAN.code)
    return assigned


def _planning(
    request: HttpRequest, unit: str, year: int, assigned: list[Assignment], frame: CaseFrame
) -> dict[str, Any]:
    posted = request.method == "POST"
    team = set(request.POST.getlist("tim")) if posted else {str(row.user_id) for row in assigned}
    return {
        "template": "visits/plan.html",
        "title": _("Rencanakan kunjungan"),
        "button": _("Simpan rencana"),
        "back": reverse("visits:field", args=[unit, year]),
        "people": [(str(row.user_id), row.user.full_name, str(row.user_id) in team) for row in assigned],
        "leader": request.POST.get("ketua", "") if posted else str(frame.actor.user_id),
        "leaders": [(str(row.user_id), row.user.full_name) for row in assigned],
    }


def _close_page(
    request: HttpRequest,
    frame: CaseFrame,
    row: Visit,
    typed: dict[str, str],
    errors: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    now = lines_now(findings_of(row))
    told = dict(errors or [])
    views = checklist_view(frame.case, row, now)
    context = {
        **frame.context,
        "visit": row,
        "team": team_names(row),
        "errors": errors or [],
        "areas": [(area, typed.get(area.key, ""), told.get(f"area-{area.key}", "")) for area in views],
    }
    return render(request, "visits/close.html", context, status=UNPROCESSABLE if errors else 200)
