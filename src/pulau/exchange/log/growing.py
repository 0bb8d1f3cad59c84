"""Growing the log so that no crash can make two of it: stage, swap, tile; and going on after one.

    with LockStore(path) as lock:
        log = Log(lock, FolderTree(tree), staged, origin, step)
        log.resume()
        log.append(leaves)          # stages them, moves the lock, writes the tiles
        log.publish(signers)        # the checkpoint
        log.settle()                # nothing staged is needed any more

Before the lock has moved nobody has seen anything of a batch; afterwards it can come out in one way only, which
`resume` takes. `step` is told each point that is passed: tests end the process there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pulau.core.log.checkpoints import Checkpoint, read_checkpoint, sign_checkpoint
from pulau.core.log.notes import Key, Note, NoteRefused, Sign
from pulau.core.log.tiles import (
    HEIGHT,
    WIDTH,
    Tile,
    TileRefused,
    hashes_of,
    pack_leaves,
    unpack_leaves,
    widths,
)
from pulau.core.log.tree import Tree, leaf_hash, root_of
from pulau.exchange.log.lock_store import Head, LockStore
from pulau.exchange.log.reading import CHECKPOINT, ENTRIES, leaves_between, read_tile, tree_in
from pulau.exchange.log.trees import FileMissing, TreeStore, durable, sync_folder

STEPS: Final = (
    *("staging", "staged-file", "staged", "moving", "moved", "bundles", "tiles", "thinned"),
    *("signing", "published", "settling", "settled"),
)
"""The points that this module passes, in their order; whoever marks the database passes further ones."""
_STAGED: Final = re.compile(r"(\d+)-(\d+)-([0-9a-f]{64})")


class LogRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """The log must not go on. `code` says why (docs/domain/log.md), `facts` what was found."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


TILES_DIFFER: Final = "tiles-differ"
STAGED_DIFFERS: Final = "staged-differs"
LOCK_OLDER: Final = "lock-older"
OTHER_LOG: Final = "other-log"


def passed(_step: str) -> None:
    """Go on: what happens at each point outside of tests."""


@dataclass(slots=True)
class _Edge:
    """The right edge of the tiles: the leaves and hashes that stand in tiles which are not full yet."""

    leaves: list[bytes] = field(default_factory=list)
    rows: list[list[bytes]] = field(default_factory=list)


