"""Who judges a case (`…/tim`): the team by level, assigning by name, ending, and the title that is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.assessments.frame import CaseFrame, case_frame
from pulau.apps.assessments.models import LONGEST_REASON, CaseKind, Level
from pulau.apps.assessments.policies import AIM, BEFORE_TPI, SEE
from pulau.apps.assessments.refusals import AssignmentGone, StageMoved, TeamRefusal
from pulau.apps.assessments.selectors import assignments_of
from pulau.apps.assessments.services.aiming import set_aim
from pulau.apps.assessments.services.teams import assign, end_assignment
from pulau.apps.assessments.team_page import assigns_at, candidate_views, part_choices, team_context
from pulau.apps.assessments.team_words import told
from pulau.apps.assessments.wishes import AimWish, SeatWish
from pulau.core.shared.ids import read_id
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.levels import AssessorLevel
from pulau.exchange.packs import load_pack
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CONFLICT: Final = 409
UNPROCESSABLE: Final = 422


@requires(may(SEE))
@never_cache
@require_safe
def team(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show who judges the case at each level. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    context = {**frame.context, **team_context(frame.actor, frame.case, timezone.now())}
    return render(request, "assessments/team.html", context)


@requires(may(SEE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, unit: str, year: int, level: str) -> HttpResponse:
    """Show who can judge at a level, with what bars the others; POST assigns one of them. 422 with what was chosen."""
    frame, wanted = level_frame(request, unit, year, level)
    problem = ""
    person, parts = request.POST.get("orang", ""), tuple(request.POST.getlist("bagian"))
    if request.method == "POST":
        chosen = read_id(person)
        if chosen is None:
            problem = _("Pilih orangnya.")
        else:
            wish = SeatWish(wanted, chosen, parts)
            try:
                row = assign(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=timezone.now())
            except TeamRefusal as refused:
                problem = told(frame.actor, refused)
            else:
                messages.success(request, _("%(name)s ditunjuk.") % {"name": row.user.get_full_name()})
                return back_to_team(unit, year)
    found = candidate_views(frame.actor, frame.case, wanted, timezone.now())
    context = {
        **frame.context,
        "level": Level(wanted).label,
        "able": [(each.user_id, _with_work(each.name, each.work)) for each in found if each.able],
        "barred": [each for each in found if each.bars],
        "person": person,
        "parts": part_choices(frame.case, wanted, parts),
        "lot": reverse("assessments:draw", args=[unit, year, level]),
        "problem": problem,
    }
    return render(request, "assessments/assign.html", context, status=UNPROCESSABLE if problem else 200)


@requires(may(SEE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, unit: str, year: int, assignment: UUID) -> HttpResponse:
    """Ask for the reason and end an assignment. 404 for one that is not the case's or has ended."""
    frame = case_frame(request, unit, year)
    row = assignments_of(frame.case).filter(pk=assignment).first()
    if row is None:
        raise AssignmentGone
    if not assigns_at(frame.actor, frame.case, AssessorLevel(row.level)):
        raise PermissionDenied
    reason, problem = request.POST.get("alasan", ""), ""
    if request.method == "POST":
        try:
            end_assignment(
                actor=frame.actor, case_id=frame.case.pk, assignment_id=row.pk, reason=reason, now=timezone.now()
            )
        except (TeamRefusal, BadInput) as refused:
            problem = told(frame.actor, refused)
        else:
            messages.success(request, _("Penugasan diakhiri. Yang sudah dinilai tetap tersimpan."))
            return back_to_team(unit, year)
    context = {**frame.context, "row": row, "reason": reason, "problem": problem, "longest": LONGEST_REASON}
    return render(request, "assessments/assignment_end.html", context, status=UNPROCESSABLE if problem else 200)


@requires(may(SEE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aim(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Set the title that is judged, before the TPI begins. 409 once it has begun."""
    frame = case_frame(request, unit, year)
    case = frame.case
    if not allowed(frame.actor, AIM, unit_id=case.unit_id, state=next(iter(BEFORE_TPI))):
        raise PermissionDenied
    kind, title, problem = case.kind, case.title, ""
    status = 200 if case.stage in BEFORE_TPI else CONFLICT
    if request.method == "POST":
        kind, title = request.POST.get("jenis", ""), request.POST.get("predikat", "")
        try:
            set_aim(actor=frame.actor, case_id=case.pk, wish=AimWish(kind, title), now=timezone.now())
        except StageMoved:
            status = CONFLICT
        except TeamRefusal as refused:
            problem, status = told(frame.actor, refused), UNPROCESSABLE
        else:
            messages.success(request, _("Predikat yang dinilai: %(title)s.") % {"title": title})
            return HttpResponseRedirect(frame.context["case_home"], status=303)
    context = {
        **frame.context,
        "kinds": CaseKind.choices,
        "titles": [(each, each) for each in load_pack(case.regulation).titles],
        "kind": kind,
        "title": title,
        "problem": problem,
    }
    name = "assessments/step_moved.html" if status == CONFLICT else "assessments/aim.html"
    return render(request, name, context, status=status)


def level_frame(request: HttpRequest, unit: str, year: int, level: str) -> tuple[CaseFrame, AssessorLevel]:
    """Return the frame and the level at which the reader assigns. 404 for no level; PermissionDenied for others."""
    frame = case_frame(request, unit, year)
    if level not in Level.values:
        raise Http404
    wanted = AssessorLevel(level)
    if not assigns_at(frame.actor, frame.case, wanted):
        raise PermissionDenied
    return frame, wanted


def back_to_team(unit: str, year: int) -> HttpResponse:
    """Lead back to the team."""
    return HttpResponseRedirect(reverse("assessments:team", args=[unit, year]), status=303)


def _with_work(name: str, work: int) -> str:
    return _("%(name)s (sedang menilai %(n)d)") % {"name": name, "n": work}
