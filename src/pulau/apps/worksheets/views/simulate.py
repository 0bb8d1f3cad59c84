"""The same answers under another regulation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.people.contract import acts
from pulau.apps.worksheets.desk.frame import open_desk
from pulau.apps.worksheets.desk.simulating import simulating_context
from pulau.foundation.tenancy.policy import requires

UNPROCESSABLE = 422


@requires(acts)
@never_cache
@require_safe
def simulate(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what the answers would give under another regulation; nothing is written."""
    context = simulating_context(open_desk(request, unit, year), request.GET)
    status = UNPROCESSABLE if context.get("simulate_problems") else 200
    return render(request, "worksheets/desk/simulate.html", context, status=status)
