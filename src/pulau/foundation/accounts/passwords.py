"""What a password must be: twelve characters that nobody has used before. More only where the operator says so."""

from __future__ import annotations

import hashlib
import logging
import re
from typing import TYPE_CHECKING, Final

import urllib3
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

_PREFIX: Final = 5
_SECONDS: Final = 2.0
_MOST_BYTES: Final = 1_000_000
_OK: Final = 200
_BSSN: Final = "bssn"
_log = logging.getLogger(__name__)

COMPOSITION: Final = {
    "upper": re.compile(r"[A-Z]"),
    "lower": re.compile(r"[a-z]"),
    "digit": re.compile(r"[0-9]"),
    "sign": re.compile(r"[^A-Za-z0-9\s]"),
}


class BreachedPasswordValidator:
    """Refuse what was in a breach, as a range service (the form of Have I Been Pwned) knows it.

    Only the first five hex digits of the SHA-1 leave this installation, and only where PULAU_BREACHED_PASSWORDS_URL
    names a service. Where it does not answer the password is taken, and the log says so.
    """

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 - Django's signature
        """Raise ValidationError for a password of a breach."""
        service = settings.BREACHED_PASSWORDS_URL
        if service and _is_breached(service, password):
            raise ValidationError(
                _("Kata sandi ini pernah bocor di tempat lain, jadi mudah ditebak. Pilih yang lain."), code="breached"
            )

    def get_help_text(self) -> str:
        """Say the rule before it is broken."""
        return _("Jangan pakai kata sandi yang pernah dipakai di tempat lain.")


class CompositionValidator:
    """Under PULAU_PASSWORD_PROFILE=bssn: a capital, a small letter, a digit and a sign. Otherwise no such rule."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 - Django's signature
        """Raise ValidationError where a kind of character is missing."""
        if settings.PASSWORD_PROFILE == _BSSN and not all(kind.search(password) for kind in COMPOSITION.values()):
            raise ValidationError(self._words(), code="composition")

    def get_help_text(self) -> str:
        """Say the rule before it is broken; nothing where there is none."""
        return self._words() if settings.PASSWORD_PROFILE == _BSSN else ""

    def _words(self) -> str:
        return _("Pakai sedikitnya satu huruf besar, satu huruf kecil, satu angka, dan satu tanda.")


def rules() -> list[str]:
    """Say what a password must be, before it is chosen."""
    found = [
        _("Sedikitnya dua belas karakter; kalimat pendek pun boleh."),
        _("Bukan yang umum, dan tidak mirip nama atau surel Anda."),
        _("Bukan yang pernah dipakai di tempat lain."),
    ]
    return [*found, CompositionValidator().get_help_text()] if settings.PASSWORD_PROFILE == _BSSN else found


def _is_breached(service: str, password: str) -> bool:
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    try:
        answer = urllib3.PoolManager().request(
            "GET",
            f"{service.rstrip('/')}/{digest[:_PREFIX]}",
            headers={"Add-Padding": "true", "User-Agent": "Pulau"},
            timeout=_SECONDS,
            retries=False,
            preload_content=False,
        )
        text = answer.read(_MOST_BYTES).decode("ascii", "replace")
        answer.release_conn()
    except (urllib3.exceptions.HTTPError, OSError) as problem:
        _log.warning("the service of breached passwords does not answer, so this one was not asked for: %s", problem)
        return False
    if answer.status != _OK:
        _log.warning("the service of breached passwords answered %s, so this one was not asked for", answer.status)
        return False
    return _count_of(digest[_PREFIX:], text) > 0


def _count_of(rest: str, text: str) -> int:
    """Return how often it was seen. A line of the service is the rest of a digest, a colon, a count (0: padding)."""
    for line in text.splitlines():
        found, _colon, count = line.strip().partition(":")
        if found.upper() == rest and count.isdecimal():
            return int(count)
    return 0
