"""Codes of an app, computed as a phone does."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache

from pulau.foundation.accounts.models import User

STEP = 30


def code_of(secret: str, *, steps: int = 0) -> str:
    """The code of now; `steps` of half a minute later (or earlier)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps)))


def give_app(user: User) -> str:
    """Give a person an app and recovery codes; returns the app's secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def recovery_codes(user: User) -> list[str]:
    """The recovery codes that a person has written down."""
    found: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return found


def forget_used() -> None:
    """Let a code be used again, as half a minute later another one would be."""
    cache.clear()
