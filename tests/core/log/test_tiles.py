"""Where hashes and leaves lie: the examples of C2SP tlog-tiles, and trees read back from their tiles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.log.tiles import (
    LONGEST_LEAF,
    WIDTH,
    Tile,
    TileRefused,
    hashes_of,
    new_tiles,
    pack_leaves,
    subtree_from,
    tiles_of,
    unpack_leaves,
    widths,
)
from pulau.core.log.tree import consistency_proof, inclusion_proof, leaf_hash, root_of, tree_at
from tests.core.log.made import leaves, subtree_of

if TYPE_CHECKING:
    from collections.abc import Callable

BIG = 70_000
HASHES = [leaf_hash(each) for each in leaves(BIG)]
WHOLE = subtree_of(HASHES)


def _read(size: int, *, asked: Counter[Tile] | None = None, full: bool = False) -> Callable[[Tile], bytes]:
    """What a reader of tiles finds: with `full` each tile as wide as the largest tree made it later."""

    def read(tile: Tile) -> bytes:
        if asked is not None:
            asked[tile] += 1
        last = min((tile.index + 1) * WIDTH, BIG >> (8 * tile.level)) if full else tile.index * WIDTH + tile.width
        return b"".join(WHOLE(8 * tile.level, each) for each in range(tile.index * WIDTH, last))

    return read


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 999), "tile/0/999"),
        (Tile(3, 1000), "tile/3/x001/000"),
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(0, 1000000), "tile/0/x001/x000/000"),
        (Tile(0, 273, 112), "tile/0/273.p/112"),
        (Tile(-1, 1234067), "tile/entries/x001/x234/067"),
        (Tile(-1, 0, 1), "tile/entries/000.p/1"),
    ],
)
def test_an_index_is_spelled_in_threes_and_a_partial_tile_tells_its_width(tile: Tile, path: str) -> None:
    assert tile.path == path


def test_a_tree_of_256_leaves_has_a_full_tile_and_one_hash_above() -> None:
    assert list(tiles_of(256)) == [Tile(-1, 0), Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(255)) == [Tile(-1, 0, 255), Tile(0, 0, 255)]
    assert list(tiles_of(1)) == [Tile(-1, 0, 1), Tile(0, 0, 1)]
    assert list(tiles_of(0)) == []


def test_a_tree_of_70000_leaves_has_the_tiles_that_the_standard_counts() -> None:
    assert widths(BIG, 0) == widths(BIG, -1) == (273, 112)
    assert widths(BIG, 1) == (1, 17)
    assert widths(BIG, 2) == (0, 1)
    tiles = list(tiles_of(BIG))
    zero = [*(Tile(0, index) for index in range(273)), Tile(0, 273, 112)]
    above = [Tile(1, 0), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert tiles == [*(Tile(-1, each.index, each.width) for each in zero), *zero, *above]


@given(st.integers(0, BIG), st.integers(0, 3_000))
def test_new_tiles_are_those_that_the_larger_tree_has_and_the_smaller_had_not(old: int, more: int) -> None:
    before = set(tiles_of(old))
    assert list(new_tiles(old, old + more)) == [
        tile for tile in tiles_of(old + more) if tile.level >= 0 and tile not in before
    ]


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, BIG])
def test_proofs_from_tiles_are_those_of_the_whole_tree(size: int) -> None:
    asked: Counter[Tile] = Counter()
    subtree = subtree_from(size, _read(size, asked=asked))
    assert tree_at(size, subtree).root == root_of(HASHES[:size])
    for index in {0, size // 2, size - 1, size * 3 // 4}:
        assert inclusion_proof(index, size, subtree) == inclusion_proof(index, size, WHOLE)
        assert consistency_proof(index, size, subtree) == consistency_proof(index, size, WHOLE)
    assert set(asked.values()) == {1}
    assert set(asked) <= set(tiles_of(size))


@given(st.integers(1, BIG), st.data())
def test_a_fuller_tile_is_as_good_as_the_partial_one(size: int, data: st.DataObject) -> None:
    subtree = subtree_from(size, _read(size, full=True))
    index = data.draw(st.integers(0, size - 1))
    assert inclusion_proof(index, size, subtree) == inclusion_proof(index, size, WHOLE)
    assert consistency_proof(index, size, subtree) == consistency_proof(index, size, WHOLE)


def test_a_tile_that_is_too_short_is_refused() -> None:
    with pytest.raises(TileRefused, match="a tile of 3 hashes has 96 bytes, not 64"):
        tree_at(3, subtree_from(3, lambda _: b"\x00" * 64))


def test_a_tile_holds_so_many_hashes_and_no_more() -> None:
    assert hashes_of(b"\x01" * 32 + b"\x02" * 32, 2) == [b"\x01" * 32, b"\x02" * 32]
    assert hashes_of(b"", 0) == []
    for width in (1, 3):
        with pytest.raises(TileRefused, match=f"a tile of {width} hashes has {32 * width} bytes, not 64"):
            hashes_of(b"\x00" * 64, width)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_gives_back_the_leaves_that_went_in(told: list[bytes]) -> None:
    assert unpack_leaves(pack_leaves(told), len(told)) == told


def test_a_leaf_stands_after_its_length_in_two_bytes() -> None:
    assert pack_leaves([b"ab", b"", b"c" * 258]) == b"\x00\x02ab\x00\x00\x01\x02" + b"c" * 258


def test_a_leaf_has_at_most_65535_bytes() -> None:
    longest = b"x" * LONGEST_LEAF
    assert LONGEST_LEAF == 65_535
    assert unpack_leaves(pack_leaves([longest]), 1) == [longest]
    with pytest.raises(TileRefused, match="a leaf has at most 65535 bytes"):
        pack_leaves([b"", longest + b"x"])


@pytest.mark.parametrize(
    "bundle", [b"\x00\x02ab", b"\x00\x01a\x00\x01b\x00", b"\x00\x01a\x00\x02b", b"\x00\x01a", b"\x00\x01a" * 3, b""]
)
def test_a_bundle_that_is_cut_or_has_more_is_refused(bundle: bytes) -> None:
    with pytest.raises(TileRefused, match="a bundle of 2 leaves is cut off, or has others"):
        unpack_leaves(bundle, 2)
