"""The agency's proposals by year (`/usulan-zi`), and drafting one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.proposals.facts import quota_of
from pulau.apps.proposals.models import ProposalState
from pulau.apps.proposals.policies import PREPARE, SEE
from pulau.apps.proposals.refusals import DraftStands, ProposalRefused
from pulau.apps.proposals.seasons import SeasonOfYear, season_now
from pulau.apps.proposals.selectors import proposable, proposals_for, years_of
from pulau.apps.proposals.services.drafting import draft_proposal
from pulau.apps.proposals.views.answers import told
from pulau.core.deadlines.zones import legal_day
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@requires(may(SEE))
@never_cache
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """List the proposals of a year, the units that are fit and in none, and whether the season is open."""
    actor = required_actor(request)
    now = timezone.now()
    today = today_of(actor, now)
    years = sorted({*years_of(actor), today.year}, reverse=True)
    asked = request.GET.get("tahun", "")
    year = next((each for each in years if str(each) == asked), years[0])
    if not asked and today.year in years:
        year = today.year
    rows = list(proposals_for(actor).filter(year=year))
    prepares = allowed(actor, PREPARE)
    context: dict[str, Any] = {
        "year": year,
        "years": years,
        "rows": rows,
        "prepares": prepares,
        "draft": next((row for row in rows if row.state == ProposalState.DRAFT), None),
        "waiting": list(proposable(actor.tenant_id, year)) if prepares else [],
        **season_context(actor, year),
    }
    return render(request, "proposals/proposals.html", context)


def season_context(actor: Actor, year: int) -> dict[str, Any]:
    """Return what pages of a year's proposals say of its season: open or not, until when, the quota."""
    try:
        season: SeasonOfYear | None = season_now(year)
    except LookupError:
        season = None
    now = timezone.now()
    return {
        "season": season,
        "season_open": season.open_at(now) if season else False,
        "season_early": season is not None and legal_day(now, season.zone) < season.days["opening"].day,
        "season_first": season.days["opening"].day if season else None,
        "season_last": season.days["proposals"].day if season else None,
        "quota": quota_of(actor, year),
    }


@requires(may(PREPARE))
@never_cache
@require_POST
def draft(request: HttpRequest, year: int) -> HttpResponse:
    """Draft the proposal of a year with every unit that is fit, and lead to it."""
    actor = required_actor(request)
    try:
        row = draft_proposal(actor=actor, year=year, now=timezone.now())
    except DraftStands:
        row = proposals_for(actor).get(year=year, state=ProposalState.DRAFT)
    except ProposalRefused as problem:
        messages.error(request, told(problem)[0][1])
        return HttpResponseRedirect(f"{reverse('proposals:proposals')}?tahun={year}", status=303)
    return HttpResponseRedirect(reverse("proposals:proposal", args=[year, row.number]), status=303)
