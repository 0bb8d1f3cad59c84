"""The check before a submission (`periksa`): what stands in the way, what the head has to accept, what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.assessing import Assessment, assess
from pulau.apps.worksheets.desk.check_view import condition_views, finding_views
from pulau.apps.worksheets.desk.frame import Desk, desk_context, desk_of
from pulau.apps.worksheets.policies import submits
from pulau.apps.worksheets.selectors import get_worksheet_for
from pulau.core.evidencing.handing import tally
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(acts)
@never_cache
@require_safe
def check(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what the check finds; nothing is handed in here."""
    actor = actor_of(request)
    row = get_worksheet_for(actor, unit, year)
    found = assess(actor, row, timezone.now())
    desk = desk_of(request, row, found.evaluation, {})
    instrument, conditions = condition_views(actor, desk, found)
    context = desk_context(desk, "readiness") | check_context(desk, found)
    context |= {"instrument": instrument, "conditions": conditions}
    return render(request, "worksheets/desk/check.html", context)


def check_context(desk: Desk, found: Assessment) -> dict[str, Any]:
    """Return what the check tells: also the page that hands in shows it."""
    return {
        "blocking": finding_views(desk, found.check.blocking),
        "warnings": finding_views(desk, found.check.warnings),
        "counts": tally(found.found.values()),
        "deadline": found.deadline,
        "pieces": len({laid.evidence.pk for laid in found.laid}),
        "may_submit": submits(desk.actor, desk.row.unit_id),
    }
