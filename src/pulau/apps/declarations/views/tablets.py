"""Shared tablets as their attendants see them (`/pakta/tablet`): opened, ended, and what was drawn at them attested."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.declarations.models import AttestItemState, AttestState, TabletSession
from pulau.apps.declarations.policies import ATTEND_TABLET
from pulau.apps.declarations.selectors.tablet import (
    counts_of_run,
    drawn_counts,
    drawn_pacts,
    get_drawn_for,
    get_tablet_for,
    is_open,
    is_own,
    newest_run,
    skipped_in,
    tablets_seen,
    units_attended,
    unsigned_pacts,
)
from pulau.apps.declarations.services import attesting, tablet
from pulau.apps.declarations.services.pacts import PactNotOpen, ReasonMissing
from pulau.apps.declarations.tablet_device import become_tablet
from pulau.apps.people.contract import actor_of
from pulau.apps.signing.contract import TROUBLES, Given, asks_secret, told_code, told_run, told_trouble
from pulau.core.shared.ids import read_id
from pulau.exchange.signatures.drawing import read_strokes, svg_of
from pulau.foundation import storage
from pulau.foundation.accounts.step_up import ask_to_confirm, confirmed_recently, recently_confirmed
from pulau.foundation.calendar import today_of
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from pulau.apps.declarations.models import AttestRun
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
DRAWINGS: Final = 100
"""Drawings of a page: all of them are looked at before they are attested by one press."""
HOURS: Final = (2, 4, 8)
REASON: Final = 1_000


@requires(may(ATTEND_TABLET))
@never_cache
@require_safe
def tablets(request: HttpRequest) -> HttpResponse:
    """Show the units for which the person may open a tablet, and the tablets that are open or have work left."""
    return _list(request)


@requires(may(ATTEND_TABLET))
@never_cache
@require_POST
@recently_confirmed
def open_here(request: HttpRequest) -> HttpResponse:
    """Make this very device a tablet: whoever is signed in on it is signed out, and other pages stay closed on it."""
    actor, hours = actor_of(request), request.POST.get("jam", "")
    unit = units_attended(actor, "", today_of(actor, timezone.now())).filter(code=request.POST.get("unit", "")).first()
    if unit is None or hours not in map(str, HOURS):
        return _list(request, _("Pilih unit dan lamanya dari daftar."))
    length = timedelta(hours=int(hours))
    session, key = tablet.open_tablet(actor=actor, unit_id=unit.pk, length=length, now=timezone.now())
    get_adapter(request).logout(request)
    response = HttpResponseRedirect(reverse("declarations:kiosk"), status=303)
    response.headers["Clear-Site-Data"] = '"storage"'  # drafts of who was signed in
    become_tablet(response, session, key)
    return response


@requires(may(ATTEND_TABLET))
@never_cache
@require_safe
def one(request: HttpRequest, tablet_id: UUID) -> HttpResponse:
    """Show what was drawn and waits, and how far attesting is: on the witness's own device."""
    return _page(request, tablet_id)


@requires(may(ATTEND_TABLET))
@never_cache
@require_POST
def end(request: HttpRequest, tablet_id: UUID) -> HttpResponse:
    """End a tablet, from any device."""
    tablet.end_tablet(actor=actor_of(request), tablet_id=tablet_id, now=timezone.now())
    messages.success(request, _("Tablet diakhiri. Yang sudah digambar tetap menunggu saksi di sini."))
    return _back(tablet_id)


