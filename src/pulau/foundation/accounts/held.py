"""What somebody sent after their session had ended: kept through the sign-in, sent again by one press."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import signing
from django.utils.http import url_has_allowed_host_and_scheme

from pulau.foundation.sealing import SealBroken, seal, unseal

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

FIELD = "titipan"
SESSION_KEY = "titipan"
_SALT = "pulau.held"
_HOURS = 12
_KEPT = "_pulau_form_kept"
_LEFT_OUT = frozenset({"csrfmiddlewaretoken"})
_SECRETS = frozenset({"sandi", "ulang", "kode", "password", "frasa"})
"""Fields of passwords, passphrases and codes: a form with one of them is typed again, and kept nowhere meanwhile."""


@dataclass(frozen=True, slots=True)
class Held:
    """A form as it was sent: where to, and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]


def hold(request: HttpRequest) -> str | None:
    """Write the sent form as a signed text for a hidden field; None for one with a secret that was typed.

    Files are not kept: they are chosen again.
    """
    if _SECRETS & request.POST.keys():
        return None
    fields = [[name, value] for name, values in request.POST.lists() for value in values if name not in _LEFT_OUT]
    return signing.dumps({"path": request.get_full_path(), "fields": fields}, salt=_SALT, compress=True)


def keep(request: HttpRequest) -> bool:
    """Hold the sent form in the session of who has signed in, while something else is asked of them first.

    Returns whether it is held: one with a secret is not.
    """
    text = hold(request)
    if text is None:
        return False
    put(request, text)
    setattr(request, _KEPT, True)
    return True


def put(request: HttpRequest, text: str) -> None:
    """Keep a signed text in the session, sealed: sessions lie in the database, and a form may name a NIK."""
    request.session[SESSION_KEY] = seal(text).decode("ascii")


def kept(request: HttpRequest) -> Held | None:
    """Return what the session holds, or None."""
    text = request.session.get(SESSION_KEY)
    try:
        return read_held(unseal(text.encode("ascii"))) if text else None
    except SealBroken:
        return None


def held_in(posted: QueryDict) -> str | None:
    """Return the signed text that came with a sign-in, or None where there is none or it is not ours."""
    text = posted.get(FIELD, "")
    return text if read_held(text) else None


def forget_sent(request: HttpRequest) -> None:
    """Forget the form that was held once it was sent where it belongs; not the one that this very request left."""
    if getattr(request, _KEPT, False):
        return
    found = kept(request)
    if found is not None and found.path == request.get_full_path():
        del request.session[SESSION_KEY]


def read_held(text: str | None) -> Held | None:
    """Read it back; None for what is missing, changed or older than half a day."""
    try:
        found = signing.loads(text or "", salt=_SALT, max_age=_HOURS * 3600)
    except (signing.BadSignature, json.JSONDecodeError):
        return None
    path = found["path"]
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None) or not path.startswith("/"):
        return None
    return Held(path, tuple((str(name), str(value)) for name, value in found["fields"]))
