"""The calendar of a year (`/jadwal-zi`), and how the ministry's TPN sets its days and quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.agencies.contract import AgencyKind, agency_of
from pulau.apps.proposals.forms import SeasonForm
from pulau.apps.proposals.policies import SEE_SEASON, SET_SEASON, sets_seasons
from pulau.apps.proposals.seasons import QUOTA, SeasonOfYear, season_now
from pulau.apps.proposals.services.season import set_season
from pulau.apps.proposals.views.answers import REFUSED, UNPROCESSABLE, told
from pulau.apps.proposals.wishes import SeasonWish
from pulau.apps.proposals.words import STEP_WORDS
from pulau.core.deadlines.zones import legal_day
from pulau.exchange.seasons import STEPS
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

FIRST_YEAR = 2014


@requires(may(SEE_SEASON))
@never_cache
@require_safe
def season(request: HttpRequest) -> HttpResponse:
    """Show the days and quotas of a year, each with where it stands."""
    actor = required_actor(request)
    now = timezone.now()
    this = today_of(actor, now).year
    years = list(range(this + 1, this - 4, -1))
    asked = request.GET.get("tahun", "")
    year = next((each for each in years if str(each) == asked), this)
    found = season_now(year)
    today = legal_day(now, found.zone)
    agency = agency_of(actor)
    context: dict[str, Any] = {
        "year": year,
        "years": years,
        "season": found,
        "today": today,
        "open": found.open_on(today),
        "early": today < found.days["opening"].day,
        "days": [{"words": STEP_WORDS[step], "row": found.days[step]} for step in STEPS],
        "quotas": [{"words": AgencyKind(kind).label, "row": row} for kind, row in found.quotas.items()],
        "own_kind": agency.kind if agency else "",
        "sets": _sets(actor),
    }
    return render(request, "proposals/season.html", context)


@requires(may(SET_SEASON))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, year: int) -> HttpResponse:
    """Set a day or a quota of a year. 404 outside a national body, and for years without a season."""
    actor = required_actor(request)
    if not _sets(actor):
        raise Http404(year)
    found = _season(year, today_of(actor, timezone.now()).year)
    form = SeasonForm(request.POST if request.method == "POST" else None, initial={"langkah": "proposals"})
    if form.is_valid() and _set(actor, year, form):
        messages.success(request, _("Jadwal tahun %(year)s diperbarui; semua instansi melihatnya.") % {"year": year})
        return HttpResponseRedirect(f"{reverse('proposals:season')}?tahun={year}", status=303)
    errors = summary_of(form)
    context = {"year": year, "season": found, "fields": field_views(form), "errors": errors}
    return render(request, "proposals/season_form.html", context, status=UNPROCESSABLE if errors else 200)


def _sets(actor: Actor) -> bool:
    agency = agency_of(actor)
    return agency is not None and agency.national and allowed(actor, SET_SEASON) and sets_seasons(actor)


def _season(year: int, this: int) -> SeasonOfYear:
    if not FIRST_YEAR <= year <= this + 1:
        raise Http404(year)
    return season_now(year)


def _set(actor: Actor, year: int, form: SeasonForm) -> bool:
    """Set what was typed; False, told at the fields, where that cannot be."""
    typed = form.cleaned_data
    key = typed["langkah"]
    quota = key.startswith(QUOTA)
    wish = SeasonWish(year, key, typed["dasar"], None if quota else typed["tanggal"], typed["kuota"] if quota else None)
    try:
        set_season(actor=actor, wish=wish, now=timezone.now())
    except REFUSED as problem:
        for field, words in told(problem):
            form.add_error(field if field in form.fields else "langkah", words)
        return False
    return True
