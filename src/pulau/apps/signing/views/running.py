"""Signing many documents with one confirmation: choosing them, and the run with its progress."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.people.contract import actor_of
from pulau.apps.signing.models import ItemState, RunState
from pulau.apps.signing.policies import SIGN
from pulau.apps.signing.selectors.pages import kind_words
from pulau.apps.signing.selectors.running import counts_of, get_run_for, skipped_of, to_sign
from pulau.apps.signing.services.running import resume_run, start_run
from pulau.apps.signing.troubles import TROUBLES, told_code, told_run, told_trouble
from pulau.apps.signing.views.gates import behind
from pulau.apps.signing.wishes import SignatoryNotFound
from pulau.core.shared.ids import read_id
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

UNPROCESSABLE: Final = 422
MOST_AT_ONCE: Final = 1_500
"""Documents that one page lists to be confirmed; a form may have some more fields than that."""


@requires(may(SIGN))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@recently_confirmed
def many(request: HttpRequest) -> HttpResponse:
    """List what may be signed in one go, each to be chosen; then begin to sign exactly those."""
    if request.method != "POST":
        return _choosing(request, "")
    chosen = [found for text in request.POST.getlist("pilih") if (found := read_id(text)) is not None]
    if not chosen or len(chosen) > MOST_AT_ONCE:
        return _choosing(request, _("Pilih sedikitnya satu dokumen."))
    try:
        run = start_run(actor=actor_of(request), signatory_ids=chosen, now=timezone.now())
    except SignatoryNotFound:
        return _choosing(request, _("Daftar ini sudah berubah. Periksa lagi, lalu tanda tangani."))
    except TROUBLES as problem:
        return _choosing(request, told_trouble(problem))
    return HttpResponseRedirect(reverse("signing:run", args=[run.pk]), status=303)


@requires(may(SIGN))
@never_cache
@require_safe
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show how far a run is; the page can be left and come back to."""
    found = get_run_for(actor_of(request), run_id)
    counts = counts_of(found)
    past = counts[ItemState.DONE] + counts[ItemState.SKIPPED]
    context = {
        "run": found,
        "done": counts[ItemState.DONE],
        "past": past,
        "percent": past * 100 // found.size,
        "polling": found.state in {RunState.RUNNING, RunState.PAUSED},
        "told": told_run(found.told) if found.told else "",
        "skipped": [(item, told_code(item.told)) for item in skipped_of(found)],
    }
    return render(request, "signing/run.html", context)


@requires(may(SIGN))
@never_cache
@require_POST
@behind(get_run_for)
@recently_confirmed
def resume(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Go on with a run that waits or was stopped."""
    actor = actor_of(request)
    found = get_run_for(actor, run_id)
    if found.state in {RunState.STOPPED, RunState.PAUSED}:
        resume_run(actor=actor, run_id=found.pk, now=timezone.now())
        messages.success(request, _("Dilanjutkan."))
    return HttpResponseRedirect(reverse("signing:run", args=[found.pk]), status=303)


def _choosing(request: HttpRequest, error: str) -> HttpResponse:
    language = get_language() or "id"
    places = [place for place in to_sign(actor_of(request)) if place.turn][:MOST_AT_ONCE]
    left_out = (
        set()
        if request.method != "POST"
        else {str(place.signatory_id) for place in places} - set(request.POST.getlist("pilih"))
    )
    rows = [(place, kind_words(place.kind, language), str(place.signatory_id) not in left_out) for place in places]
    context = {"rows": rows, "error": error, "summary": [("daftar", error)] if error else []}
    return render(request, "signing/many.html", context, status=UNPROCESSABLE if error else 200)
