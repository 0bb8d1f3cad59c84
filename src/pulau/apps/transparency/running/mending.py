"""Going on after a loss: a database that was put back, or a lock store that is gone.

Both hold the lock of the sequencer while they work, so stop the workers first. Neither ever makes the log smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.transparency import actions, places
from pulau.apps.transparency.models import Head, LoggedLeaf, LogState, WitnessStanding
from pulau.apps.transparency.running.cosigning import SECONDS, growth_for
from pulau.apps.transparency.running.operator import mark_operations, record_operation
from pulau.apps.transparency.running.sequencing import (
    DATABASE_MOVED,
    KEYS_MISSING,
    OTHER_STORE,
    WITNESS_AHEAD,
    WITNESS_DISAGREES,
    allow,
    keys_now,
    missing_of,
    state_of,
)
from pulau.core.log.checkpoints import Checkpoint, checkpoint_of
from pulau.core.log.entries import Leaf, read_leaf
from pulau.core.log.notes import Note, NoteRefused, read_note, signers_of
from pulau.core.log.tree import Tree
from pulau.core.shared.digest import canonical_digest
from pulau.exchange.log.asking_witnesses import Outcome, ask, good_lines
from pulau.exchange.log.growing import OTHER_LOG, TILES_DIFFER, Log, LogRefused
from pulau.exchange.log.keys import verify
from pulau.exchange.log.lock_store import LockStore
from pulau.exchange.log.reading import CHECKPOINT, tree_in
from pulau.exchange.log.rehashing import Place, rehash
from pulau.exchange.log.trees import FileMissing
from pulau.foundation.journal import outbox
from pulau.foundation.journal.models import OutboxState

if TYPE_CHECKING:
    from pulau.core.log.policies import Party

NOTHING_LOST: Final = "nothing-lost"
TREE_OLDER: Final = "tree-older"
NOT_REBUILT: Final = "not-rebuilt"
WITNESS_UNASKED: Final = "witness-unasked"
_CHUNK: Final = 1000
_ASKED: Final = 3


@dataclass(frozen=True, slots=True)
class Loss:
    """What the log has and the database lacks: leaves from `start` to `end`, and those whose entries are gone."""

    start: int
    end: int
    refs: Sequence[UUID]
    gone: Sequence[tuple[int, Leaf]]


@contextmanager
def _held_log() -> Iterator[tuple[LockStore, Log]]:
    settings = places.chosen()
    with LockStore(settings.lock) as lock:
        log = Log(lock, places.tree_store(), places.staged_folder(), places.begun_origin())
        yield lock, log


def accept_loss(confirm: Callable[[Loss], bool], now: datetime) -> Loss | None:
    """Declare that entries are gone from a database that was put back, if `confirm` says so; then the log goes on.

    Returns what was declared; None where it was not confirmed. Raises LockHeld, LogRefused, OSError.
    """
    with _held_log() as (_lock, log):
        log.resume()
        state = state_of(log.head)
        if state.store != log.head.store:
            raise LogRefused(OTHER_STORE, lock=log.head.store, database=state.store)
        if state.size >= log.head.size:
            raise LogRefused(NOTHING_LOST, database=state.size, lock=log.head.size)
        leaves = [read_leaf(raw) for raw in log.leaves(state.size, log.head.size)]
        refs = [UUID(leaf.ref) for leaf in leaves]
        missing = set(missing_of(refs))
        gone = [(index, leaf) for index, leaf in enumerate(leaves, state.size) if UUID(leaf.ref) in missing]
        loss = Loss(state.size, log.head.size, refs, gone)
        if not missing:
            raise LogRefused(NOTHING_LOST, database=state.size, lock=log.head.size)
        if not confirm(loss):
            return None
        note = log.publish([(each.key, each.sign) for each in keys_now()])
        _declare(loss, missing, note, log.head.root, now)
        log.settle()
    return loss


@transaction.atomic
def _declare(loss: Loss, missing: Collection[UUID], note: Note, root: bytes, now: datetime) -> None:
    rows = (
        LoggedLeaf(entry_id=ref, index=index, lost=ref in missing) for index, ref in enumerate(loss.refs, loss.start)
    )
    LoggedLeaf.objects.bulk_create(rows, batch_size=_CHUNK)
    here = [ref for ref in loss.refs if ref not in missing]
    outbox.mark(outbox.tenants_of(here), OutboxState.PUBLISHED)
    mark_operations(here)
    Head.objects.create(pk=loss.end, root=root, note=str(note), made_at=now)
    LogState.objects.update(size=loss.end, root=root)
    allow(now)
    told = [str(ref) for ref in loss.refs if ref in missing]
    payload = {"from": loss.start, "to": loss.end, "lost": len(told), "entries": canonical_digest(told)}
    record_operation(actions.LOSS_ACCEPTED, payload, now)


def rebuild_lock(without: Collection[str], now: datetime, tell: Callable[[int, int], None]) -> Checkpoint:
    """Make the lock store anew from the tree that was published, after all of it was hashed and witnesses were asked.

    One that is in order, and that only the database does not follow, is taken up as it is.
    `without` names witnesses of the policy that cannot be asked. Returns where the log stands.
    Raises LockHeld, LockUnusable, OSError, PolicyRefused and LogRefused: no key of this log signed the checkpoint, the
    tree does not hold, or the database, the lock store or a witness knows a larger log or another one.
    """
    note, checkpoint = _published()
    with LockStore(places.chosen().lock) as lock:
        before = lock.head()
        if before is not None and before.origin != checkpoint.origin:
            raise LogRefused(OTHER_LOG, lock=before.origin, settings=checkpoint.origin)
        stands = before is not None and before.size >= checkpoint.size
        if before is not None and stands and LogState.objects.filter(store=before.store).exists():
            raise LogRefused(NOT_REBUILT, lock=before.size, published=checkpoint.size)
        tree = _verified(checkpoint, tell)
        _check_database(checkpoint)
        for party in places.policy().witnesses:
            _check_witness(party, note, checkpoint, without)
        head = before if before is not None and stands else lock.begin_again(checkpoint.origin, tree)
    payload = {"size": head.size, "root": head.root.hex(), "store": head.store, "unasked": sorted(without)}
    with transaction.atomic():
        LogState.objects.update(store=head.store)
        record_operation(actions.LOCK_REBUILT, payload, now)
    return checkpoint


def _published() -> tuple[Note, Checkpoint]:
    """Return the checkpoint of the tree, signed by a key of this log alone."""
    try:
        note = read_note(places.tree_store().read(CHECKPOINT))
        checkpoint = checkpoint_of(note)
        known = [key for key in places.known_keys() if key.name == checkpoint.origin]
        signers = signers_of(note, known, verify)
    except (FileMissing, NoteRefused) as problem:
        raise LogRefused(TILES_DIFFER, checkpoint=str(problem)) from problem
    if not signers:
        raise LogRefused(KEYS_MISSING, file=str(places.chosen().folder / "known-keys"))
    return Note(note.text, tuple(each for key in signers for each in note.signed_by(key))), checkpoint


def _verified(checkpoint: Checkpoint, tell: Callable[[int, int], None]) -> Tree:
    store, size = places.tree_store(), checkpoint.size

    def told(place: Place) -> None:
        tell(place.bundles, size // 256)

    found = rehash(store, size, checkpoint.root, told)
    if not found.clean:
        raise LogRefused(TILES_DIFFER, size=size, found=", ".join(found.damaged[:5]))
    return tree_in(store, size)


def _check_database(checkpoint: Checkpoint) -> None:
    """Refuse where the database knows a larger log, or another at a size that the tree has."""
    newest = Head.objects.order_by("-size").first()
    if newest is None:
        return
    if newest.size > checkpoint.size:
        raise LogRefused(TREE_OLDER, published=checkpoint.size, database=newest.size)
    if tree_in(places.tree_store(), newest.size).root != bytes(newest.root):
        raise LogRefused(DATABASE_MOVED, database=newest.size, lock=checkpoint.size)


def _check_witness(party: Party, note: Note, checkpoint: Checkpoint, without: Collection[str]) -> None:
    """Refuse where a witness knows a larger log or another one, or cannot be asked and was not excepted."""
    known = WitnessStanding.objects.filter(pk=party.key.vkey).values_list("size", flat=True).first() or 0
    if known > checkpoint.size:
        raise LogRefused(WITNESS_AHEAD, witness=party.name, witnessed=known, here=checkpoint.size)
    head = Head(pk=checkpoint.size, root=checkpoint.root, note=str(note))
    reason = ""
    for _each in range(_ASKED if party.url else 0):
        said = ask(party.url, growth_for(known, head), timeout=SECONDS, local=places.chosen().local_witnesses)
        if said.outcome is Outcome.SIGNED and good_lines(note, said.lines, party.key):
            return
        if said.outcome is Outcome.CONFLICT:
            raise LogRefused(WITNESS_DISAGREES, witness=party.name, size=checkpoint.size)
        if said.outcome is not Outcome.BEHIND:
            reason = said.reason
            break
        if said.size > checkpoint.size:
            raise LogRefused(WITNESS_AHEAD, witness=party.name, witnessed=said.size, here=checkpoint.size)
        known = said.size
    if party.name not in without:
        raise LogRefused(WITNESS_UNASKED, witness=party.name, reason=reason, here=checkpoint.size)
