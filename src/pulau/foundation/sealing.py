"""Values that lie sealed in the database (NIK): encrypted with the installation's data keys, found by a keyed digest.

The keys are `DATA_KEYS`: the first seals, all open, so a key is replaced by putting a new one in front. The digest is
keyed from the last one, so that it stays the same; that key therefore stays in the list.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


class SealBroken(Exception):  # noqa: N818 - a fact, as every error of this project
    """A sealed value does not open with any of the keys that this installation has."""


def seal(text: str) -> bytes:
    """Encrypt a text (AES-128-CBC with HMAC-SHA256, Fernet); two seals of one text differ."""
    return _box().encrypt(text.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """Return the text. Raises SealBroken."""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken as problem:
        raise SealBroken("no key of DATA_KEYS opens it") from problem


def fingerprint(purpose: str, text: str) -> str:
    """Return a digest (64 hex digits) that only this installation can compute: equal texts of a purpose, equal digests.

    Short numbers (NIK, NIP) can be guessed through a plain digest; through this one only with the key.
    """
    key = HKDF(SHA256(), 32, salt=None, info=b"pulau fingerprint").derive(_keys()[-1].encode())
    return hmac.new(key, f"{purpose}\x00{text}".encode(), hashlib.sha256).hexdigest()


def _keys() -> list[str]:
    return list(settings.DATA_KEYS)


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


class SealedField(models.BinaryField[str | None, str | None]):
    """A text that is kept sealed: the program sees the text, the database and its backups the seal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: bytes | memoryview | None, *_: object) -> str | None:
        """Open it."""
        return None if value is None else unseal(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - Django's own signature
        """Seal it."""
        sealed = seal(value) if isinstance(value, str) else value
        return super().get_db_prep_value(sealed, connection, prepared)

    def value_to_string(self, obj: models.Model) -> str:
        """Leave it out of dumps: they are not for such values."""
        raise NotImplementedError(f"{obj} holds a sealed value, which no dump contains")
