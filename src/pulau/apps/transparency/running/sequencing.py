"""The sequencer: takes what waits in the journal, adds it to the log, signs the head, and marks the journal.

    with Sequencer(now) as sequencer:
        while sequencer.turn(now):
            ...

One at a time holds the lock store. Nothing here may run inside a transaction: what it does cannot be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self
from uuid import UUID

from django.db import transaction

from pulau.apps.transparency import actions, places
from pulau.apps.transparency.logged import kind_of
from pulau.apps.transparency.models import Head, LoggedLeaf, LogState, OperatorEntry
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.operator import (
    known_operations,
    mark_operations,
    record_installation,
    record_operation,
    waiting_operation,
)
from pulau.core.log.entries import leaf_bytes, leaf_of, read_leaf
from pulau.exchange.log.growing import LOCK_OLDER, Log, LogRefused, passed
from pulau.exchange.log.keys import KeyFileRefused
from pulau.exchange.log.lock_store import Head as LockHead
from pulau.exchange.log.lock_store import LockStore
from pulau.foundation.journal import outbox
from pulau.foundation.journal.models import OutboxState

if TYPE_CHECKING:
    from pulau.core.log.notes import Note
    from pulau.exchange.log.keys import Secret
    from pulau.foundation.journal.outbox import Waiting

BATCH: Final = 4096
KEYS_MISSING: Final = "keys-missing"
OTHER_STORE: Final = "other-store"
DATABASE_OLDER: Final = "database-older"
DATABASE_MOVED: Final = "database-moved"
WITNESS_AHEAD: Final = "witness-ahead"
WITNESS_DISAGREES: Final = "witness-disagrees"
BY_WITNESS: Final = (WITNESS_AHEAD, WITNESS_DISAGREES)
"""Refusals that only the witness can take back, by cosigning what this log has."""
STEPS: Final = ("reading", "read", "marking", "marked", "committed")
"""The points that are passed here, between those of `growing.STEPS`."""
_SHOWN: Final = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What is to be added, oldest first, and what stays out."""

    logged: Sequence[tuple[Waiting, str]]
    apart: Sequence[Waiting]


class Sequencer:
    """The log's one sequencer, from `with` to its end.

    Raises LockHeld where another one works, LogRefused where nothing may be signed (it is kept in `LogState`).
    """

    def __init__(self, now: datetime, step: Callable[[str], None] = passed) -> None:
        self._now = now
        self._step = step
        self._stack = ExitStack()
        self._secrets: list[Secret] = []
        self._shown_at: datetime | None = None
        self.log: Log

    def __enter__(self) -> Self:
        settings = places.chosen()
        settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._stack:
            lock = self._stack.enter_context(LockStore(settings.lock))
            origin = places.begun_origin()
            self.log = Log(lock, places.tree_store(), places.staged_folder(), origin, self._step)
            self._refusing(self._open)
            self._stack = self._stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def turn(self, now: datetime, most: int = BATCH) -> int:
        """Add what waits, at most one batch. Returns how many entries were taken; 0 where none waited or may be added.

        Raises LogRefused, OSError (nothing is lost; open it anew).
        """
        self._now = now
        return self._refusing(lambda: self._turn(most))

    def publish_again(self, note: Note) -> None:
        """Put a head there again with more signatures, unless the log has grown since."""
        if note.text == self.log.checkpoint.body:
            self.log.republish(note)

    def _turn(self, most: int) -> int:
        self._show()
        state, here = LogState.objects.get(), self.log.head
        if state.refused:
            return 0
        if (state.store, state.size) != (here.store, here.size):  # a copy of this lock store is at work elsewhere
            raise LogRefused(DATABASE_MOVED, database=state.size, lock=here.size)
        self._step("reading")
        batch = _next(most)
        self._step("read")
        if batch.apart:
            outbox.mark(_by_tenant(batch.apart), OutboxState.APART)
        if not batch.logged:
            return len(batch.apart)
        self._secrets = keys_now()
        before = self.log.tree.size
        leaves = [
            leaf_bytes(leaf_of(each.record, kind, self.log.checkpoint.origin, each.salt)) for each, kind in batch.logged
        ]
        self.log.append(leaves)
        note = self.log.publish([(each.key, each.sign) for each in self._secrets])
        self._step("marking")
        added = [each for each, _kind in batch.logged]
        self._mark(before, [each.id for each in added], _by_tenant(added), note)
        self._step("committed")
        self.log.settle()
        return len(batch.logged) + len(batch.apart)

    def _open(self) -> int:
        """Go on from the lock store, and bring the database up to it. Returns the size."""
        state = state_of(self.log.begin())
        if state.store != self.log.head.store:  # before another's staged batches could be taken for left over
            raise LogRefused(OTHER_STORE, lock=self.log.head.store, database=state.store)
        self.log.resume()
        fresh = self.log.head.size == 0 and not places.has_keys()
        self._secrets = [places.add_key(self.log.checkpoint.origin)] if fresh else keys_now()
        places.know([each.key for each in self._secrets])
        if state.size > self.log.head.size:
            raise LogRefused(LOCK_OLDER, lock=self.log.head.size, database=state.size)
        self._follow(state.size)
        if state.refused not in BY_WITNESS:
            allow(self._now)
        if not self.log.head.size and not OperatorEntry.objects.filter(action=actions.LOG_BEGUN.code).exists():
            record_operation(actions.LOG_BEGUN, {"key": self._secrets[0].key.vkey}, self._now)
        record_installation(self._now)
        return self.log.head.size

    def _follow(self, size: int) -> None:
        """Mark what the log has and the database has not marked yet. Raises LogRefused where it lacks such entries."""
        head = self.log.head
        if size < head.size:
            refs = [UUID(read_leaf(leaf).ref) for leaf in self.log.leaves(size, head.size)]
            missing = missing_of(refs)
            if missing:
                raise LogRefused(DATABASE_OLDER, database=size, lock=head.size, missing=len(missing))
            note = self.log.publish([(each.key, each.sign) for each in self._secrets])
            self._mark(size, refs, outbox.tenants_of(refs), note)
        elif head.size:
            stored = Head.objects.filter(pk=head.size).first()
            if stored is None or bytes(stored.root) != head.root:
                raise LogRefused(DATABASE_MOVED, database=size, lock=head.size)
        self.log.settle()

    def _mark(self, before: int, refs: Sequence[UUID], tenants: Mapping[UUID, Iterable[UUID]], note: Note) -> None:
        """Tell the database where its entries stand. Raises LogRefused where it is not where it was."""
        head = self.log.head
        with transaction.atomic():
            state = LogState.objects.select_for_update().get()
            if (state.store, state.size) != (head.store, before):
                raise LogRefused(DATABASE_MOVED, database=state.size, lock=head.size)
            leaves = (LoggedLeaf(entry_id=ref, index=before + place) for place, ref in enumerate(refs))
            LoggedLeaf.objects.bulk_create(leaves, batch_size=1000)
            outbox.mark(tenants, OutboxState.PUBLISHED)
            mark_operations(refs)
            Head.objects.create(pk=head.size, root=head.root, note=str(note), made_at=self._now)
            LogState.objects.update(size=head.size, root=head.root)
            self._step("marked")

    def _show(self) -> None:
        """Say now and then that the sequencer goes round."""
        if self._shown_at is None or abs(self._now - self._shown_at) >= _SHOWN:  # a clock that was put back shows too
            self._shown_at = self._now
            LogState.objects.update(turned_at=self._now)

    def _refusing(self, act: Callable[[], int]) -> int:
        try:
            return act()
        except LogRefused as refusal:
            refuse(refusal.code, refusal.facts, self._now)
            raise


