"""The plan of a worksheet, and the trial of other answers; both are asked for by an address, and write nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.people.contract import acts
from pulau.apps.worksheets.desk.frame import open_desk
from pulau.apps.worksheets.desk.planning_view import planning_context
from pulau.apps.worksheets.desk.queries import without_blanks
from pulau.apps.worksheets.desk.trial_view import trial_context
from pulau.apps.worksheets.desk.trying import read_trial
from pulau.foundation.tenancy.policy import requires

UNPROCESSABLE = 422


@requires(acts)
@never_cache
@require_safe
def plan(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the cheapest way to a title."""
    shorter = without_blanks(request)
    if shorter is not None:
        return HttpResponseRedirect(shorter)
    desk = open_desk(request, unit, year)
    context = planning_context(desk, request.GET)
    status = UNPROCESSABLE if context["plan_problems"] else 200
    return render(request, "worksheets/desk/plan.html", context, status=status)


@requires(acts)
@never_cache
@require_safe
def attempt(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what other answers would bring; they are in the address, and nowhere else."""
    shorter = without_blanks(request)
    if shorter is not None:
        return HttpResponseRedirect(shorter)
    desk = open_desk(request, unit, year)
    trial = read_trial(desk, request.GET)
    status = UNPROCESSABLE if trial.problems or trial.strange else 200
    return render(request, "worksheets/desk/trial.html", trial_context(desk, trial), status=status)
