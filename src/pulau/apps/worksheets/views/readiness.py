"""How ready a worksheet is (`kesiapan`): what is answered and shown, what is missing, whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.desk.frame import desk_context, desk_of
from pulau.apps.worksheets.desk.readiness_view import areas_ready, asked_filters, sign_counts
from pulau.apps.worksheets.duty_selectors import standing_duties
from pulau.apps.worksheets.policies import submits
from pulau.apps.worksheets.selectors import get_worksheet_for
from pulau.core.evidencing.handing import tally
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(acts)
@never_cache
@require_safe
def readiness(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what each item still lacks, area by area; one's own areas first. Eleven queries, whatever the evidence."""
    actor = actor_of(request)
    row = get_worksheet_for(actor, unit, year)
    found = assess(actor, row, timezone.now())
    desk = desk_of(request, row, found.evaluation, {})
    people: dict[str, list[str]] = {}
    own: list[str] = []
    for duty in standing_duties(row):
        people.setdefault(duty.area, []).append(duty.user.get_full_name())
        own += [duty.area] if duty.user_id == actor.user_id else []
    filters = asked_filters(request)
    context = desk_context(desk, "readiness") | {
        "areas": areas_ready(desk, found, filters, people, own),
        "counts": tally(found.found.values()),
        "signs": sign_counts(found),
        "filters": filters,
        "own": own,
        "deadline": found.deadline,
        "proposals": len(found.proposals),
        "may_submit": submits(actor, row.unit_id),
    }
    return render(request, "worksheets/desk/readiness.html", context)
