"""What was ever seen of a log: heads in its tree, lock store, database and witness; and whether all fits together."""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pulau.core.log.checkpoints import read_checkpoint
from pulau.core.log.tiles import unpack_leaves
from pulau.core.log.tree import Tree, leaf_hash
from pulau.exchange.log import keys, pulau_verify
from pulau.exchange.log.lock_store import peek
from tests.faults.log_place import all_entries

if TYPE_CHECKING:
    from tests.faults.log_place import Place

Heads = dict[int, set[str]]
SAMPLE = 300
"""Receipts that are checked: of all entries, or of so many by chance."""
PUBLICLY = 5
"""Of them those that the public verifier checks too, which takes it a while."""


class Looks:
    """The heads that were seen, kept in a file that outlives the process which looked."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._path = place.folder / "looks"
        self._told: set[str] = set()
        self.seen = pulau_verify.Seen()
        self.faults: list[str] = []

    def inside(self) -> None:
        """Look as the sequencer's own process passes a point: at the tree and the lock store."""
        self._tell(*self._published(), *self._locked())

    def outside(self) -> None:
        """Look from outside: also at database and witness, and follow the tree as a monitor with a memory does."""
        from pulau.apps.transparency import places
        from pulau.apps.transparency.models import Head

        self._tell(*self._published(), *self._locked(), *self._witnessed())
        self._tell(*(f"{size} {bytes(root).hex()}" for size, root in Head.objects.values_list("size", "root")))
        policy = pulau_verify.parse_policy(places.policy_text().encode())
        if not (self._place.tree / "checkpoint").exists():
            return
        try:
            _head, self.seen = pulau_verify.monitor(pulau_verify.Source(str(self._place.tree)), policy, self.seen)
        except pulau_verify.VerifierError as fault:
            self.faults.append(f"the monitor finds {fault.code}: {fault.facts}"[:300])

    def heads(self) -> Heads:
        """Return every root that was ever seen, by size."""
        found: Heads = defaultdict(set)
        for line in self._path.read_text(encoding="ascii").splitlines():
            size, _, root = line.partition(" ")
            found[int(size)].add(root)
        return found

    def _tell(self, *lines: str) -> None:
        fresh = [line for line in lines if line not in self._told]
        if fresh:
            with self._path.open("a", encoding="ascii") as file:
                os.write(file.fileno(), ("\n".join(fresh) + "\n").encode())
            self._told |= set(fresh)

    def _published(self) -> Iterator[str]:
        path = self._place.tree / "checkpoint"
        if path.exists():
            head, _note = read_checkpoint(path.read_bytes())
            yield f"{head.size} {head.root.hex()}"

    def _locked(self) -> Iterator[str]:
        head = peek(self._place.lock_path)
        if head is not None:
            yield f"{head.size} {head.root.hex()}"

    def _witnessed(self) -> Iterator[str]:
        from pulau.exchange.log.witnessing import Witness

        if self._place.witness.exists():
            with closing(Witness(self._place.witness)) as witness:
                yield from (f"{seen.size} {seen.root.hex()}" for seen in witness.seen())


def judge(place: Place, looks: Looks) -> list[str]:
    """Return all that is wrong once everything has been sequenced."""
    looks.outside()
    leaves = list(leaves_in(place.tree))
    faults = [*looks.faults, *_heads(looks.heads(), leaves), *_entries(place, leaves), *_standing(place, len(leaves))]
    return faults or list(_receipts(place))


