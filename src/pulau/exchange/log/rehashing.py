"""Hashing a whole tree anew, from its leaves up, and naming each file that is not what it must be.

    found = rehash(store, size, root, tell)

Memory stays constant: a row of at most 255 hashes is held for each level. It can be stopped after any bundle and gone
on with from its `Place`. A file is judged by its neighbours above and below; the root judges them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from pulau.core.log.tiles import WIDTH, Tile, TileRefused, hashes_of, pack_leaves, unpack_leaves, widths
from pulau.core.log.tree import HASH_BYTES, Tree, leaf_hash, root_of
from pulau.exchange.log.reading import ENTRIES, read_tile
from pulau.exchange.log.trees import FileMissing, TreeStore

MOST: Final = 200
"""So many damaged files are named; more are only counted."""


@dataclass(slots=True)
class Place:
    """How far a tree was hashed: full bundles done, the tree of their roots, rows of hashes (from level 1 up)."""

    bundles: int = 0
    roots: Tree = field(default_factory=Tree)
    rows: list[list[bytes]] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    uncounted: int = 0

    def name(self, path: str) -> None:
        """Keep the path of a file that is not what it must be."""
        if len(self.damaged) < MOST:
            self.damaged.append(path)
        else:
            self.uncounted += 1

    def as_json(self) -> dict[str, object]:
        """Return it as plain JSON."""
        return {
            "bundles": self.bundles,
            "peaks": [each.hex() for each in self.roots.peaks],
            "rows": [b"".join(row).hex() for row in self.rows],
            "damaged": self.damaged,
            "uncounted": self.uncounted,
        }


@dataclass(frozen=True, slots=True)
class Rehashed:
    """What came of it: the files that are not what they must be, how many more, and whether the root is reached.

    `root_holds` is about the leaves alone: with every file in order it can still be wrong, when leaves and hashes were
    changed together.
    """

    damaged: tuple[str, ...]
    uncounted: int
    root_holds: bool

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return self.root_holds and not self.damaged


def place_of(told: dict[str, object]) -> Place:
    """Return a place of its JSON. Raises ValueError, KeyError or TypeError for anything else: then begin anew."""
    bundles, peaks, rows, damaged = told["bundles"], told["peaks"], told["rows"], told["damaged"]
    if not (isinstance(bundles, int) and isinstance(peaks, list) and isinstance(rows, list)):
        raise TypeError("not a place")
    if not isinstance(damaged, list):
        raise TypeError("not a place")
    tree = Tree(bundles, tuple(bytes.fromhex(each) for each in peaks))
    split = [bytes.fromhex(row) for row in rows]
    parts = [[row[at : at + HASH_BYTES] for at in range(0, len(row), HASH_BYTES)] for row in split]
    return Place(bundles, tree, parts, [str(each) for each in damaged], int(str(told["uncounted"])))


def rehash(
    store: TreeStore,
    size: int,
    root: bytes,
    tell: Callable[[Place], None] = lambda _place: None,
    place: Place | None = None,
) -> Rehashed:
    """Hash a tree of `size` anew against `root`. `tell` is called after each full bundle. Raises OSError."""
    at = place or Place()
    full, partial = widths(size, 0)
    while at.bundles < full:
        _take(store, at, _bottom(store, size, at, Tile(0, at.bundles)))
        tell(at)
    rest: Sequence[bytes] = ()
    if partial:
        rest = _bottom(store, size, at, Tile(0, full, partial))
    for level, row in enumerate(at.rows, 1):
        if row:
            _compare(store, at, Tile(level, (size >> (8 * level)) // WIDTH, len(row)), row)
    whole = Tree(size, at.roots.peaks + Tree().grown(rest).peaks)
    return Rehashed(tuple(at.damaged), at.uncounted, whole.root == root)


def _bottom(store: TreeStore, size: int, at: Place, tile: Tile) -> list[bytes]:
    """Return the leaf hashes of one bundle, held against its tile; where they differ, those that the tile above has."""
    of_leaves, of_tile = _leaf_hashes(store, tile), _hashes(store, tile)
    if of_leaves is not None and of_leaves == of_tile:
        return of_leaves
    above, both = _hash_above(store, size, tile), (of_leaves, of_tile)
    right = [each for each in both if each is not None and above in {None, root_of(each)}]
    sure = above is not None or None in both
    for file, hashes in zip((tile_of_leaves(tile), tile), both, strict=True):
        if hashes not in right or not sure:
            at.name(file.path)
    return right[0] if right else of_leaves or of_tile or [bytes(HASH_BYTES)] * tile.width


def tile_of_leaves(tile: Tile) -> Tile:
    """Return the bundle below a tile of level 0."""
    return Tile(ENTRIES, tile.index, tile.width)


def _take(store: TreeStore, at: Place, hashes: Sequence[bytes]) -> None:
    """Take in a full bundle: its root goes up, and fills tiles that are held against those that lie there."""
    further = root_of(hashes)
    at.roots = at.roots.grown([further])
    at.bundles += 1
    level = 1
    while True:
        if level > len(at.rows):
            at.rows.append([])
        row = at.rows[level - 1]
        row.append(further)
        if len(row) < WIDTH:
            return
        index = (at.bundles >> (8 * level)) - 1
        _compare(store, at, Tile(level, index), row)
        further = root_of(row)
        row.clear()
        level += 1


def _compare(store: TreeStore, at: Place, tile: Tile, row: Sequence[bytes]) -> None:
    if _hashes(store, tile) != row:
        at.name(tile.path)


def _leaf_hashes(store: TreeStore, tile: Tile) -> list[bytes] | None:
    try:
        bundle = read_tile(store, tile_of_leaves(tile))
        leaves = unpack_leaves(bundle, tile.width)
    except (FileMissing, TileRefused):
        return None
    return [leaf_hash(leaf) for leaf in leaves] if pack_leaves(leaves) == bundle else None


def _hashes(store: TreeStore, tile: Tile) -> list[bytes] | None:
    try:
        return hashes_of(read_tile(store, tile), tile.width)
    except (FileMissing, TileRefused):
        return None


def _hash_above(store: TreeStore, size: int, tile: Tile) -> bytes | None:
    """Return what the tile above says of a full one; None for a partial one, which has none, or where it is damaged."""
    if tile.width < WIDTH:
        return None
    index, place = divmod(tile.index, WIDTH)
    full, partial = widths(size, 1)
    above = _hashes(store, Tile(1, index, WIDTH if index < full else partial))
    return above[place] if above else None