@requires(may(ATTEND_TABLET))
@never_cache
@require_safe
def drawing(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Return the picture of what was drawn and waits: lines alone, made of numbers."""
    pact = get_drawn_for(actor_of(request), pact_id)
    try:
        picture = svg_of(read_strokes(storage.get(pact.drawing)))
    except (BlobDamaged, BlobMissing):
        return HttpResponse(status=410)
    return HttpResponse(picture, content_type="image/svg+xml")


@requires(may(ATTEND_TABLET))
@never_cache
@require_POST
def refuse(request: HttpRequest, tablet_id: UUID, pact_id: UUID) -> HttpResponse:
    """Say that a drawing does not count, with the reason; the person is asked again."""
    actor, reason = actor_of(request), request.POST.get("alasan", "").replace("\x00", "")[:REASON]
    get_tablet_for(actor, tablet_id)
    get_drawn_for(actor, pact_id)
    try:
        tablet.refuse_drawing(actor=actor, pact_id=pact_id, reason=reason, now=timezone.now())
    except ReasonMissing:
        return _page(request, tablet_id, _("Tulis alasannya."), UNPROCESSABLE, wanting=pact_id)
    except tablet.OwnDrawing:
        return _page(request, tablet_id, _("Gambar Anda sendiri dinilai saksi yang lain."), CONFLICT)
    except PactNotOpen:
        return _page(request, tablet_id, _("Gambar ini sudah tidak menunggu."), CONFLICT)
    messages.success(request, _("Gambar ditolak. Orangnya dapat menandatangani lagi."))
    return _back(tablet_id)


@requires(may(ATTEND_TABLET))
@never_cache
@sensitive_post_parameters()
@require_POST
def attest(request: HttpRequest, tablet_id: UUID) -> HttpResponse:
    """Attest what the page listed, by one press: exactly these drawings, one after another, as a job.

    Who does not attend there finds nothing, and is not asked for a password first.
    """
    actor, now = actor_of(request), timezone.now()
    found = get_tablet_for(actor, tablet_id)
    if not confirmed_recently(request):
        return ask_to_confirm(request)
    if asks_secret():
        return _attest_one(request, actor, found)
    try:
        attesting.start_attesting(actor=actor, unit_id=found.unit_id, chosen=_chosen(request), now=now)
    except attesting.NothingToAttest:
        return _page(request, tablet_id, _("Daftar ini sudah berubah. Periksa lagi, lalu nyatakan."), CONFLICT)
    return _back(tablet_id)


@requires(may(ATTEND_TABLET))
@never_cache
@require_POST
def resume(request: HttpRequest, tablet_id: UUID) -> HttpResponse:
    """Go on with one's own run that waits or was stopped."""
    actor = actor_of(request)
    run = newest_run(actor, get_tablet_for(actor, tablet_id).unit_id)
    if not confirmed_recently(request):
        return ask_to_confirm(request)
    if run is not None and run.state in {AttestState.PAUSED, AttestState.STOPPED}:
        attesting.resume_attesting(actor=actor, run_id=run.pk, now=timezone.now())
    return _back(tablet_id)


def _attest_one(request: HttpRequest, actor: Actor, found: TabletSession) -> HttpResponse:
    """Attest one drawing with the passphrase that the provider asks for each time."""
    chosen = _chosen(request)
    if len(chosen) != 1:
        return _page(request, found.pk, _("Layanan tanda tangan meminta frasa sandi tiap kali."), CONFLICT)
    ((pact_id, digest),) = chosen.items()
    given = Given(request.POST.get("frasa") or None)
    try:
        attesting.attest_pact(actor=actor, pact_id=pact_id, drawing=digest, given=given, now=timezone.now())
    except (PactNotOpen, tablet.OwnDrawing):
        return _page(request, found.pk, _("Gambar ini sudah tidak menunggu."), CONFLICT)
    except TROUBLES as problem:
        return _page(request, found.pk, told_trouble(problem), UNPROCESSABLE)
    messages.success(request, _("Satu tanda tangan disaksikan."))
    return _back(found.pk)


def _list(request: HttpRequest, error: str = "") -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    words = asked_for(request)
    pages = paged(request, units_attended(actor, words, today_of(actor, now)), 20, cari=words)
    seen = list(tablets_seen(actor, now)[:50])
    waiting = drawn_counts(actor, [row.unit_id for row in seen])
    context = {
        **pages,
        "search": words,
        "error": error,
        "rows": [(row, is_open(row, now), waiting.get(row.unit_id, 0)) for row in seen],
        "hours": [(str(hours), _("%(n)d jam") % {"n": hours}) for hours in HOURS],
        "chosen": request.GET.get("unit", ""),
    }
    return render(request, "declarations/tablet/list.html", context, status=UNPROCESSABLE if error else 200)


def _page(
    request: HttpRequest, tablet_id: UUID, problem: str = "", status: int = 200, *, wanting: UUID | None = None
) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    row = get_tablet_for(actor, tablet_id)
    pages = paged(request, drawn_pacts(actor, row.unit_id), DRAWINGS)
    rows = [(pact, is_own(pact, actor.person)) for pact in pages["page"].object_list]
    run = newest_run(actor, row.unit_id)
    context = {
        **pages,
        "tablet": row,
        "open": is_open(row, now),
        "left": unsigned_pacts(actor, row.unit_id, today_of(actor, now).year).count(),
        "rows": rows,
        "attestable": sum(not own for _pact, own in rows),
        "asks_secret": asks_secret(),
        "problem": problem,
        "wanting": wanting,
        **(_progress(run) if run is not None else {}),
    }
    return render(request, "declarations/tablet/one.html", context, status=status)


def _progress(run: AttestRun) -> dict[str, Any]:
    counts = counts_of_run(run)
    words = {attesting.OWN: _("Gambar Anda sendiri."), attesting.NOT_OPEN: _("Sudah tidak menunggu.")}
    return {
        "run": run,
        "done": counts[AttestItemState.DONE],
        "past": counts[AttestItemState.DONE] + counts[AttestItemState.SKIPPED],
        "polling": run.state in {AttestState.RUNNING, AttestState.PAUSED},
        "told": told_run(run.told) if run.told else "",
        "skipped": [(item.pact.name, words.get(item.told) or told_code(item.told)) for item in skipped_in(run)],
    }


def _chosen(request: HttpRequest) -> dict[UUID, str]:
    """Return what the form confirmed: pacts by id, each with the digest of the drawing that was shown."""
    found: dict[UUID, str] = {}
    for text in request.POST.getlist("gambar")[: attesting.MOST]:
        pact_id, _colon, digest = text.partition(":")
        if key := read_id(pact_id):
            found[key] = digest
    return found


def _back(tablet_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("declarations:tablet", args=[tablet_id]), status=303)
