"""Letting something happen to a case (`…/langkah/<event>`): a page to confirm it, and the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.assessments.frame import CaseFrame, case_frame
from pulau.apps.assessments.models import LONGEST_REASON
from pulau.apps.assessments.policies import EVENT, SEE
from pulau.apps.assessments.refusals import GuardsUnmet, StageMoved
from pulau.apps.assessments.services.advancing import Advance, advance
from pulau.apps.assessments.steps import DECIDING, StepView, step_views
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.model import NoSuchWay
from pulau.exchange.messages import sentence
from pulau.foundation.accounts.step_up import ask_to_confirm, confirmed_recently
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.core.workflow.model import Way

CONFLICT: Final = 409
UNPROCESSABLE: Final = 422
HERE: Final = frozenset(way.event for way in ASSESSMENT.ways if not way.through and not way.alone)
"""The events that happen on this page; others happen where something is filled in, or by themselves."""


@requires(may(SEE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, unit: str, year: int, event: str) -> HttpResponse:
    """Show what an event leads to and what must hold; POST lets it happen.

    404 for what is no event of this page, 409 where the case moved on meanwhile, 422 with the reason as typed where
    something does not hold. Before what decides, the person is asked again who they are.
    """
    frame = case_frame(request, unit, year)
    if event not in HERE:
        raise Http404
    if not _may_ever(frame, event):
        raise PermissionDenied(event)
    typed = request.POST.get("alasan", "")
    seen = request.POST.get("tahap", "") if request.method == "POST" else frame.case.stage
    way = _way(frame, event)
    if way is None or seen != frame.case.stage:
        return _moved(request, frame)
    if request.method != "POST":
        return _page(request, frame, way, ("", ""))
    if event in DECIDING and not confirmed_recently(request):
        return ask_to_confirm(request)
    return _done(request, frame, way, Advance(event, typed, seen))


def _done(request: HttpRequest, frame: CaseFrame, way: Way, wish: Advance) -> HttpResponse:
    try:
        advance(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=timezone.now())
    except StageMoved as moved:
        frame.case.stage = moved.stage
        return _moved(request, frame)
    except GuardsUnmet:
        return _page(request, frame, way, (wish.reason, ""), UNPROCESSABLE)
    except BadInput as bad:
        problem = bad.problems[0]
        error = sentence(problem.code, problem.params, spoken_language())
        return _page(request, frame, way, (wish.reason, error), UNPROCESSABLE)
    messages.success(request, _("Tercatat: %(event)s.") % {"event": way.words(spoken_language())})
    return HttpResponseRedirect(frame.context["case_home"], status=303)


def _may_ever(frame: CaseFrame, event: str) -> bool:
    """Whether it is the reader's to let an event happen, at whichever stage: others hear nothing of where it stands."""
    unit, stages = frame.case.unit_id, ASSESSMENT.sources_of(event)
    return any(allowed(frame.actor, EVENT[event], unit_id=unit, state=stage) for stage in stages)


def _way(frame: CaseFrame, event: str) -> Way | None:
    try:
        return ASSESSMENT.way(event, frame.case.stage)
    except NoSuchWay:
        return None


def _page(request: HttpRequest, frame: CaseFrame, way: Way, typed: tuple[str, str], status: int = 200) -> HttpResponse:
    unit = frame.context["case_unit"]
    view: StepView = step_views(frame.case, [way], "", {}, unit, timezone.now())[0]
    reason, error = typed
    context = {
        **frame.context,
        "step": view,
        "reasoned": way.reasoned,
        "decides": way.event in DECIDING,
        "reason": reason,
        "error": error,
        "longest": LONGEST_REASON,
        "refused": status == UNPROCESSABLE and not error,
    }
    return render(request, "assessments/step.html", context, status=status)


def _moved(request: HttpRequest, frame: CaseFrame) -> HttpResponse:
    """Tell that somebody else was faster; the reason that was typed is shown, so that nothing is lost."""
    context = {
        **frame.context,
        "case_stage": ASSESSMENT.stages[frame.case.stage].words(spoken_language()),
        "reason": request.POST.get("alasan", "") if request.method == "POST" else "",
    }
    return render(request, "assessments/step_moved.html", context, status=CONFLICT)
