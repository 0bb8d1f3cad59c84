"""Asking once more who it is, right before something that cannot be undone: a signature, a decision, a way to sign in.

@requires(may(SIGN_PACT))
@never_cache
@require_POST
@recently_confirmed
def sign(request: HttpRequest, ...): ...

Whoever has given password, code or passkey within five minutes (signing in counts) goes on. Others are asked for it on
/akun/konfirmasi; a form that they sent is kept, signed, and sent again by one press (`held`). Files are chosen again.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, cast
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pulau.foundation.accounts import held
from pulau.foundation.accounts.way_in import owes_factor, records_of

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

P = ParamSpec("P")
FRESH_SECONDS: Final = 300


def confirmed_recently(request: HttpRequest) -> bool:
    """Whether the person has shown within five minutes who they are: by password, code or passkey.

    Single sign-on counts only for who has nothing of these yet, so that they can set up their first. Where the person
    has a second factor that this session has not shown, a password is not enough: factors are added and renewed by it.
    """
    if not request.user.is_authenticated:
        return False
    since = time.time() - FRESH_SECONDS
    fresh = {record["method"] for record in records_of(request, request.user) if record["at"] > since}
    if "mfa" in fresh:
        return True
    if "password" in fresh:
        return not owes_factor(request, request.user)
    return "socialaccount" in fresh and not _has_own_means(request.user)


def recently_confirmed(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a page, or take its form, only for who was confirmed within five minutes. Stands right above the view."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if confirmed_recently(request):
            return view(request, *args, **kwargs)
        return ask_to_confirm(request)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", asked)


def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """Lead to the question who it is; a sent form is held in the session meanwhile."""
    if request.headers.get("HX-Request"):
        return HttpResponse(
            status=403, headers={"HX-Redirect": reverse("accounts:confirm"), "Cache-Control": "no-store"}
        )
    held_back = request.method == "POST" and held.keep(request)
    back = reverse("accounts:resume") if held_back else request.get_full_path()
    where = f"{reverse('accounts:confirm')}?{urlencode({'next': back}, safe='/')}"
    return HttpResponseRedirect(where, status=303)


def _has_own_means(user: User) -> bool:
    return user.has_usable_password() or Authenticator.objects.filter(user=user).exists()
