"""Asking once more who it is (`step_up`): one page for password, code and passkey."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pulau.foundation.accounts import held
from pulau.foundation.accounts.forms import LONGEST_PASSWORD, ConfirmCodeForm, ConfirmPasskeyForm
from pulau.foundation.accounts.person import person_of
from pulau.foundation.accounts.second_factor import is_asked_for, is_missing
from pulau.foundation.accounts.sso import shown_providers
from pulau.foundation.accounts.throttle import HeldBack
from pulau.foundation.accounts.way_in import has_factor, owes_factor
from pulau.foundation.tenancy.policy import requires, signed_in

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

_TYPE: Final = Authenticator.Type


@dataclass(frozen=True, slots=True)
class Ways:
    """By what a person can show who they are."""

    password: bool
    code: bool
    passkey: bool


@requires(signed_in)
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Take password, code or passkey, and go on to where the person was; who owes a second factor must show that."""
    user = person_of(request)
    ways = _ways(user, factor_only=owes_factor(request, user))
    problems: dict[str, str] = {}
    until = None
    if request.method == "POST":
        try:
            problems = _problems(request, user, ways)
        except HeldBack as wait:
            until = wait.until
        else:
            if not problems:
                return HttpResponseRedirect(_back(request), status=303)
    context: dict[str, Any] = {"ways": ways, "problems": problems, "until": until, "next": _back(request)}
    context["held"] = held.SESSION_KEY in request.session
    context["providers"] = [] if ways.password or ways.code or ways.passkey else shown_providers()
    if ways.passkey:
        context["options"] = json.dumps(begin_authentication(user))
    status = 429 if until else 422 if problems else 200
    return render(request, "accounts/confirm.html", context, status=status)


@requires(signed_in)
@never_cache
@require_safe
def factor_needed(request: HttpRequest) -> HttpResponse:
    """Say that the person's role asks for a second factor, and lead to setting one up or to showing it."""
    if not is_missing(request):
        return HttpResponseRedirect(reverse("accounts:security"))
    if has_factor(person_of(request)):
        return HttpResponseRedirect(reverse("accounts:confirm"))
    return render(request, "accounts/factor_needed.html", {"asked": is_asked_for(request)})


def _problems(request: HttpRequest, user: User, ways: Ways) -> dict[str, str]:
    """Take what was sent; return what is wrong by field. Raises HeldBack."""
    if ways.code and "kode" in request.POST:
        return _by_code(request, user)
    if ways.passkey and "credential" in request.POST:
        key = ConfirmPasskeyForm(user=user, data=request.POST)
        if not key.is_valid():
            return {"passkey": _("Passkey tidak dikenali. Coba lagi.")}
        key.save()
        return {}
    if ways.password and "sandi" in request.POST:
        return _by_password(request, user)
    return {"sandi": _("Isi salah satu.")}


def _by_code(request: HttpRequest, user: User) -> dict[str, str]:
    code = ConfirmCodeForm(user=user, data={"code": request.POST["kode"]})
    if not code.is_valid():
        return {"kode": " ".join(code.errors.get("code", []))}
    code.save()
    return {}


def _by_password(request: HttpRequest, user: User) -> dict[str, str]:
    given = request.POST["sandi"]
    if len(given) > LONGEST_PASSWORD or not get_adapter(request).reauthenticate(user, given):
        return {"sandi": _("Kata sandi tidak cocok.")}
    reauthenticate_by_password(request)
    return {}


def _ways(user: User, *, factor_only: bool) -> Ways:
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return Ways(
        password=user.has_usable_password() and not factor_only,
        code=bool(kinds & {_TYPE.TOTP.value, _TYPE.RECOVERY_CODES.value}),
        passkey=_TYPE.WEBAUTHN.value in kinds,
    )


def _back(request: HttpRequest) -> str:
    """Return where to go on: to the held form, to the page that was asked for if it is ours, or to one's security."""
    if held.kept(request) is not None:
        return reverse("accounts:resume")
    target = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return reverse("accounts:security")
