"""Tiles (C2SP tlog-tiles): where the hashes and leaves of a tree lie, and how they are read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pulau.core.log.tree import HASH_BYTES, Subtree, node_hash

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
LONGEST_LEAF: Final = 0xFFFF
_LENGTH_BYTES: Final = 2
_DIGITS: Final = 1000


class TileRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """Bytes are not those of the tile or bundle they are said to be."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: its level (0: leaf hashes), its index in the level, and how many hashes it has (256: full).

    `level` is -1 for a bundle, which holds the leaves themselves.
    """

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it lies below the log's prefix: `tile/0/x001/234`, with `.p/<width>` where it is not full."""
        level = "entries" if self.level < 0 else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{_spelled(self.index)}{partial}"


def _spelled(index: int) -> str:
    parts = [f"{index % _DIGITS:03d}"]
    while index >= _DIGITS:
        index //= _DIGITS
        parts.append(f"x{index % _DIGITS:03d}")
    return "/".join(reversed(parts))


def widths(size: int, level: int) -> tuple[int, int]:
    """Return how many full tiles a level has in a tree of `size`, and how wide the partial one is (0: none)."""
    hashes = size >> (HEIGHT * max(level, 0))
    return hashes // WIDTH, hashes % WIDTH


def tiles_of(size: int) -> Iterator[Tile]:
    """Yield all tiles of a tree and its bundles (level -1): level by level, from the left."""
    yield from _of_level(size, -1)
    level = 0
    while size >> (HEIGHT * level):
        yield from _of_level(size, level)
        level += 1


def _of_level(size: int, level: int) -> Iterator[Tile]:
    full, partial = widths(size, level)
    yield from (Tile(level, index) for index in range(full))
    if partial:
        yield Tile(level, full, partial)


def new_tiles(old: int, size: int) -> Iterator[Tile]:
    """Yield the tiles (level 0 and up) that a tree of `size` has and one of `old` had not, or not so wide."""
    level = 0
    while size >> (HEIGHT * level):
        full, partial = widths(size, level)
        done, was = widths(old, level)
        yield from (Tile(level, index) for index in range(done, full))
        if partial and (full, partial) != (done, was):
            yield Tile(level, full, partial)
        level += 1


def pack_leaves(leaves: Sequence[bytes]) -> bytes:
    """Return a bundle: each leaf after its length in two bytes. Raises TileRefused for a leaf that is too long."""
    if any(len(leaf) > LONGEST_LEAF for leaf in leaves):
        raise TileRefused(f"a leaf has at most {LONGEST_LEAF} bytes")
    return b"".join(len(leaf).to_bytes(_LENGTH_BYTES, "big") + leaf for leaf in leaves)


def unpack_leaves(bundle: bytes, width: int) -> list[bytes]:
    """Return the leaves of a bundle, which must be `width` of them and nothing more. Raises TileRefused."""
    leaves, at = [], 0
    while at < len(bundle):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(bundle[at:start], "big")
        leaves.append(bundle[start:at])
    if at != len(bundle) or len(leaves) != width:
        raise TileRefused(f"a bundle of {width} leaves is cut off, or has others")
    return leaves


def hashes_of(tile: bytes, width: int) -> list[bytes]:
    """Return the hashes of a tile, which must be `width` of them. Raises TileRefused."""
    if len(tile) != width * HASH_BYTES:
        raise TileRefused(f"a tile of {width} hashes has {width * HASH_BYTES} bytes, not {len(tile)}")
    return [tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES)]


def subtree_from(size: int, read: Callable[[Tile], bytes]) -> Subtree:
    """Return the subtree hashes of a tree of `size`, from its tiles. `read` is asked for each tile at most once.

    A full tile is as good as a partial one, so `read` may give more hashes than the tile says.
    """
    kept: dict[tuple[int, int], list[bytes]] = {}

    def hashes(level: int, index: int) -> list[bytes]:
        if (level, index) not in kept:
            full, partial = widths(size, level)
            width = WIDTH if index < full else partial
            kept[level, index] = hashes_of(read(Tile(level, index, width))[: width * HASH_BYTES], width)
        return kept[level, index]

    def subtree(level: int, index: int) -> bytes:
        tile_level, above = divmod(level, HEIGHT)
        first = index << above
        tile, at = divmod(first, WIDTH)
        row = hashes(tile_level, tile)[at : at + (1 << above)]
        while len(row) > 1:
            row = [node_hash(row[each], row[each + 1]) for each in range(0, len(row), 2)]
        return row[0]

    return subtree
