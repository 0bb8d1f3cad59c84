"""The worksheets of a person, and the overview of one: where it stands, why, and where to go on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.desk.frame import desk_context, open_desk
from pulau.apps.worksheets.report.page import result_context
from pulau.apps.worksheets.selectors import worksheets_for
from pulau.foundation.tenancy.policy import public, requires, signed_in


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead who has signed in to their worksheets, everybody else to the calculator."""
    return HttpResponseRedirect(reverse("worksheets:worksheets" if signed_in(request) else "worksheets:calculator"))


@requires(signed_in)
@never_cache
@require_safe
def worksheets(request: HttpRequest) -> HttpResponse:
    """List the worksheets of the person's units, newest year first."""
    actor = actor_of(request)
    return render(request, "worksheets/desk/worksheets.html", {"sheets": worksheets_for(actor)})


@requires(acts)
@never_cache
@require_safe
def overview(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show where a worksheet stands: verdict, areas, what lost points, and why each figure is what it is."""
    desk = open_desk(request, unit, year)
    context = result_context(desk.calculation, None, asked=False) | desk_context(desk, "overview")
    return render(request, "worksheets/desk/overview.html", context)
