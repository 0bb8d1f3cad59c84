"""How somebody signs in, where they are signed in, and what has happened to their account."""

from __future__ import annotations

from typing import Final

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.foundation.accounts.demo_sign_in import is_demo_person
from pulau.foundation.accounts.history import events_of
from pulau.foundation.accounts.origin import origin_of
from pulau.foundation.accounts.person import person_of
from pulau.foundation.accounts.second_factor import is_asked_for
from pulau.foundation.accounts.services.securing import end_sessions
from pulau.foundation.accounts.sessions import running
from pulau.foundation.accounts.sso import shown_providers
from pulau.foundation.tenancy.acting import requesting_actor
from pulau.foundation.tenancy.policy import requires, signed_in

_TYPE: Final = Authenticator.Type
_PAGE: Final = 50
DONE: Final = frozenset({"sandi", "tambah", "hapus"})


@requires(signed_in)
@never_cache
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show password, passkeys, app and recovery codes, and lead to sessions and history."""
    user = person_of(request)
    factors = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((found for found in factors if found.type == _TYPE.RECOVERY_CODES), None)
    names = {shown.code: shown.name for shown in shown_providers()}
    links = SocialAccount.objects.filter(user=user).values_list("provider", flat=True) if names else []
    done = request.GET.get("selesai", "")
    context = {
        "person": user,
        "has_password": user.has_usable_password(),
        "totp": next((found for found in factors if found.type == _TYPE.TOTP), None),
        "passkeys": [(found, found.wrap().name) for found in factors if found.type == _TYPE.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "sso": [names[code] for code in links if code in names],
        "asked": is_asked_for(request),
        "demo": is_demo_person(request),
        "done": done if done in DONE else "",
    }
    return render(request, "accounts/security.html", context)


@requires(signed_in)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where the person is signed in; sign them out of one, or of all but this."""
    user, now = person_of(request), timezone.now()
    found = running(user, request.session.session_key, now)
    if request.method == "POST":
        asked = request.POST.get("sesi", "")
        keys = [each.key for each in found if not each.own and asked in (str(each.id), "lain")]
        ended = end_sessions(actor=requesting_actor(request), user=user, keys=keys, origin=origin_of(request), now=now)
        return HttpResponseRedirect(f"{reverse('accounts:sessions')}?keluar={ended}", status=303)
    ended_before = request.GET.get("keluar", "")
    context = {
        "rows": found,
        "others": sum(not each.own for each in found),
        "ended": int(ended_before) if ended_before.isdecimal() and len(ended_before) < len("1000") else None,
    }
    return render(request, "accounts/sessions.html", context)


@requires(signed_in)
@never_cache
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Show the year's sign-ins, failures and changes, newest first."""
    page = Paginator(events_of(person_of(request)), _PAGE).get_page(request.GET.get("hal"))
    return render(request, "accounts/history.html", {"page": page})
