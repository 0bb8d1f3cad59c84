"""One's own pacts (`/pakta`): read, sign by one press, refuse, withdraw; and those of the years before.

Whoever is employed somewhere and has an account gets here, without any duty. What is done is done in the body of the
pact, behind its wall.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.declarations.mapping import text_of
from pulau.apps.declarations.selectors.own_pacts import (
    get_own_pact,
    own_actor,
    own_pacts,
    template_of_own,
    tenant_of_own,
)
from pulau.apps.declarations.services import pacts as service
from pulau.apps.signing.contract import (
    TROUBLES,
    Given,
    ProviderAway,
    SecretRefused,
    SigningRefused,
    asks_secret,
    told_trouble,
)
from pulau.core.pledging.texts import differences
from pulau.core.shared.ids import read_id
from pulau.foundation.accounts.person import person_of
from pulau.foundation.accounts.step_up import ask_to_confirm, confirmed_recently
from pulau.foundation.tenancy.policy import requires, signed_in
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.declarations.selectors.own_pacts import OwnPacts

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
UNAVAILABLE: Final = 503
LONGEST: Final = 1_000
REFUSED: Final = (service.TextMissing, service.PactNotOpen, *TROUBLES)


@requires(signed_in)
@never_cache
@require_safe
def pacts(request: HttpRequest) -> HttpResponse:
    """Show what waits for one's signature, and what was signed."""
    return _page(request)


@requires(signed_in)
@never_cache
@sensitive_post_parameters()
@require_POST
def sign(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Sign one's own pact in the version that was shown, right after showing who one is.

    Whose pact it is not finds nothing, and is not asked for a password first.
    """
    person = person_of(request)
    tenant_id = tenant_of_own(person.pk, pact_id)
    if not confirmed_recently(request):
        return ask_to_confirm(request)
    shown = read_id(request.POST.get("naskah", "")) or UUID(int=0)  # a text that names none is nobody's
    consent = service.Consent(shown, Given(request.POST.get("sandi") or None))
    try:
        with behind_wall(tenant_id, person.pk):
            service.sign_pact(
                actor=own_actor(person.pk, tenant_id), pact_id=pact_id, consent=consent, now=timezone.now()
            )
    except service.TextChanged:
        return _page(request, CONFLICT, changed=(pact_id, shown))
    except REFUSED as problem:
        status, words = _why(problem)
        return _page(request, status, words)
    messages.success(request, _("Pakta ditandatangani. Dokumennya tersimpan di bawah."))
    return HttpResponseRedirect(reverse("declarations:pacts"), status=303)


@requires(signed_in)
@never_cache
@require_POST
def refuse(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Refuse one's own pact, with a reason."""
    person = person_of(request)
    tenant_id = tenant_of_own(person.pk, pact_id)
    reason = _reason(request)
    try:
        with behind_wall(tenant_id, person.pk):
            service.refuse_pact(
                actor=own_actor(person.pk, tenant_id), pact_id=pact_id, reason=reason, now=timezone.now()
            )
    except service.ReasonMissing:
        return _page(request, UNPROCESSABLE, wanting=(pact_id, "tolak"))
    except service.PactNotOpen:
        return _page(request, CONFLICT, _("Pakta ini sudah tidak menunggu. Di bawah ini keadaannya sekarang."))
    messages.success(request, _("Penolakan dicatat dengan alasannya. Anda tetap dapat menandatangani kemudian."))
    return HttpResponseRedirect(reverse("declarations:pacts"), status=303)


@requires(signed_in)
@never_cache
@require_POST
def withdraw(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Withdraw one's own signature, with a reason; as careful as signing."""
    person = person_of(request)
    tenant_id = tenant_of_own(person.pk, pact_id)
    if not confirmed_recently(request):
        return ask_to_confirm(request)
    reason = _reason(request)
    try:
        with behind_wall(tenant_id, person.pk):
            service.withdraw_pact(
                actor=own_actor(person.pk, tenant_id), pact_id=pact_id, reason=reason, now=timezone.now()
            )
    except service.ReasonMissing:
        return _page(request, UNPROCESSABLE, wanting=(pact_id, "tarik"))
    except (service.PactNotOpen, SigningRefused):
        return _page(
            request, CONFLICT, _("Tanda tangan ini tidak dapat ditarik lagi. Di bawah ini keadaannya sekarang.")
        )
    messages.success(
        request,
        _("Tanda tangan ditarik kembali. Dokumennya tetap ada, dan Anda dapat menandatangani lagi."),
    )
    return HttpResponseRedirect(reverse("declarations:pacts"), status=303)


def _page(
    request: HttpRequest,
    status: int = 200,
    problem: str = "",
    *,
    changed: tuple[UUID, UUID] | None = None,
    wanting: tuple[UUID, str] | None = None,
) -> HttpResponse:
    person = person_of(request)
    bodies = own_pacts(person.pk, timezone.now())
    context = {
        "bodies": bodies,
        "several": len(bodies) > 1,
        "problem": problem,
        "changed_pact": changed[0] if changed else None,
        "changes": _changes(person.pk, bodies, changed) if changed else [],
        "wanting": wanting,
        "typed": request.POST.get("alasan", "")[:LONGEST],
        "asks_secret": asks_secret(),
    }
    return render(request, "declarations/pacts.html", context, status=status)


def _changes(person_id: UUID, bodies: list[OwnPacts], changed: tuple[UUID, UUID]) -> list[object]:
    """Return what changed from the version that somebody had before them to the one that holds now."""
    pact_id, shown = changed
    before = template_of_own(get_own_pact(person_id, pact_id), shown)
    now = next((one.template for body in bodies for one in body.waiting if one.pact.pk == pact_id), None)
    if before is None or now is None:
        return []
    return [*differences(text_of(before).lines, text_of(now).lines)]


def _why(problem: Exception) -> tuple[int, str]:
    """Return the status and the words of a signature that was not made."""
    if isinstance(problem, service.TextMissing):
        return CONFLICT, _("Naskahnya sedang tidak berlaku. Tidak ada yang ditandatangani.")
    if isinstance(problem, service.PactNotOpen):
        return CONFLICT, _("Pakta ini tidak dapat ditandatangani lagi. Di bawah ini keadaannya sekarang.")
    status = UNPROCESSABLE if isinstance(problem, SecretRefused) else CONFLICT
    return (UNAVAILABLE if isinstance(problem, ProviderAway | OSError) else status), told_trouble(problem)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("alasan", "").replace("\x00", "").strip()[:LONGEST]