def state_of(head: LockHead) -> LogState:
    """Return how far this database has followed the log; one that has followed none begins with this lock store."""
    begun = {"store": head.store, "origin": head.origin, "size": 0, "root": b""}
    state, _made = LogState.objects.get_or_create(one=1, defaults=begun)
    return state


def keys_now() -> list[Secret]:
    """Return the keys that sign now, at least one: they may have been changed since the last batch.

    Raises LogRefused.
    """
    folder = str(places.chosen().folder / "keys")
    try:
        found = places.secrets_now()
    except KeyFileRefused as problem:
        raise LogRefused(KEYS_MISSING, folder=folder, reason=str(problem)) from problem
    if not found:
        raise LogRefused(KEYS_MISSING, folder=folder)
    return found


def missing_of(refs: Sequence[UUID]) -> list[UUID]:
    """Return which of these entries the database has neither in its journal nor in the operator's."""
    there = outbox.known(refs) | known_operations(refs)
    return [ref for ref in refs if ref not in there]


def refuse(code: str, facts: Mapping[str, object], now: datetime) -> None:
    """Keep why nothing is signed, and ring.

    Another host's store says nothing of this log, so it only rings: the right sequencer goes on.
    """
    told = {key: str(value) for key, value in facts.items()}
    if code != OTHER_STORE:
        LogState.objects.update(refused=code, refused_facts=told)
    alarms.ring(alarms.REFUSED, {"code": code, **told}, now)


def allow(now: datetime) -> None:
    """Let the log be signed again: what stood against it is mended."""
    LogState.objects.update(refused="", refused_facts={})
    alarms.hush(alarms.REFUSED, now)


def _next(most: int) -> _Batch:
    """Return what waits, in the journal and in the operator's, oldest first."""
    operations = OperatorEntry.objects.filter(outbox=OutboxState.PENDING).order_by("at", "id")[:most]
    found = [*outbox.pending(most), *(waiting_operation(each) for each in operations)]
    found.sort(key=lambda each: (each.record.at, each.record.id))
    kinds = [(each, kind_of(each.record.action)) for each in found[:most]]
    return _Batch(
        [(each, kind) for each, kind in kinds if kind is not None], [each for each, kind in kinds if kind is None]
    )


def _by_tenant(entries: Iterable[Waiting]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for each in entries:
        if each.record.tenant:
            found.setdefault(UUID(each.record.tenant), []).append(each.id)
    return found
