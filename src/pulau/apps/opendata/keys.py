"""Keys of the read API: anybody makes one on /data/kunci, the operator by command; only a digest is kept.

A key says nothing of who holds it and opens nothing that is not open: it lets more requests through a minute. Whoever
makes many at one address gains little, for each address has its own ceiling (`limits`).
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.opendata.actions import KEY_MADE, KEY_REVOKED
from pulau.apps.opendata.models import LONGEST_LABEL, ReaderKey
from pulau.apps.transparency.contract import record_operation

if TYPE_CHECKING:
    from datetime import datetime

PREFIX: Final = "data_"
A_MINUTE: Final = 600
"""Requests that a key lets through a minute, unless the operator gave it others."""
MOST_A_MINUTE: Final = 60_000
LENGTH: Final = len(PREFIX) + 32
_HINT: Final = len(PREFIX) + 6


class KeyNotFound(LookupError):  # noqa: N818 - a fact, as every error of this project
    """No key that still counts begins like that, or several do."""


@transaction.atomic
def make_key(*, label: str, now: datetime, a_minute: int = A_MINUTE) -> str:
    """Make a key and return it: it is shown this once, and cannot be found again."""
    key = f"{PREFIX}{secrets.token_hex(16)}"
    row = ReaderKey.objects.create(
        digest=digest_of(key), hint=key[:_HINT], label=label[:LONGEST_LABEL], a_minute=a_minute, made_at=now
    )
    record_operation(KEY_MADE, {"key": str(row.pk), "a_minute": a_minute}, now)
    return key


@transaction.atomic
def revoke_key(*, hint: str, now: datetime) -> ReaderKey:
    """Let a key count no more, by its first letters; processes that know it forget it within a minute.

    Raises KeyNotFound.
    """
    found = list(ReaderKey.objects.select_for_update().filter(hint__startswith=hint, revoked_at__isnull=True)[:2])
    if len(found) != 1 or len(hint) < _HINT:
        raise KeyNotFound(hint)
    row = found[0]
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    record_operation(KEY_REVOKED, {"key": str(row.pk)}, now)
    return row


def digest_of(key: str) -> str:
    """Return what is kept of a key: it is random enough to need no salt."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def standing_key(digest: str) -> tuple[str, int] | None:
    """Return id and requests a minute of the key with a digest, or None."""
    row = ReaderKey.objects.filter(digest=digest, revoked_at__isnull=True).values_list("pk", "a_minute").first()
    return (str(row[0]), row[1]) if row else None
