"""Declared interests: one's own (`/kepentingan`), and all of the agency for who assigns assessors."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.people.acting import actor_of
from pulau.apps.people.forms.own import InterestForm
from pulau.apps.people.policies import DECLARE_INTEREST, SEE_INTERESTS
from pulau.apps.people.selectors.interests import find_interests, own_interests
from pulau.apps.people.services.interests import declare_interest, withdraw_interest
from pulau.apps.people.views.appointments import UNPROCESSABLE
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged


@requires(may(DECLARE_INTEREST))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """List what the person declared in the body they act for, and take in one more."""
    actor = actor_of(request)
    now = timezone.now()
    today = today_of(actor, now)
    form = InterestForm(actor, today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        declare_interest(actor=actor, declaration=form.declaration(), now=now)
        messages.success(request, _("Pernyataan kepentingan tercatat."))
        return HttpResponseRedirect(reverse("people:interests"), status=303)
    context = {
        "form": form,
        "lines": form.lines,
        "today": today,
        "sees_all": allowed(actor, SEE_INTERESTS),
        **paged(request, own_interests(actor)),
    }
    return render(request, "people/interests.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(may(DECLARE_INTEREST))
@never_cache
@require_POST
def withdraw(request: HttpRequest, interest_id: UUID) -> HttpResponse:
    """Let an own declaration end today."""
    withdraw_interest(actor=actor_of(request), interest_id=interest_id, now=timezone.now())
    messages.success(request, _("Pernyataan kepentingan berakhir hari ini."))
    return HttpResponseRedirect(reverse("people:interests"), status=303)


@requires(may(SEE_INTERESTS))
@never_cache
@require_safe
def of_all(request: HttpRequest) -> HttpResponse:
    """List who declared what, for who assigns assessors: what holds today, or everything."""
    actor = actor_of(request)
    today = today_of(actor, timezone.now())
    words = asked_for(request)
    everything = request.GET.get("masa") == "semua"
    rows = find_interests(actor, words, None if everything else today)
    context = {
        "search": words,
        "everything": everything,
        **paged(request, rows, cari=words, masa="semua" if everything else ""),
    }
    return render(request, "people/interests_all.html", context)
