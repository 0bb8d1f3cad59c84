"""A person's own certificate (`/akun/sertifikat`): what it is, revoking it, asking for a new one."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.people.contract import actor_of
from pulau.apps.signing.forms import ReasonForm
from pulau.apps.signing.policies import OWN_CERTIFICATE
from pulau.apps.signing.provider import LOCAL, chosen_code
from pulau.apps.signing.selectors.certificates import may_ask_anew, own_certificates, revoked_last
from pulau.apps.signing.services.certificates import ask_certificate_anew, revoke_own_certificates
from pulau.apps.signing.troubles import TROUBLES, told_trouble
from pulau.foundation.accounts.models import User
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

UNPROCESSABLE: Final = 422


@requires(may(OWN_CERTIFICATE))
@never_cache
@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """Show the person's certificates and what may be done with them."""
    return _page(request)


@requires(may(OWN_CERTIFICATE))
@never_cache
@require_POST
@recently_confirmed
def revoke(request: HttpRequest) -> HttpResponse:
    """Revoke the person's certificates, with a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, _("Tulis alasannya."))
    revoke_own_certificates(actor=actor_of(request), reason=form.cleaned_data["alasan"], now=timezone.now())
    messages.success(request, _("Sertifikat Anda dicabut. Tanda tangan yang sudah dibuat tetap ada."))
    return HttpResponseRedirect(reverse("signing:certificate"), status=303)


@requires(may(OWN_CERTIFICATE))
@never_cache
@require_POST
@recently_confirmed
def anew(request: HttpRequest) -> HttpResponse:
    """Issue a new certificate to who revoked their own."""
    actor = actor_of(request)
    user = request.user
    name = user.full_name if isinstance(user, User) else ""
    agency = agency_of(actor)
    try:
        ask_certificate_anew(actor=actor, name=name, organisation=agency.name if agency else "", now=timezone.now())
    except TROUBLES as problem:
        return _page(request, told_trouble(problem))
    messages.success(request, _("Sertifikat baru diterbitkan. Anda dapat menandatangani lagi."))
    return HttpResponseRedirect(reverse("signing:certificate"), status=303)


def _page(request: HttpRequest, error: str = "") -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
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
