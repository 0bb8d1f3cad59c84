"""Filling a tree that was lost up to the lock's root: from a copy that is older, and the entries of the database.

A leaf follows from its entry: record, salt, kind and origin. What was erased by right or declared lost can no longer be
made; such leaves come from a copy alone. What is made is staged as a batch is, and worked off by `Log.resume`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final
from uuid import UUID

from pulau.apps.transparency import places
from pulau.apps.transparency.logged import kind_of
from pulau.apps.transparency.models import LoggedLeaf
from pulau.apps.transparency.running.operator import operations_by_id
from pulau.apps.transparency.running.sequencing import keys_now
from pulau.core.log.checkpoints import Checkpoint, read_checkpoint
from pulau.core.log.entries import SALT_BYTES, leaf_bytes, leaf_of
from pulau.core.log.notes import NoteRefused
from pulau.core.log.tiles import TileRefused, pack_leaves
from pulau.core.log.tree import Tree, leaf_hash
from pulau.exchange.log.growing import Log, LogRefused
from pulau.exchange.log.lock_store import LockStore
from pulau.exchange.log.reading import CHECKPOINT, POLICY, tree_in
from pulau.exchange.log.trees import FileMissing, durable, sync_folder
from pulau.foundation.journal import outbox

LEAF_GONE: Final = "leaf-gone"
LEAVES_DIFFER: Final = "leaves-differ"
TREE_WHOLE: Final = "tree-whole"
_CHUNK: Final = 500


def rebuild_tree(tell: Callable[[int, int], None]) -> tuple[Checkpoint, int]:
    """Have the tree lead to the lock's root again. Returns where the log stands, and how many leaves were made.

    Begins where the copy ends that lies in the tree, else at nothing. Nothing is written before the root is reached.
    Raises LockHeld, OSError, and LogRefused: a leaf cannot be made, or the root is missed.
    """
    folder = places.staged_folder()
    with LockStore(places.chosen().lock) as lock:
        log = Log(lock, places.tree_store(), folder, places.begun_origin())
        head, before = log.begin(), _copied()
        if before.size >= head.size:
            raise LogRefused(TREE_WHOLE, published=before.size, lock=head.size)
        leaves = list(_leaves(head.origin, before.size, head.size, tell))
        if before.grown(map(leaf_hash, leaves)).root != head.root:
            raise LogRefused(LEAVES_DIFFER, start=before.size, lock=head.size)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        durable(folder / f"{before.size}-{head.size}-{head.root.hex()}", pack_leaves(leaves))
        sync_folder(folder)
        log.resume()
        log.publish([(each.key, each.sign) for each in keys_now()])
        log.settle()
        if places.policy_problem() is None:
            places.tree_store().write({POLICY: places.policy_text().encode()})
        return log.checkpoint, len(leaves)


def _copied() -> Tree:
    """Return the tree of the copy that lies there; the empty one where its tiles do not lead to its checkpoint."""
    store = places.tree_store()
    try:
        found, _note = read_checkpoint(store.read(CHECKPOINT))
        tree = tree_in(store, found.size)
    except (FileMissing, NoteRefused, TileRefused):
        return Tree()
    return tree if tree.root == found.root else Tree()


def _leaves(origin: str, start: int, end: int, tell: Callable[[int, int], None]) -> Iterator[bytes]:
    for first in range(start, end, _CHUNK):
        rows_of = LoggedLeaf.objects.filter(index__gte=first, index__lt=min(first + _CHUNK, end))
        marks = dict(rows_of.values_list("index", "entry_id"))
        refs = list(marks.values())
        rows = outbox.by_id(refs) | operations_by_id(refs)
        for index in range(first, min(first + _CHUNK, end)):
            row = rows.get(marks.get(index, UUID(int=0)))
            kind = kind_of(row.record.action) if row is not None and len(row.salt) == SALT_BYTES else None
            if row is None or kind is None:
                raise LogRefused(LEAF_GONE, index=index, entry=marks.get(index, ""))
            yield leaf_bytes(leaf_of(row.record, kind, origin, row.salt))
        tell(min(first + _CHUNK, end) - start, end - start)
