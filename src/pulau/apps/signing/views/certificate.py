"""A person's own certificate (`/akun/sertifikat`): what it is, revoking it, asking for a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.signing.forms import ReasonForm
from pulau.apps.signing.provider import LOCAL, chosen_code
from pulau.apps.signing.selectors.certificates import may_ask_anew, own_certificates, revoked_last
from pulau.apps.signing.selectors.own import signed_in_body
from pulau.apps.signing.services.certificates import ask_certificate_anew, revoke_own_certificates
from pulau.apps.signing.troubles import TROUBLES, told_trouble
from pulau.apps.signing.views.signer import NOWHERE, signer_of
from pulau.foundation.accounts.person import person_of
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.tenancy.policy import requires, signed_in
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422


@requires(signed_in)
@never_cache
@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """Show the person's certificates and what may be done with them."""
    return _page(request)


@requires(signed_in)
@never_cache
@require_POST
@recently_confirmed
def revoke(request: HttpRequest) -> HttpResponse:
    """Revoke the person's certificates, with a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, str(form.errors["alasan"][0]))
    actor = _owner(request)
    with behind_wall(actor.tenant_id, actor.person):
        revoke_own_certificates(actor=actor, reason=form.cleaned_data["alasan"], now=timezone.now())
    messages.success(request, _("Sertifikat Anda dicabut. Tanda tangan yang sudah dibuat tetap ada."))
    return HttpResponseRedirect(reverse("signing:certificate"), status=303)


@requires(signed_in)
@never_cache
@require_POST
@recently_confirmed
def anew(request: HttpRequest) -> HttpResponse:
    """Issue a new certificate to who revoked their own."""
    actor, name = _owner(request), person_of(request).full_name
    try:
        with behind_wall(actor.tenant_id, actor.person):
            agency = agency_of(actor)
            place = agency.name if agency else ""
            ask_certificate_anew(actor=actor, name=name, organisation=place, now=timezone.now())
    except TROUBLES as problem:
        return _page(request, told_trouble(problem))
    messages.success(request, _("Sertifikat baru diterbitkan. Anda dapat menandatangani lagi."))
    return HttpResponseRedirect(reverse("signing:certificate"), status=303)


def _owner(request: HttpRequest) -> Actor:
    """Return who asks, in the body that they act for; without any duty, in the one where they signed last."""
    actor = signer_of(request)
    return actor if actor.tenant_id != NOWHERE else replace(actor, tenant_id=signed_in_body(actor.person) or NOWHERE)


def _page(request: HttpRequest, error: str = "") -> HttpResponse:
    actor, now = signer_of(request), timezone.now()
    rows = [
        (row, "revoked" if row.revoked_at else "outside" if row.until <= now else "met")
        for row in own_certificates(actor)[:50]
    ]
    context = {
        "rows": rows,
        "holds": any(status == "met" for _row, status in rows),
        "revoked": revoked_last(actor.person),
        "may_ask": may_ask_anew(actor.person),
        "ours": chosen_code() == LOCAL,
        "error": error,
        "summary": [("alasan", error)] if error else [],
        "reason": request.POST.get("alasan", ""),
    }
    return render(request, "signing/certificate.html", context, status=UNPROCESSABLE if error else 200)
