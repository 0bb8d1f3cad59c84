"""What waits for a person's signature (`/tanda-tangan`), one document to read and answer, and the answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.people.contract import acts
from pulau.apps.signing.applying import Given
from pulau.apps.signing.forms import ReasonForm
from pulau.apps.signing.models import SignatoryState
from pulau.apps.signing.provider import asks_secret
from pulau.apps.signing.selectors.documents import answered_by, get_own_signatory
from pulau.apps.signing.selectors.pages import facts_of, kind_words, people_shown, reading_of
from pulau.apps.signing.selectors.running import open_runs, to_sign
from pulau.apps.signing.services.answering import refuse_to_sign, withdraw_signature
from pulau.apps.signing.services.drawing import attest_drawn
from pulau.apps.signing.services.signing import sign_document
from pulau.apps.signing.troubles import TROUBLES, told_trouble
from pulau.apps.signing.views.coming_back import FIELD, way_back
from pulau.apps.signing.views.gates import behind
from pulau.apps.signing.views.signer import signer_of
from pulau.apps.signing.wishes import ALREADY_DONE, SigningRefused
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.tenancy.policy import requires, signed_in
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from pulau.apps.signing.models import Signatory
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422
SHOWN_AT_MOST: Final = 200
"""Waiting documents that one page lists; the oldest come first, and the rest moves up."""


@requires(signed_in)
@never_cache
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List what waits for the person, and what they answered."""
    actor = signer_of(request)
    found = to_sign(actor)
    language = get_language() or "id"
    context = {
        "ready": [(place, kind_words(place.kind, language)) for place in found if place.turn][:SHOWN_AT_MOST],
        "later": [(place, kind_words(place.kind, language)) for place in found if not place.turn][:SHOWN_AT_MOST],
        "many": len(found),
        "shown_at_most": SHOWN_AT_MOST,
        "runs": open_runs(actor),
        "one_by_one": asks_secret() or not acts(request),  # a run is a body's, with a job of its own there
        **paged(request, answered_by(actor)),
    }
    return render(request, "signing/waiting.html", context)


@requires(signed_in)
@never_cache
@require_safe
def sign(request: HttpRequest, signatory_id: UUID) -> HttpResponse:
    """Show the document that a person is to sign, or answered: what it is, who signs, and what they may do."""
    actor = signer_of(request)
    return _page(request, actor, get_own_signatory(actor, signatory_id), {})


@requires(signed_in)
@never_cache
@sensitive_post_parameters()
@require_POST
@behind(get_own_signatory)
@recently_confirmed
def give(request: HttpRequest, signatory_id: UUID) -> HttpResponse:
    """Sign. A second tap finds it done and changes nothing."""
    actor = signer_of(request)
    own = get_own_signatory(actor, signatory_id)
    given = Given(request.POST.get("sandi") or None)
    try:
        sign_document(actor=actor, signatory_id=own.pk, given=given, now=timezone.now())
    except TROUBLES as problem:
        own.refresh_from_db()
        if not _done_by_first_tap(own, problem):
            return _page(request, actor, own, {"sign": told_trouble(problem)})
    messages.success(request, _("Ditandatangani: %(title)s") % {"title": own.document.title})
    return _back(request, own)


@requires(signed_in)
@never_cache
@sensitive_post_parameters()
@require_POST
@behind(get_own_signatory)
@recently_confirmed
def attest(request: HttpRequest, signatory_id: UUID, drawn_id: UUID) -> HttpResponse:
    """Seal, as a witness, what somebody drew, and sign as one."""
    actor = signer_of(request)
    own = get_own_signatory(actor, signatory_id)
    given = Given(request.POST.get("sandi") or None)
    try:
        attest_drawn(actor=actor, signatory_id=drawn_id, given=given, now=timezone.now())
    except TROUBLES as problem:
        return _page(request, actor, own, {"sign": told_trouble(problem)})
    messages.success(request, _("Disaksikan dan ditandatangani: %(title)s") % {"title": own.document.title})
    return _back(request, own)


@requires(signed_in)
@never_cache
@require_POST
@behind(get_own_signatory)
@recently_confirmed
def refuse(request: HttpRequest, signatory_id: UUID) -> HttpResponse:
    """Refuse to sign, with a reason."""
    return _answer(request, signatory_id, refuse_to_sign, "refuse")


@requires(signed_in)
@never_cache
@require_POST
@behind(get_own_signatory)
@recently_confirmed
def withdraw(request: HttpRequest, signatory_id: UUID) -> HttpResponse:
    """Take a signature back, with a reason."""
    return _answer(request, signatory_id, withdraw_signature, "withdraw")


def _answer(request: HttpRequest, signatory_id: UUID, service: Callable[..., Signatory], which: str) -> HttpResponse:
    actor = signer_of(request)
    own = get_own_signatory(actor, signatory_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, own, {which: str(form.errors["alasan"][0])}, request.POST.get("alasan", ""))
    reason = form.cleaned_data["alasan"]
    try:
        service(actor=actor, signatory_id=own.pk, reason=reason, now=timezone.now())
    except TROUBLES as problem:
        return _page(request, actor, own, {which: told_trouble(problem)}, reason)
    messages.success(request, _("Jawaban Anda tercatat."))
    return _back(request, own)


def _done_by_first_tap(own: Signatory, problem: Exception) -> bool:
    """Whether the person had signed already: a second tap, or a page that was left open."""
    answered = isinstance(problem, SigningRefused) and problem.reason == ALREADY_DONE
    return answered and own.state == SignatoryState.SIGNED


def _back(request: HttpRequest, own: Signatory) -> HttpResponse:
    return HttpResponseRedirect(way_back(request) or reverse("signing:sign", args=[own.pk]), status=303)


def _page(
    request: HttpRequest, actor: Actor, own: Signatory, errors: dict[str, str], reason: str = ""
) -> HttpResponse:  # fmt: skip
    language = get_language() or "id"
    reading = reading_of(actor, own)
    back = way_back(request)
    context: dict[str, Any] = {
        "own": own,
        "document": own.document,
        "kind": kind_words(own.document.kind, language),
        "facts": facts_of(own.document),
        "people": people_shown(reading.people),
        "reading": reading,
        "asks_secret": asks_secret(),
        "errors": errors,
        "summary": [({"sign": "sandi", "refuse": "tolak", "withdraw": "tarik"}[key], told)
                    for key, told in errors.items()],
        "reason": reason,
        "back": back,
        "query": f"?{urlencode({FIELD: back})}" if back else "",
    }  # fmt: skip
    return render(request, "signing/sign.html", context, status=UNPROCESSABLE if errors else 200)
