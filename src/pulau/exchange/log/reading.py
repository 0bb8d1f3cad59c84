"""Reading what the static tree holds: its files by name, tiles, leaves, and the hashes of a tree of some size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pulau.core.log.tiles import WIDTH, Tile, pack_leaves, subtree_from, unpack_leaves, widths
from pulau.core.log.tree import HASH_BYTES, Subtree, Tree, tree_at
from pulau.exchange.log.trees import FileMissing, TreeStore

CHECKPOINT: Final = "checkpoint"
POLICY: Final = "policy"
VERIFIER: Final = "pulau_verify.py"
REPLAY: Final = "pulau_replay.py"
ENTRIES: Final = -1
"""The level of bundles, which hold the leaves themselves."""


def read_tile(store: TreeStore, tile: Tile) -> bytes:
    """Return a tile or bundle; where a partial one is gone, the beginning of the full one.

    Raises FileMissing, TileRefused, OSError.
    """
    try:
        return store.read(tile.path)
    except FileMissing:
        if tile.width == WIDTH:
            raise
    whole = store.read(Tile(tile.level, tile.index).path)
    if tile.level >= 0:
        return whole[: tile.width * HASH_BYTES]
    return pack_leaves(unpack_leaves(whole, WIDTH)[: tile.width])


def subtree_in(store: TreeStore, size: int) -> Subtree:
    """Return the hashes of a tree of `size`, read from its tiles as they are asked for; that raises as `read_tile`."""
    return subtree_from(size, lambda tile: read_tile(store, tile))


def tree_in(store: TreeStore, size: int) -> Tree:
    """Return the tree of `size` as its tiles have it. Raises as `read_tile`."""
    return tree_at(size, subtree_in(store, size))


def leaves_between(store: TreeStore, size: int, start: int, end: int) -> Iterator[bytes]:
    """Yield the leaves [start, end) of a tree of `size`. Raises as `read_tile`."""
    index = start // WIDTH
    while index * WIDTH < end:
        full, partial = widths(size, ENTRIES)
        width = WIDTH if index < full else partial
        leaves = unpack_leaves(read_tile(store, Tile(ENTRIES, index, width)), width)
        first = index * WIDTH
        yield from leaves[max(start - first, 0) : end - first]
        index += 1
