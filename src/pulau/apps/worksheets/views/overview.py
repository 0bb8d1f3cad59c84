"""The worksheets of a person, and the overview of one: where it stands, why, and where to go on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.desk.frame import desk_context, open_desk
from pulau.apps.worksheets.desk.home import duty_views, next_views, recent_views, unit_views
from pulau.apps.worksheets.duty_selectors import own_areas, own_duties
from pulau.apps.worksheets.policies import can_open_worksheet, own_units, sees_all
from pulau.apps.worksheets.report.page import result_context
from pulau.apps.worksheets.selectors import get_worksheet_for, latest_changes, unread_mentions, worksheets_for
from pulau.apps.worksheets.services.opening import state_prior_title
from pulau.core.shared.problems import BadInput
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language

MOST_SHEETS = 60
LATEST = 8


@requires(acts)
@never_cache
@require_safe
def worksheets(request: HttpRequest) -> HttpResponse:
    """List the worksheets of the person's units; who oversees an agency sees those that moved last, and its table."""
    actor = actor_of(request)
    rows = worksheets_for(actor)
    overseeing = sees_all(actor)
    duties = own_duties(actor)[:MOST_SHEETS]
    sheets = rows.order_by("-scored_at")[:LATEST] if overseeing else rows.order_by("unit__name", "-year")[:MOST_SHEETS]
    context = {
        "units": unit_views(sheets),
        "overseeing": overseeing,
        "may_open": any(can_open_worksheet(actor, unit) for unit in own_units(actor)) or overseeing,
        "mentions": unread_mentions(actor),
        "duties": duty_views(duties, today_of(actor, timezone.now()), spoken_language()) if duties else [],
    }
    return render(request, "worksheets/desk/worksheets.html", context)


@requires(acts)
@never_cache
@require_safe
def overview(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show where a worksheet stands: verdict, areas, what lost points, and why each figure is what it is."""
    desk = open_desk(request, unit, year)
    context = result_context(desk.calculation, None, asked=False) | desk_context(desk, "overview")
    context["recent"] = recent_views(desk, latest_changes(desk.row, LATEST))
    own = own_areas(desk.actor, desk.row)
    context["next_areas"] = sorted(next_views(desk), key=lambda area: area.key not in own)
    context["own_areas"] = own
    context["prior_action"] = desk.address("prior-title")
    return render(request, "worksheets/desk/overview.html", context)


@requires(acts)
@never_cache
@require_POST
def prior_title(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """State which title the unit holds; WBBM is given only to a unit that is WBK already."""
    actor = actor_of(request)
    row = get_worksheet_for(actor, unit, year)
    title = request.POST.get("predikat", "")
    try:
        state_prior_title(actor=actor, worksheet_id=row.pk, title=title[:8], now=timezone.now())
    except BadInput:
        return HttpResponse(status=422)
    return HttpResponseRedirect(reverse("worksheets:overview", args=[unit, year]), status=303)
