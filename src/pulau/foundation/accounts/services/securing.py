"""What changes how somebody signs in. `actor` is None where the person acts for no body: the history tells it then.

A journal belongs to a tenant. Whoever changes their own password while acting for a body leaves an entry there; whoever
holds no appointment, or was not signed in (a reset by mail), leaves a line in the history of their account alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction

from pulau.foundation.accounts.actions import (
    ACCOUNT_CLOSED,
    ACCOUNT_REOPENED,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTORS_RESET,
    PASSWORD_CHANGED,
    SESSIONS_ENDED,
)
from pulau.foundation.accounts.history import note
from pulau.foundation.accounts.models import EventKind, Means, User
from pulau.foundation.accounts.origin import Origin
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.personal_data import ERASED_ADDRESS

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.journal_actions import JournalAction

_MAIL = "pulau.foundation.accounts.tasks.mail_notice"
NOWHERE = Origin()
"""The origin of what was done at the command line."""


class AccountClosed(Exception):  # noqa: N818 - a fact, as every error of this project
    """The account is closed already."""


class AccountOpen(Exception):  # noqa: N818 - a fact, as every error of this project
    """The account is open already."""


class AccountErased(Exception):  # noqa: N818 - a fact, as every error of this project
    """The person of the account was erased by right."""


@transaction.atomic
def change_password(
    *,
    actor: Actor | None,
    user: User,
    password: str,
    kind: EventKind = EventKind.PASSWORD_CHANGED,
    origin: Origin,
    now: datetime,
) -> None:
    """Give a person the password that they chose. Django then ends every session but the one that it is told to keep.

    Raises ValidationError with what is wrong with the password.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    note(user, kind, origin, now)
    _tell(actor, PASSWORD_CHANGED, user, {"user": user.pk}, now)
    enqueue(_MAIL, user=str(user.pk), kind=kind.value, at=now.isoformat())


@transaction.atomic
def tell_factor_added(*, actor: Actor | None, user: User, means: Means, origin: Origin, now: datetime) -> None:
    """Keep that a person added a way to sign in; allauth has written it in the same transaction."""
    note(user, EventKind.FACTOR_ADDED, origin, now, means=means)
    _tell(actor, FACTOR_ADDED, user, {"user": user.pk, "means": means.value}, now)
    enqueue(_MAIL, user=str(user.pk), kind=EventKind.FACTOR_ADDED.value, at=now.isoformat())


@transaction.atomic
def remove_factor(
    *, actor: Actor | None, user: User, factor: Authenticator, means: Means, origin: Origin, now: datetime
) -> None:
    """Take a way to sign in away; with the last of them the recovery codes go too, which alone open nothing."""
    Authenticator.objects.filter(user=user, pk=factor.pk).delete()
    left = Authenticator.objects.filter(user=user)
    if not left.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        left.delete()
    note(user, EventKind.FACTOR_REMOVED, origin, now, means=means)
    _tell(actor, FACTOR_REMOVED, user, {"user": user.pk, "means": means.value}, now)
    enqueue(_MAIL, user=str(user.pk), kind=EventKind.FACTOR_REMOVED.value, at=now.isoformat())


@transaction.atomic
def reset_factors(*, actor: Actor, user: User, origin: Origin = NOWHERE, now: datetime) -> int:
    """Help who lost their second factor: forget all of them and the links to single sign-on, and end every session.

    The password stays, so what is left is one factor; whose role asks for two is led to set one up. Whoever calls this
    has made sure who is asking. Returns how many factors were forgotten.
    """
    factors: int = Authenticator.objects.filter(user=user).delete()[0]
    links = SocialAccount.objects.filter(user=user).delete()[0]
    sessions = _end(user, None)
    note(user, EventKind.FACTORS_RESET, origin, now)
    payload = {"user": user.pk, "factors": factors, "links": links, "sessions": sessions}
    journal.record(actor, FACTORS_RESET.code, user, payload, now)
    enqueue(_MAIL, user=str(user.pk), kind=EventKind.FACTORS_RESET.value, at=now.isoformat())
    return factors


@transaction.atomic
def end_sessions(
    *,
    actor: Actor | None,
    user: User,
    keys: list[str] | None,
    kind: EventKind = EventKind.SESSIONS_ENDED,
    origin: Origin,
    now: datetime,
) -> int:
    """Sign a person out where these sessions run (None: everywhere). Returns how many ended.

    Keys that are not theirs end nothing. `kind` is what the history of the person tells.
    """
    ended = _end(user, keys)
    if ended:
        note(user, kind, origin, now)
        _tell(actor, SESSIONS_ENDED, user, {"user": user.pk, "sessions": ended}, now)
    return ended


@transaction.atomic
def close_account(*, actor: Actor, user: User, now: datetime) -> int:
    """Let nobody in with an account any more: sessions end, sign-in and tokens are refused. Duties and work stay.

    Returns how many sessions ended. Raises AccountClosed where it is closed already.
    """
    if not user.is_active:
        raise AccountClosed
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions = _end(user, None)
    note(user, EventKind.CLOSED, NOWHERE, now)
    journal.record(actor, ACCOUNT_CLOSED.code, user, {"user": user.pk, "sessions": sessions}, now)
    return sessions


@transaction.atomic
def reopen_account(*, actor: Actor, user: User, now: datetime) -> None:
    """Let the person of a closed account in again, as they signed in before; tokens that have not expired work again.

    Raises AccountOpen where it is open, AccountErased where the person was erased by right: nothing of it comes back.
    """
    if user.is_active:
        raise AccountOpen
    if user.email == ERASED_ADDRESS.format(id=user.pk.hex):
        raise AccountErased
    user.is_active = True
    user.save(update_fields=["is_active"])
    note(user, EventKind.REOPENED, NOWHERE, now)
    journal.record(actor, ACCOUNT_REOPENED.code, user, {"user": user.pk}, now)


def _end(user: User, keys: list[str] | None) -> int:
    """End the sessions of a person that have these keys; all of them for None."""
    rows = UserSession.objects.filter(user=user)
    found = list((rows if keys is None else rows.filter(session_key__in=keys)).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=found).delete()
    rows.filter(session_key__in=found).delete()
    return len(found)


def _tell(actor: Actor | None, action: JournalAction, user: User, payload: dict[str, object], now: datetime) -> None:
    if actor is not None:
        journal.record(actor, action.code, user, payload, now)
