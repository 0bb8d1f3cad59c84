"""For whom a request acts: the person signed in, or the person of an API token, in one of their bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from ninja.security import HttpBearer

from pulau.apps.people.keys import token_digest
from pulau.apps.people.selectors import as_actor, held_appointments, held_by_key
from pulau.apps.people.selectors.visits import agency_to_enter
from pulau.foundation.accounts.second_factor import is_without
from pulau.foundation.tenancy.wall import enter_person, enter_tenant, enter_token

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest

    from pulau.apps.people.models import Appointment
    from pulau.core.shared.actor import Actor

TENANT_KEY = "instansi"
"""Where the session keeps the body chosen by a person who acts for several."""
_HELD = "_held_appointments"
_ACTOR = "_pulau_actor"


class PulauBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """allauth's sign-in; a request's person comes with their appointments in the same query."""

    def get_user(self, user_id: object) -> AbstractBaseUser | None:
        """Return the person, or None where the account is closed."""
        person = UUID(str(user_id))
        enter_person(person)
        held = held_appointments(person, timezone.now())
        user = held[0].user if held else super().get_user(user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        setattr(user, _HELD, held)
        return user


class BearerToken(HttpBearer):
    """An API token in `Authorization: Bearer pulau_…`; the request then acts as its person, in the token's body."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the actor, or None (401) for a token that does not hold or whose person may act no more."""
        enter_token(token_digest(token))
        held = held_by_key(token, timezone.now())
        actor = as_actor(held[0].user_id, held) if held else None
        if actor is None or is_without(held[0].user, actor):
            return None
        enter_person(actor.person)
        enter_tenant(actor.tenant_id)
        request.user = held[0].user
        setattr(request, _ACTOR, actor)
        return actor


def held_by(request: HttpRequest) -> tuple[Appointment, ...]:
    """Return what the signed-in person holds today."""
    found: tuple[Appointment, ...] | None = getattr(request.user, _HELD, None)
    if found is None and request.user.is_authenticated:
        enter_person(request.user.pk)
        found = held_appointments(request.user.pk, timezone.now())
        setattr(request.user, _HELD, found)
    return found or ()


def acting(request: HttpRequest) -> Actor | None:
    """Return the actor of a request, or None for a stranger and for a person without any appointment."""
    if not hasattr(request, _ACTOR):
        setattr(request, _ACTOR, _from_session(request))
    found: Actor | None = getattr(request, _ACTOR)
    return found


def acting_in(tenant_id: UUID, user_id: UUID) -> Actor | None:
    """Return a person as acting in a body with what they hold there now, for jobs; None where they may not any more."""
    held = held_appointments(user_id, timezone.now())
    if not held or not held[0].user.is_active:
        return None
    actor = as_actor(user_id, held, tenant_id)
    return actor if actor is not None and actor.tenant_id == tenant_id else None


def enter_body(request: HttpRequest, tenant_id: UUID) -> bool:
    """Make a body the one that the person's next requests act for: one of their own, or one that a grant reaches.

    Returns whether they may; nothing changes where they may not.
    """
    held = held_by(request)
    if tenant_id not in {row.tenant_id for row in held} and agency_to_enter(held, tenant_id) is None:
        return False
    request.session[TENANT_KEY] = str(tenant_id)
    return True


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor of a request that its policy let in. Raises PermissionDenied."""
    found = acting(request)
    if found is None:
        raise PermissionDenied
    return found


def acts(request: HttpRequest) -> bool:
    """Whether the request acts for a body: somebody has signed in, and holds an appointment today."""
    return acting(request) is not None


def _from_session(request: HttpRequest) -> Actor | None:
    # A page that refuses a request before anybody was looked up (413) has no user yet.
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return None
    chosen = request.session.get(TENANT_KEY)
    actor = as_actor(request.user.pk, held_by(request), UUID(chosen) if chosen else None)
    if actor is not None:
        enter_tenant(actor.tenant_id)
    return actor
