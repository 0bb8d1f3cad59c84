"""Forms of signing in, on top of allauth's."""

from __future__ import annotations

import struct
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NoReturn

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from pulau.foundation.accounts import throttle
from pulau.foundation.accounts.history import note
from pulau.foundation.accounts.models import EventKind, Means
from pulau.foundation.accounts.origin import origin_of

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

_UNSOUND: Final = (TypeError, ValueError, LookupError, AttributeError, struct.error)
LONGEST_NAME = 254
LONGEST_PASSWORD = 4096
"""Characters of what is typed at the sign-in: no address is longer, and hashing more would only take time."""


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """One field takes the e-mail address or the number (NIP)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(max_length=LONGEST_NAME)
        self.fields["password"].max_length = LONGEST_PASSWORD

    def user_credentials(self) -> dict[str, str]:
        """Return what the adapter asks for."""
        return {"login": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class CountedCode:
    """A code of the app or of the recovery codes; tries are counted for the person, whatever they come from.

    Raises HeldBack out of `is_valid` where the next try is to wait.
    """

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Count, then let allauth compare; what was right takes its count back."""
        counted: tuple[throttle.Counted, ...] = ((throttle.FACTOR, str(self.user.pk)),)
        now = timezone.now()
        throttle.count_try(counted, now)
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # allauth's form, beside this class
        except forms.ValidationError:
            note(self.user, EventKind.FAILED, origin_of(context.request), now, means=Means.TOTP)
            _refuse(now)
        throttle.take_back(counted)
        return code

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        """Send no signal: `clean_code` keeps the failure."""


class CodeForm(CountedCode, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second factor at the sign-in."""


class ConfirmCodeForm(CountedCode, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The code that confirms who has signed in already."""


class SoundCredential:
    """What a device answered: made up or broken, it is wrong, as one that does not fit is.

    The libraries below read it field by field and raise whatever the first missing one leads to.
    """

    def clean_credential(self) -> Authenticator:
        """Let allauth check the answer. Raises ValidationError."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth's form, beside this class
        except _UNSOUND as problem:
            raise forms.ValidationError("", code="incorrect_code") from problem


class PasskeySignInForm(SoundCredential, LoginWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey alone at the sign-in."""


class PasskeyStepForm(SoundCredential, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey or security key as the second factor."""


class ConfirmPasskeyForm(SoundCredential, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey that confirms who has signed in already."""


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """What a device made."""

    def clean(self) -> dict[str, Any]:
        """Let allauth check it. Raises ValidationError."""
        try:
            found: dict[str, Any] = super().clean()
        except _UNSOUND as problem:
            raise forms.ValidationError("", code="incorrect_code") from problem
        return found


def _refuse(now: datetime) -> NoReturn:
    raise forms.ValidationError(wrong_code(now), code="incorrect_code")


def wrong_code(now: datetime) -> str:
    """Say what is wrong with a code; the clock is named always, since telling by how much would help who guesses."""
    shown = time_format(timezone.localtime(now), "H:i:s").replace(":", ".")
    return _(
        "Kode tidak cocok. Bila jam ponsel Anda tidak tepat, kodenya ikut salah: setel jam ponsel ke otomatis. "
        "Jam di sini %(jam)s WIB."
    ) % {"jam": shown}
