"""Writing the journal: `from pulau.foundation.journal import services as journal`, then `journal.record(...)`."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import models, transaction

from pulau.core.shared.actor import Actor
from pulau.core.shared.digest import canonical_bytes
from pulau.foundation.journal.models import SALT_BYTES, Entry
from pulau.foundation.registry.journal_actions import journal_actions

LONGEST_TEXT = 128
"""Characters of a text in a payload: room for an id or a digest, not for what somebody wrote."""


class UnknownAction(Exception):  # noqa: N818 - a fact, as every error of this project
    """An action that no app has registered: a mistake in the program."""


class JournalOutsideTransaction(Exception):  # noqa: N818 - a fact, as every error of this project
    """An entry was to be written outside the transaction of what it tells: a mistake in the program."""


class PayloadNotReferences(Exception):  # noqa: N818 - a fact, as every error of this project
    """A payload held prose instead of ids, digests and counts: a mistake in the program."""


def record(actor: Actor, action: str, obj: models.Model, payload: Mapping[str, object], now: datetime) -> Entry:
    """Write that `actor` did `action` to `obj`, in the transaction that does it.

    `payload` holds ids, digests and counts; `now` is aware, and kept in UTC to the millisecond.
    Raises UnknownAction, JournalOutsideTransaction, PayloadNotReferences, or ValueError for a time without a zone.
    """
    if journal_actions.get(action) is None:
        raise UnknownAction(f"{action!r}: register it in AppConfig.ready with journal_actions.add")
    if not transaction.get_connection().in_atomic_block:
        raise JournalOutsideTransaction(f"{action!r}: call it inside transaction.atomic")
    _refuse_prose(action, payload)
    entry = Entry(
        tenant_id=actor.tenant_id,
        actor_id=actor.user_id,
        role=actor.role,
        action=action,
        object_type=obj._meta.label_lower,  # noqa: SLF001 - Django's documented door
        object_id=str(obj.pk),
        payload=canonical_bytes(dict(payload)).decode("utf-8"),
        at=_milliseconds(now),
        salt=secrets.token_bytes(SALT_BYTES),
    )
    entry.save()
    return entry


def _milliseconds(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("the time of a journal entry needs its zone")
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def _refuse_prose(action: str, value: object) -> None:
    if isinstance(value, Mapping):
        for part in value.values():
            _refuse_prose(action, part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _refuse_prose(action, part)
    elif isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise PayloadNotReferences(f"{action!r}: a text of {len(value)} characters; keep its digest instead")