def leaves_in(tree: Path) -> Iterator[bytes]:
    """Yield the leaves of a tree by its bundles; nothing of Pulau's own way to read them is used but their packing."""
    head, _note = read_checkpoint((tree / "checkpoint").read_bytes())
    for number in range(-(-head.size // 256)):
        width = min(256, head.size - number * 256)
        name = pulau_verify.tile_path("entries", number, width)
        yield from unpack_leaves((tree / name).read_bytes(), width)


def _heads(heads: Heads, leaves: list[bytes]) -> Iterator[str]:
    """One root for each size, and that is the one which the leaves lead to."""
    tree, roots = Tree(), {0: Tree().root.hex()}
    for leaf in leaves:
        tree = tree.grown([leaf_hash(leaf)])
        if tree.size in heads:
            roots[tree.size] = tree.root.hex()
    for size, seen in sorted(heads.items()):
        if len(seen) > 1:
            yield f"two roots were seen for size {size}"
        elif seen != {roots.get(size)}:
            yield f"the root of size {size} is not one of this log"


def _entries(place: Place, leaves: list[bytes]) -> Iterator[str]:
    """Whatever was committed stands in the log once, where the database says, and is marked."""
    from pulau.apps.transparency.logged import kind_of
    from pulau.apps.transparency.models import LoggedLeaf, OperatorEntry
    from pulau.apps.transparency.running.operator import waiting_operation
    from pulau.core.log.entries import leaf_bytes, leaf_of, read_leaf
    from pulau.foundation.journal.outbox import waiting

    origin = read_checkpoint((place.tree / "checkpoint").read_bytes())[0].origin
    entries = {str(entry.pk): (entry, waiting(entry)) for entry in all_entries(place)}
    entries |= {str(entry.pk): (entry, waiting_operation(entry)) for entry in OperatorEntry.objects.all()}
    lost = [each for each in place.written if each not in entries]
    if lost:
        yield f"{len(lost)} entries that were committed are not in the journal"
    places_of = Counter(read_leaf(leaf).ref for leaf in leaves)
    index_of = {read_leaf(leaf).ref: index for index, leaf in enumerate(leaves)}
    told = {str(pk): index for pk, index in LoggedLeaf.objects.values_list("entry_id", "index")}
    if told != index_of:
        yield f"the database says of {len(told)} entries where they stand, the log has {len(index_of)}; they differ"
    for ref, (entry, wait) in entries.items():
        kind = kind_of(entry.action)
        times, state = places_of.pop(ref, 0), entry.outbox
        if times != (1 if kind else 0):
            yield f"{ref} ({entry.action}) stands {times} times in the log"
        elif state != ("published" if kind else "apart"):
            yield f"{ref} ({entry.action}) is {state}"
        elif kind and leaves[index_of[ref]] != leaf_bytes(leaf_of(wait.record, kind, origin, wait.salt)):
            yield f"{ref} has another leaf"
    for ref in places_of:
        yield f"{ref} stands in the log and nowhere else"


def _standing(place: Place, size: int) -> Iterator[str]:
    """Nothing refuses or rings, nothing is left behind, and the witness has cosigned the last head."""
    from pulau.apps.transparency.models import Head, LogState
    from pulau.apps.transparency.running import alarms
    from pulau.exchange.log.witnessing import Witness

    state = LogState.objects.get()
    if state.refused or state.size != size:
        yield f"the database stands at {state.size} of {size}: {state.refused} {state.refused_facts}"
    yield from (f"rings: {alarm} {alarm.facts}" for alarm in alarms.ringing())
    yield from (f"staged is left: {path.name}" for path in (place.folder / "log" / "staged").iterdir())
    if place.witness.exists():
        with closing(Witness(place.witness)) as witness:
            if [seen.size for seen in witness.seen()] != [size] or witness.evidence():
                yield f"the witness has {witness.seen()}, evidence: {witness.evidence()}"
        if Head.objects.get(pk=size).quorum_at is None:
            yield f"{size} has no quorum"


def _receipts(place: Place) -> Iterator[str]:
    """Proofs verify, by our rules and by the public verifier."""
    from pulau.apps.transparency import places
    from pulau.apps.transparency.proving import receipt
    from pulau.core.log.notes import NoteRefused
    from pulau.core.log.receipts import check_receipt, read_receipt
    from pulau.foundation.journal.outbox import waiting

    policy, public = places.policy(), pulau_verify.parse_policy(places.policy_text().encode())
    entries = [entry for entry in all_entries(place) if entry.outbox == "published"]
    for number, entry in enumerate(place.chance.sample(entries, min(SAMPLE, len(entries)))):
        raw = str(receipt(waiting(entry))).encode()
        try:
            check_receipt(read_receipt(raw), policy, keys.verify)
            if number < PUBLICLY:
                pulau_verify.check_receipt(pulau_verify.parse_receipt(raw), public)
        except (NoteRefused, pulau_verify.VerifierError) as fault:
            yield f"the receipt of {json.dumps(str(entry.pk))}: {fault}"
