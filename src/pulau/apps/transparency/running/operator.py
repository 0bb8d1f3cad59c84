"""The journal of what belongs to no body: keys, witnesses, packs, versions, losses. It goes into the log too."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

import pulau
from pulau.apps.transparency import actions
from pulau.apps.transparency.models import OperatorEntry
from pulau.core.log.entries import SALT_BYTES, Record
from pulau.core.shared.digest import canonical_bytes, canonical_digest
from pulau.exchange.packs import available, load_pack, pack_file_digest
from pulau.foundation.journal.models import OutboxState
from pulau.foundation.journal.outbox import Waiting, in_chunks, moment
from pulau.foundation.registry.journal_actions import journal_actions

if TYPE_CHECKING:
    from pulau.foundation.registry.journal_actions import JournalAction

OBJECT: Final = "transparency.log"


def record_operation(action: JournalAction, payload: Mapping[str, object], now: datetime) -> OperatorEntry:
    """Write what the installation did that belongs to no body: to the log itself, or by publishing data of all.

    Call it in the transaction of what it tells.
    """
    if journal_actions.get(action.code) is None:
        raise LookupError(action.code)
    return OperatorEntry.objects.create(
        action=action.code,
        payload=canonical_bytes(dict(payload)).decode(),
        at=now.replace(microsecond=now.microsecond // 1000 * 1000),
        salt=secrets.token_bytes(SALT_BYTES),
    )


def operation_record(entry: OperatorEntry) -> Record:
    """Return such an entry as its record."""
    return Record(
        id=str(entry.pk),
        action=entry.action,
        at=moment(entry.at),
        object_type=OBJECT,
        object_id="",
        payload=entry.payload,
    )


def waiting_operation(entry: OperatorEntry) -> Waiting:
    """Return what such an entry commits to."""
    return Waiting(operation_record(entry), bytes(entry.salt))


def known_operations(ids: Collection[UUID]) -> set[UUID]:
    """Return which of these entries the operator's journal has."""
    rows = OperatorEntry.objects
    return {pk for chunk in in_chunks(ids) for pk in rows.filter(pk__in=chunk).values_list("pk", flat=True)}


def operations_by_id(ids: Collection[UUID]) -> dict[UUID, Waiting]:
    """Return what these entries commit to; those that the operator's journal has not are left out."""
    rows = OperatorEntry.objects
    return {row.pk: waiting_operation(row) for chunk in in_chunks(ids) for row in rows.filter(pk__in=chunk)}


def mark_operations(ids: Collection[UUID]) -> None:
    """Say of the operator's entries among these that they are in the log."""
    for chunk in in_chunks(ids):
        OperatorEntry.objects.filter(pk__in=chunk).update(outbox=OutboxState.PUBLISHED)


@transaction.atomic
def record_installation(now: datetime) -> None:
    """Write the version and the packs in use, where they are others than the last time."""
    _record_new(actions.SOFTWARE_CHANGED, {"version": pulau.__version__}, now)
    packs = {name: pack_file_digest(name) for name in available()}
    rules = {name: load_pack(name).rules_digest for name in packs}
    _record_new(actions.PACKS_LOADED, {"packs": packs, "all": canonical_digest(packs), "rules": rules}, now)


def _record_new(action: JournalAction, payload: Mapping[str, object], now: datetime) -> None:
    last = OperatorEntry.objects.filter(action=action.code).order_by("-at").values_list("payload", flat=True).first()
    if last != canonical_bytes(dict(payload)).decode():
        record_operation(action, payload, now)
