"""Signing somebody in whom another page has let in, by the same way that the sign-in page goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.foundation.accounts.models import User


def sign_in_user(request: HttpRequest, user: User, *, redirect_url: str = "/") -> HttpResponse:
    """Sign in who has just chosen a password here (accepted an invitation), and return where to go on.

    This is allauth's whole way: where the person has a second factor the answer asks for it, and nobody is signed in
    yet. `redirect_url` is an address of ours.
    """
    record_authentication(request, user, method="password", email=user.email)
    response: HttpResponse = perform_login(request, Login(user=user, email=user.email, redirect_url=redirect_url))
    return response
