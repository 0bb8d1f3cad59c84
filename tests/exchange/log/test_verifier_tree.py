"""The verifier's Merkle tree: RFC 6962 roots, inclusion, consistency, and the edge that lets a tree grow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pulau.exchange.log.pulau_verify import (
    EMPTY_ROOT,
    Edge,
    Fault,
    is_consistent,
    leaf_hash,
    root_from_path,
    tile_path,
)
from tests.exchange.log.honest import HonestLog, digest, weakened

LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [  # of the first 1, 2, … 8 of them: the vectors of Certificate Transparency
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LOG = HonestLog(40)
SIZES = range(1, 41)


def led_to(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | str:
    try:
        return root_from_path(index, size, leaf, path)
    except Fault as fault:
        return fault.code


def grown(hashes: Sequence[bytes], edge: Edge | None = None) -> Edge:
    """An edge after these leaf hashes, a tile at a time."""
    edge = edge or Edge()
    at = 0
    while at < len(hashes):
        room = 256 - len(edge.levels[0])
        list(edge.grow(hashes[at : at + room]))
        at += room
    return edge


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_of_certificate_transparency_come_out(size: int) -> None:
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]
    assert grown(hashes).root().hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert Edge().root() == EMPTY_ROOT == digest()


def test_the_path_of_each_leaf_in_each_tree_leads_to_its_root_and_to_no_other() -> None:
    for size in SIZES:
        for index in range(size):
            leaf, path = leaf_hash(LOG.leaves[index]), LOG.path(index, 0, size)
            root = LOG.mth(0, size)
            assert led_to(index, size, leaf, path) == root
            assert led_to(index, size, leaf_hash(b"another"), path) != root
            assert led_to(index, size, leaf, [*path, bytes(32)]) == "path"
            assert not path or led_to(index, size, leaf, path[:-1]) == "path"
            assert not path or led_to(index, size, leaf, [digest(path[0]), *path[1:]]) != root
            assert size == 1 or led_to((index + 1) % size, size, leaf, path) != root


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 5), (5, 5), (6, 5)])
def test_an_index_outside_of_the_tree_is_refused(index: int, size: int) -> None:
    assert led_to(index, size, bytes(32), []) == "path"


def test_a_path_that_is_too_short_or_long_passes_only_where_that_is_not_checked() -> None:
    leaf, path = leaf_hash(LOG.leaves[3]), LOG.path(3, 0, 8)
    lenient = weakened("    if last:\n", "    if False:\n")
    assert led_to(3, 8, leaf, path[:2]) == "path"
    assert lenient.root_from_path(3, 8, leaf, path[:2]) == LOG.mth(0, 4), "the control"


def test_each_tree_is_consistent_with_each_later_one_and_with_no_other() -> None:
    for new in SIZES:
        for old in range(1, new + 1):
            sizes, roots = (old, new), (LOG.mth(0, old), LOG.mth(0, new))
            path = LOG.consistency(old, 0, new)
            assert is_consistent(sizes, roots, path)
            assert not is_consistent(sizes, (digest(b"x"), roots[1]), path)
            assert not is_consistent(sizes, (roots[0], digest(b"x")), path)
            assert not is_consistent(sizes, roots, [*path, bytes(32)])
            assert not path or not is_consistent(sizes, roots, path[:-1])
            assert not path or not is_consistent(sizes, roots, [*path[:-1], digest(path[-1])])


def test_the_empty_tree_is_the_beginning_of_each_and_no_tree_of_a_smaller_one() -> None:
    assert is_consistent((0, 5), (EMPTY_ROOT, LOG.mth(0, 5)), [])
    assert is_consistent((0, 0), (EMPTY_ROOT, EMPTY_ROOT), [])
    assert not is_consistent((0, 5), (bytes(32), LOG.mth(0, 5)), [])
    assert not is_consistent((5, 3), (LOG.mth(0, 5), LOG.mth(0, 3)), LOG.consistency(3, 0, 5))
    assert not is_consistent((-1, 3), (LOG.mth(0, 3), LOG.mth(0, 3)), [])


def test_a_fork_has_no_consistency_proof() -> None:
    other = HonestLog(40, tale="lain", branch=20)
    for old in range(21, 40):
        assert not is_consistent((old, 40), (LOG.mth(0, old), other.mth(0, 40)), other.consistency(old, 0, 40))
        assert is_consistent((old, 40), (other.mth(0, old), other.mth(0, 40)), other.consistency(old, 0, 40))


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 511, 512, 513, 700])
def test_an_edge_has_the_size_and_root_of_its_tree_at_each_step(size: int) -> None:
    log = HonestLog(size)
    hashes = [leaf_hash(leaf) for leaf in log.leaves]
    edge = grown(hashes)
    assert (edge.size, edge.root()) == (size, log.mth(0, size))
    shorter = grown(hashes[: size // 2])
    assert shorter.root() == log.mth(0, size // 2)
    assert grown(hashes[size // 2 :], shorter) == edge


def test_an_edge_keeps_as_many_hashes_as_partial_tiles_have() -> None:
    edge = grown([bytes(32)] * 70_000)
    assert [len(level) for level in edge.levels] == [112, 17, 1]  # the example of C2SP tlog-tiles


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (tile_path(0, 0), "tile/0/000"),
        (tile_path(1, 1_234_067), "tile/1/x001/x234/067"),
        (tile_path("entries", 999, 255), "tile/entries/999.p/255"),
        (tile_path("entries", 1000, 1), "tile/entries/x001/000.p/1"),
    ],
)
def test_tiles_lie_where_c2sp_says(path: str, expected: str) -> None:
    assert path == expected
