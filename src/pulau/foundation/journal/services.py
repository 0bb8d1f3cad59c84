"""Writing the journal: `from pulau.foundation.journal import services as journal`, then `journal.record(...)`."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import UUID

from django.db import models, transaction

from pulau.core.shared.actor import Actor
from pulau.core.shared.digest import canonical_bytes
from pulau.foundation.journal.models import SALT_BYTES, Entry
from pulau.foundation.registry.entry_followers import entry_followers
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.request_id import request_id

LONGEST_TEXT = 128
"""Characters of a text in a payload: room for an id or a digest, not for what somebody wrote."""


_noted: ContextVar[list[Entry] | None] = ContextVar("pulau_noted_entries", default=None)


class UnknownAction(Exception):  # noqa: N818 - a fact, as every error of this project
    """An action that no app has registered: a mistake in the program."""


class JournalOutsideTransaction(Exception):  # noqa: N818 - a fact, as every error of this project
    """An entry was to be written outside the transaction of what it tells: a mistake in the program."""


class PayloadNotReferences(Exception):  # noqa: N818 - a fact, as every error of this project
    """A payload held prose instead of ids, digests and counts: a mistake in the program."""


def record(
    actor: Actor,
    action: str,
    obj: models.Model,
    payload: Mapping[str, object],
    now: datetime,
    *,
    unit_id: UUID | None = None,
) -> Entry:
    """Write that `actor` did `action` to `obj`, in the transaction that does it.

    `payload` holds ids, digests and counts (`changed` makes one of what was and what is); `unit_id` is the work unit
    that it concerns; `now` is aware, and kept in UTC to the millisecond.
    Raises UnknownAction, JournalOutsideTransaction, PayloadNotReferences, or ValueError for a time without a zone.
    """
    entry = _entry(actor, action, (obj, payload, unit_id), now)
    entry.save()
    _tell(actor, action)
    noted = _noted.get()
    if noted is not None:
        noted.append(entry)
    return entry


@contextmanager
def noting() -> Iterator[list[Entry]]:
    """Have a list of the entries that `record` writes meanwhile; some may be undone with their transaction."""
    noted: list[Entry] = []
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def record_many(
    actor: Actor, action: str, told: Iterable[tuple[models.Model, Mapping[str, object], UUID | None]], now: datetime
) -> int:
    """Write one entry for each (object, payload, unit), a thousand at a time; as `record` does. Returns how many."""
    entries = [_entry(actor, action, each, now) for each in told]
    Entry.objects.for_actor(actor).bulk_create(entries, batch_size=1_000)
    if entries:
        _tell(actor, action)
    return len(entries)


def changed(
    before: Mapping[str, object], after: Mapping[str, object], sealed: Collection[str] = ()
) -> dict[str, object]:
    """Return the payload of a change: `before` and `after` of the fields that differ.

    Fields in `sealed` (names, numbers and words of people) go in as keyed digests: that they changed, and whether they
    are the same as somewhere else, can be shown by this installation, and nothing can be read from them.
    """
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]

    def told(values: Mapping[str, object]) -> dict[str, object]:
        found = {key: values.get(key) for key in differing if values.get(key) not in (None, "")}
        return {key: fingerprint(key, str(value)) if key in sealed else value for key, value in found.items()}

    return {"before": told(before), "after": told(after)}


def _tell(actor: Actor, action: str) -> None:
    for follower in entry_followers:
        follower.follow(actor.tenant_id, action)


def _entry(
    actor: Actor, action: str, told: tuple[models.Model, Mapping[str, object], UUID | None], now: datetime
) -> Entry:
    obj, payload, unit_id = told
    if journal_actions.get(action) is None:
        raise UnknownAction(f"{action!r}: register it in AppConfig.ready with journal_actions.add")
    if not transaction.get_connection().in_atomic_block:
        raise JournalOutsideTransaction(f"{action!r}: call it inside transaction.atomic")
    _refuse_prose(action, payload)
    return Entry(
        tenant_id=actor.tenant_id,
        actor_id=actor.user_id,
        role=actor.role,
        on_behalf_of=actor.on_behalf_of,
        request_id=request_id(),
        action=action,
        object_type=obj._meta.label_lower,  # noqa: SLF001 - Django's documented door
        object_id=str(obj.pk),
        unit_id=unit_id,
        payload=canonical_bytes(dict(payload)).decode("utf-8"),
        at=_milliseconds(now),
        salt=secrets.token_bytes(SALT_BYTES),
    )


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
