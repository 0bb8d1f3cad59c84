"""What erasing an account does beyond the register: it is closed, and nobody stays signed in with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from pulau.foundation.accounts.models import User
from pulau.foundation.registry.personal_data import Eraser

if TYPE_CHECKING:
    from uuid import UUID


def close(user_id: UUID) -> None:
    """Close the account and end its sessions."""
    keys = list(UserSession.objects.filter(user_id=user_id).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    User.objects.filter(pk=user_id).update(is_active=False, last_login=None)


ERASER: Final = Eraser("accounts", close)