class Log:
    """The log in the hands of its one sequencer."""

    def __init__(
        self, lock: LockStore, tree: TreeStore, staged: Path, origin: str, step: Callable[[str], None] = passed
    ) -> None:
        self._lock = lock
        self._store = tree
        self._staged = staged
        self._origin = origin
        self._step = step
        self._edge = _Edge()
        self.tree = Tree()
        self.head = Head("", origin, 0, self.tree.root)

    def begin(self) -> Head:
        """Return what the lock store holds, and begin it where it never was. Nothing else is touched yet.

        Raises LogRefused: it is of another log.
        """
        self.head = self._lock.head() or self._lock.begin(self._origin)
        if self.head.origin != self._origin:
            raise LogRefused(OTHER_LOG, lock=self.head.origin, settings=self._origin)
        return self.head

    def resume(self) -> None:
        """Go on from the lock store: work off what was staged and swapped, throw away what was only staged.

        Raises LogRefused: what lies there does not lead to the lock's root, or the lock is older than the tree.
        """
        self.begin()
        self._refuse_younger_tree()
        self._staged.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path, _old, size, _root in self._all_staged():
            if size > self.head.size:
                path.unlink()
        if not self._finish_staged():
            self.tree = self._tree_at(self.head.size)
            if self.tree.root != self.head.root:
                raise LogRefused(TILES_DIFFER, size=self.head.size)
            self._edge = self._edge_at(self.head.size)

    def append(self, leaves: Sequence[bytes]) -> None:
        """Add leaves (at least one). Returns when they can no longer be lost. Raises LockMoved, OSError."""
        grown = self.tree.grown(map(leaf_hash, leaves))
        self._step("staging")
        durable(self._staged / f"{self.tree.size}-{grown.size}-{grown.root.hex()}", pack_leaves(leaves))
        self._step("staged-file")
        sync_folder(self._staged)
        self._step("staged")
        self._step("moving")
        self.head = self._lock.move(self.head, grown)
        self._step("moved")
        self._tile(leaves)
        self.tree = grown

    def publish(self, signers: Sequence[tuple[Key, Sign]]) -> Note:
        """Sign the head and put it in the place of the old one. Returns it."""
        self._step("signing")
        note = sign_checkpoint(self.checkpoint, signers)
        self._store.write({CHECKPOINT: str(note).encode()})
        self._step("published")
        return note

    def republish(self, note: Note) -> None:
        """Put the same head there again, with more signatures."""
        self._store.write({CHECKPOINT: str(note).encode()})

    def settle(self) -> None:
        """Remove what is staged: all of it has arrived everywhere."""
        self._step("settling")
        for path, *_ in self._all_staged():
            path.unlink()
        self._step("settled")

    @property
    def checkpoint(self) -> Checkpoint:
        """The head as it is signed."""
        return Checkpoint(self._origin, self.tree.size, self.tree.root)

    def leaves(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the leaves [start, end) from the bundles."""
        return leaves_between(self._store, self.tree.size, start, end)

    def _refuse_younger_tree(self) -> None:
        """Refuse where the tree that was published is larger than the lock says: the lock store was put back."""
        try:
            found, _note = read_checkpoint(self._store.read(CHECKPOINT))
        except FileMissing:
            return
        except NoteRefused as problem:
            raise LogRefused(TILES_DIFFER, checkpoint=str(problem)) from problem
        if found.origin != self._origin:
            raise LogRefused(OTHER_LOG, tree=found.origin, settings=self._origin)
        if found.size > self.head.size or (found.size == self.head.size and found.root != self.head.root):
            raise LogRefused(LOCK_OLDER, lock=self.head.size, published=found.size)

    def _finish_staged(self) -> bool:
        """Write the tiles of the batch that the lock has taken, if it is staged still. Whether there was one."""
        for path, old, size, root in self._all_staged():
            if size != self.head.size:
                path.unlink()
                continue
            before = self._tree_at(old)
            try:
                leaves = unpack_leaves(path.read_bytes(), size - old)
            except TileRefused as problem:
                raise LogRefused(STAGED_DIFFERS, file=path.name) from problem
            grown = before.grown(map(leaf_hash, leaves))
            if grown.root != self.head.root or root != self.head.root:
                raise LogRefused(STAGED_DIFFERS, file=path.name)
            self._edge = self._edge_at(old)
            self._tile(leaves)
            self.tree = grown
            return True
        return False

    def _all_staged(self) -> Iterable[tuple[Path, int, int, bytes]]:
        for path in sorted(self._staged.iterdir()):
            named = _STAGED.fullmatch(path.name)
            if named:
                yield path, int(named[1]), int(named[2]), bytes.fromhex(named[3])
            elif path.name.startswith(".put-"):
                path.unlink()

    def _tree_at(self, size: int) -> Tree:
        try:
            return tree_in(self._store, size)
        except (FileMissing, TileRefused) as problem:
            raise LogRefused(TILES_DIFFER, size=size, found=str(problem)) from problem

    def _edge_at(self, size: int) -> _Edge:
        """Read what stands in tiles that are not full."""
        edge = _Edge()
        full, width = widths(size, ENTRIES)
        try:
            if width:
                tile = Tile(ENTRIES, full, width)
                edge.leaves = unpack_leaves(read_tile(self._store, tile), width)
            level = 0
            while size >> (HEIGHT * level):
                full, width = widths(size, level)
                row = Tile(level, full, width)
                edge.rows.append(hashes_of(read_tile(self._store, row), width) if width else [])
                level += 1
        except (FileMissing, TileRefused) as problem:
            raise LogRefused(TILES_DIFFER, size=size, found=str(problem)) from problem
        return edge

    def _tile(self, leaves: Sequence[bytes]) -> None:
        """Write the bundles and tiles that these leaves fill or begin; remove partial ones that became full."""
        old = self.head.size - len(leaves)
        written, full = self._bundles(old, leaves)
        self._store.write(written)
        self._step("bundles")
        tiles, filled = self._tiles(old, leaves)
        self._store.write(tiles)
        self._step("tiles")
        self._store.remove([*full, *filled])
        self._step("thinned")

    def _bundles(self, old: int, leaves: Sequence[bytes]) -> tuple[dict[str, bytes], list[str]]:
        rest = self._edge.leaves + list(leaves)
        before = widths(old, ENTRIES)
        written: dict[str, bytes] = {}
        index = before[0]
        while len(rest) >= WIDTH:
            written[Tile(ENTRIES, index).path] = pack_leaves(rest[:WIDTH])
            rest, index = rest[WIDTH:], index + 1
        if rest:
            written[Tile(ENTRIES, index, len(rest)).path] = pack_leaves(rest)
        self._edge.leaves = rest
        return written, _outgrown(ENTRIES, before, index)

    def _tiles(self, old: int, leaves: Sequence[bytes]) -> tuple[dict[str, bytes], list[str]]:
        written: dict[str, bytes] = {}
        outgrown: list[str] = []
        further = [leaf_hash(leaf) for leaf in leaves]
        level = 0
        while further:
            if level == len(self._edge.rows):
                self._edge.rows.append([])
            rest = self._edge.rows[level] + further
            before = widths(old, level)
            index, further = before[0], []
            while len(rest) >= WIDTH:
                written[Tile(level, index).path] = b"".join(rest[:WIDTH])
                further.append(root_of(rest[:WIDTH]))
                rest, index = rest[WIDTH:], index + 1
            if rest:
                written[Tile(level, index, len(rest)).path] = b"".join(rest)
            self._edge.rows[level] = rest
            outgrown += _outgrown(level, before, index)
            level += 1
        return written, outgrown


def _outgrown(level: int, before: tuple[int, int], now: int) -> list[str]:
    """Return the paths of the partial tiles, of every width, whose place a full one has taken with this batch."""
    full, width = before
    return [Tile(level, full, each).path for each in range(1, WIDTH)] if width and now > full else []
