"""Where a person is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session

from pulau.foundation.accounts.origin import agent_of, network_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.foundation.accounts.models import User


@dataclass(frozen=True, slots=True)
class Running:
    """A session that has not ended: since when, in which browser, from which network; `own` is the one that asks."""

    id: int
    key: str
    since: datetime
    agent: str
    network: str
    own: bool


def running(user: User, own_key: str | None, now: datetime) -> list[Running]:
    """Return where a person is signed in, the asking session first, then the newest; two queries."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    alive = set(Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list("session_key", flat=True))
    found = [
        Running(row.pk, row.session_key, row.created_at, agent_of(row.user_agent), network_of(row.ip),
                row.session_key == own_key)
        for row in rows if row.session_key in alive
    ]  # fmt: skip
    return sorted(found, key=lambda each: not each.own)


def other_sessions(user: User, own_key: str | None) -> list[str]:
    """Return the keys of a person's sessions but for one."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=own_key or "")
    return list(rows.values_list("session_key", flat=True))


def keep_signed_in(request: HttpRequest, user: User) -> None:
    """Keep the asking session after its person's password was changed, under a new key and in their list."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    update_session_auth_hash(request, user)
    UserSession.objects.create_from_request(request)


def forget_sessions(now: datetime) -> int:
    """Remove sessions that have expired, and what was kept about them. Returns how many."""
    ended = Session.objects.filter(expire_date__lt=now).delete()[0]
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return ended
