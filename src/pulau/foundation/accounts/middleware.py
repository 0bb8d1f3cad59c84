"""Who is not signed in is led to the sign-in, and loses nothing that was typed."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pulau.foundation.accounts import held
from pulau.foundation.accounts.views.signing_in import session_ended
from pulau.foundation.tenancy.policy import SignInNeeded

_REFUSED = 400


class SignInMiddleware:
    """Answer SignInNeeded: a page by a redirect, a sent form by a sign-in that keeps it, a script by a bare 401."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; a held form that was taken is held no more, so that a shared computer does not keep it."""
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < _REFUSED and held.SESSION_KEY in request.session:
            held.forget_sent(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead to the sign-in; every other exception is somebody else's."""
        if not isinstance(exception, SignInNeeded):
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"Cache-Control": "no-store"})
        if request.method == "POST":
            return session_ended(request)
        return HttpResponseRedirect(
            f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()}, safe='/')}"
        )
