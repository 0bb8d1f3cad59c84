"""Setting up and taking away the second factor: app codes, passkeys, recovery codes."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Final

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.webauthn.internal.auth import EXTENSIONS, build_user_payload, get_credentials, get_server, set_state
from allauth.mfa.webauthn.internal.flows import add_authenticator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from fido2.webauthn import ResidentKeyRequirement, UserVerificationRequirement

from pulau.foundation.accounts import throttle
from pulau.foundation.accounts.forms import AddPasskeyForm, wrong_code
from pulau.foundation.accounts.models import Means
from pulau.foundation.accounts.origin import origin_of
from pulau.foundation.accounts.person import person_of
from pulau.foundation.accounts.second_factor import KINDS, is_asked_for
from pulau.foundation.accounts.services.securing import remove_factor, tell_factor_added
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.tenancy.acting import requesting_actor
from pulau.foundation.tenancy.policy import requires, signed_in

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

_GET_AND_POST: Final = ["GET", "HEAD", "POST"]
_TYPE: Final = Authenticator.Type
LONGEST_NAME: Final = 60


class FactorNotFound(Http404):
    """No such way to sign in, or another person's."""


@requires(signed_in)
@never_cache
@sensitive_post_parameters()
@require_http_methods(_GET_AND_POST)
@recently_confirmed
def add_totp(request: HttpRequest) -> HttpResponse:
    """Show the secret of the app once, and take its first code."""
    user = person_of(request)
    if Authenticator.objects.filter(user=user, type=_TYPE.TOTP).exists():
        return HttpResponseRedirect(reverse("accounts:security"))
    form = ActivateTOTPForm(
        user=user, data={"code": request.POST.get("kode", "")} if request.method == "POST" else None
    )
    problem, status = "", 200
    if request.method == "POST":
        try:
            throttle.count_try(((throttle.FACTOR, str(user.pk)),), timezone.now())
        except throttle.HeldBack:
            problem, status = _("Terlalu sering dicoba. Mohon tunggu beberapa menit."), 429
        else:
            if form.is_valid():
                throttle.take_back(((throttle.FACTOR, str(user.pk)),))
                return _added_totp(request, user, form)
            problem, status = wrong_code(timezone.now()), 422
    adapter = get_adapter()
    url = adapter.build_totp_url(user, form.secret)
    picture = base64.b64encode(adapter.build_totp_svg(url).encode()).decode("ascii")
    parts = [form.secret[start : start + 4] for start in range(0, len(form.secret), 4)]
    context = {"picture": f"data:image/svg+xml;base64,{picture}", "url": url, "secret": " ".join(parts)}
    return render(request, "accounts/totp.html", {**context, "problem": problem}, status=status)


@requires(signed_in)
@never_cache
@require_http_methods(_GET_AND_POST)
@recently_confirmed
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Let a device make a passkey; one that checks finger, face or PIN later signs in by itself."""
    user = person_of(request)
    problem = ""
    if request.method == "POST":
        data = {
            "name": request.POST.get("nama", "").strip()[:LONGEST_NAME],
            "credential": request.POST.get("credential"),
        }
        form = AddPasskeyForm(user=user, data=data)
        if form.is_valid():
            return _added_passkey(request, user, form)
        problem = _("Passkey belum terdaftar. Coba lagi, atau pakai perangkat lain.")
    context = {"options": json.dumps(_creation_options(user)), "problem": problem, "limit": LONGEST_NAME}
    return render(request, "accounts/passkey.html", context, status=422 if problem else 200)


@requires(signed_in)
@never_cache
@require_http_methods(_GET_AND_POST)
@recently_confirmed
def remove(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Ask, then take a way to sign in away; the last one stays where a role asks for it."""
    user = person_of(request)
    factors = list(Authenticator.objects.filter(user=user).exclude(type=_TYPE.RECOVERY_CODES))
    factor = next((found for found in factors if found.pk == factor_id), None)
    if factor is None:
        raise FactorNotFound
    means, last = KINDS[factor.type], len(factors) == 1 and is_asked_for(request)
    if request.method == "POST" and not last:
        remove_factor(
            actor=requesting_actor(request), user=user, factor=factor, means=means, origin=origin_of(request),
            now=timezone.now(),
        )  # fmt: skip
        return HttpResponseRedirect(f"{reverse('accounts:security')}?selesai=hapus", status=303)
    name = factor.wrap().name if means is Means.PASSKEY else _("Kode aplikasi")
    status = 409 if request.method == "POST" else 200
    return render(
        request, "accounts/remove_factor.html", {"name": name, "last": last, "only": len(factors) == 1}, status=status
    )


@requires(signed_in)
@never_cache
@require_http_methods(_GET_AND_POST)
@recently_confirmed
def recovery(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes the first time; after that only new ones, which make the old ones worthless."""
    user = person_of(request)
    factors = Authenticator.objects.filter(user=user)
    if not factors.exclude(type=_TYPE.RECOVERY_CODES).exists():
        return HttpResponseRedirect(reverse("accounts:security"))
    if request.method == "POST":
        with transaction.atomic():
            generate_recovery_codes(request)
            _tell(request, user, Means.RECOVERY)
        return HttpResponseRedirect(reverse("accounts:recovery"), status=303)
    codes, fresh = view_recovery_codes(request)
    left = codes.get_unused_codes() if codes else []
    context = {"codes": left if fresh else [], "left": len(left), "needed": is_asked_for(request)}
    return render(request, "accounts/recovery.html", context)


def _creation_options(user: User) -> dict[str, object]:
    """Begin a registration that any authenticator can answer: what can, becomes a passkey that signs in alone."""
    options, state = get_server().register_begin(
        user=build_user_payload(user),
        credentials=get_credentials(user),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
        extensions=EXTENSIONS,
    )
    set_state(state)
    return dict(options)


def _added_totp(request: HttpRequest, user: User, form: ActivateTOTPForm) -> HttpResponse:
    with transaction.atomic():
        factor, codes = activate_totp(request, form)
        _tell(request, user, Means.TOTP)
    return _after(request, user, factor, first=codes is not None)


def _added_passkey(request: HttpRequest, user: User, form: AddPasskeyForm) -> HttpResponse:
    with transaction.atomic():
        factor, codes = add_authenticator(request, form.cleaned_data["name"], form.cleaned_data["credential"])
        _tell(request, user, Means.PASSKEY)
    return _after(request, user, factor, first=codes is not None)


def _tell(request: HttpRequest, user: User, means: Means) -> None:
    tell_factor_added(
        actor=requesting_actor(request), user=user, means=means, origin=origin_of(request), now=timezone.now()
    )


def _after(request: HttpRequest, user: User, factor: Authenticator, *, first: bool) -> HttpResponse:
    """Keep that the factor was shown in this session, and go on: to the recovery codes when they are new."""
    record_authentication(request, user, "mfa", id=factor.pk, type=factor.type)
    where = reverse("accounts:recovery") if first else f"{reverse('accounts:security')}?selesai=tambah"
    return HttpResponseRedirect(where, status=303)
