"""By what a session was opened, read from what allauth keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator

from pulau.foundation.accounts.models import Means

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest

_FACTORS: Final = {"totp": Means.TOTP, "recovery_codes": Means.RECOVERY, "webauthn": Means.PASSKEY}
_FIRST: Final = {"password": Means.PASSWORD, "socialaccount": Means.SSO}


def records_of(request: HttpRequest, user: AbstractBaseUser) -> list[dict[str, Any]]:
    """Return what the person has shown in this session, oldest first: `method`, `at` (seconds), `type` of a factor."""
    found: list[dict[str, Any]] = get_authentication_records(request, user)
    return found


def way_in(request: HttpRequest, user: AbstractBaseUser) -> tuple[Means, Means]:
    """Return the last means by which the session was opened, and the factor shown beside it."""
    means, factor = Means.NONE, Means.NONE
    for record in records_of(request, user):
        if record["method"] == "mfa" and record.get("passwordless"):
            means, factor = Means.PASSKEY, Means.NONE
        elif record["method"] == "mfa":
            factor = _FACTORS.get(str(record.get("type")), Means.NONE)
        else:
            means, factor = _FIRST.get(record["method"], means), Means.NONE
    return means, factor


def showed_factor(request: HttpRequest) -> bool:
    """Whether who has signed in has shown a second factor in this session."""
    if not request.user.is_authenticated:
        return False
    return any(record["method"] == "mfa" for record in records_of(request, request.user))


def has_factor(user: AbstractBaseUser) -> bool:
    """Whether the person has set up a second factor; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def owes_factor(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether the person has a second factor that this session has not shown: it was opened before there was one."""
    return not showed_factor(request) and has_factor(user)
