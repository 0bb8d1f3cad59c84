"""Who must have a second factor: whoever holds, in the body they act for, a role that nobody uses without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pulau.core.shared.roles import SECOND_FACTOR
from pulau.foundation.accounts import held
from pulau.foundation.accounts.demo_sign_in import PARTS, is_demo_person
from pulau.foundation.accounts.models import Means
from pulau.foundation.accounts.way_in import has_factor, showed_factor
from pulau.foundation.sealing import seal, unseal
from pulau.foundation.tenancy.acting import requesting_actor

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.accounts.models import User

OPEN: Final = frozenset(
    {
        "accounts:factor_needed",
        "accounts:confirm",
        "accounts:add_totp",
        "accounts:add_passkey",
        "accounts:recovery",
        "accounts:resume",
        "accounts:key",
        "account_login",
        "account_logout",
        "ui:language",
        "ui:glossary",
    }
)
"""What such a person may open before: what sets a factor up, the way out, the language and the explained words."""

KINDS: Final = {
    Authenticator.Type.TOTP.value: Means.TOTP,
    Authenticator.Type.WEBAUTHN.value: Means.PASSKEY,
    Authenticator.Type.RECOVERY_CODES.value: Means.RECOVERY,
}
"""What we call allauth's types."""


def asks_for_factor(actor: Actor) -> bool:
    """Whether one of the actor's roles is used with a second factor only."""
    return settings.SECOND_FACTOR_REQUIRED and any(held_role.role in SECOND_FACTOR for held_role in actor.appointments)


def is_without(user: User, actor: Actor) -> bool:
    """Whether somebody has no second factor although a role asks for one: their keys open nothing, whoever made them.

    A person may have made a key before they were given the role. People of a demo are spared it.
    """
    spared = settings.DEMO_SIGN_IN and user.email in PARTS
    return asks_for_factor(actor) and not spared and not has_factor(user)


def is_asked_for(request: HttpRequest) -> bool:
    """Whether the person's role in this body asks for a second factor. People of a demo are spared it there."""
    if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
        return False
    if is_demo_person(request):
        return False
    actor = requesting_actor(request)
    return actor is not None and asks_for_factor(actor)


def is_missing(request: HttpRequest) -> bool:
    """Whether this session has yet to show the second factor that is asked for."""
    return is_asked_for(request) and not showed_factor(request)


class SecondFactorMiddleware:
    """Lead who lacks the second factor that their role asks for to setting it up, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Answer instead of the page where the factor is missing; a sent form is held meanwhile."""
        match = request.resolver_match
        if match is None or match.view_name in OPEN or request.path.startswith("/api/") or not is_missing(request):
            return None
        where = reverse("accounts:factor_needed")
        if request.headers.get("HX-Request"):
            return HttpResponse(status=403, headers={"HX-Redirect": where, "Cache-Control": "no-store"})
        if request.method == "POST":
            held.keep(request)
        return HttpResponseRedirect(where, status=303)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Secrets of codes lie sealed in the database."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app or of recovery codes."""
        return seal(text).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open it. Raises SealBroken."""
        return unseal(encrypted_text.encode("ascii"))
