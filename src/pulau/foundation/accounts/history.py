"""Writing and reading the history of an account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from pulau.foundation.accounts.models import EventKind, Means, SignInEvent, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.foundation.accounts.origin import Origin

KEPT: Final = timedelta(days=365)


def note(
    user: User | None,
    kind: EventKind,
    origin: Origin,
    now: datetime,
    *,
    means: Means = Means.NONE,
    factor: Means = Means.NONE,
) -> SignInEvent:
    """Add a line; `user` is None where the name that was typed is nobody's."""
    return SignInEvent.objects.create(
        user=user, at=now, kind=kind, means=means, factor=factor, network=origin.network, agent=origin.agent
    )


def events_of(user: User) -> QuerySet[SignInEvent]:
    """Return the history of a person, newest first."""
    return SignInEvent.objects.filter(user=user)


def forget_events(now: datetime) -> int:
    """Remove what is older than a year. Returns how many lines."""
    return SignInEvent.objects.filter(at__lt=now - KEPT).delete()[0]
