"""The tree against RFC 6962 word for word, and against the vectors of certificate transparency."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.log.tree import (
    EMPTY_ROOT,
    HASH_BYTES,
    LONGEST_PROOF,
    Tree,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    node_hash,
    root_by_inclusion,
    root_of,
    tree_at,
)
from tests.core.log.made import leaves, naive_consistency, naive_path, naive_root, subtree_of

EIGHT = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = range(65)
HASHES = [leaf_hash(each) for each in leaves(64)]
NAIVE = [naive_root(HASHES[:size]) for size in SIZES]
OTHER = b"\xff" * HASH_BYTES


def test_a_leaf_is_hashed_after_a_zero_and_a_node_after_a_one() -> None:
    assert leaf_hash(b"x") == hashlib.sha256(b"\x00x").digest()
    assert node_hash(b"l" * 32, b"r" * 32) == hashlib.sha256(b"\x01" + b"l" * 32 + b"r" * 32).digest()


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert Tree().root == root_of([]) == EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_the_eight_leaves_of_certificate_transparency_have_the_roots_they_always_had(size: int) -> None:
    assert root_of([leaf_hash(each) for each in EIGHT[:size]]).hex() == ROOTS[size - 1]


def test_the_paths_of_certificate_transparency_are_those_they_always_were() -> None:
    hashes = [leaf_hash(each) for each in EIGHT]
    assert [each.hex() for each in inclusion_proof(5, 8, subtree_of(hashes))] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [each.hex() for each in consistency_proof(6, 8, subtree_of(hashes))] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_every_tree_to_64_leaves_has_the_root_of_the_definition() -> None:
    grown = Tree()
    for size in SIZES:
        assert grown.root == root_of(HASHES[:size]) == tree_at(size, subtree_of(HASHES[:size])).root == NAIVE[size]
        grown = grown.grown(HASHES[size : size + 1])


def test_every_path_to_64_leaves_is_that_of_the_definition_and_leads_to_the_root() -> None:
    for size in SIZES:
        for index in range(size):
            path = inclusion_proof(index, size, subtree_of(HASHES[:size]))
            assert list(path) == naive_path(index, HASHES[:size])
            assert root_by_inclusion(index, size, HASHES[index], path) == NAIVE[size]


def test_every_consistency_proof_to_64_leaves_is_that_of_the_definition_and_holds() -> None:
    for size in SIZES:
        for old in range(size + 1):
            path = consistency_proof(old, size, subtree_of(HASHES[:size]))
            assert list(path) == (naive_consistency(old, HASHES[:size]) if old else [])
            assert is_consistent((old, NAIVE[old]), (size, NAIVE[size]), path)


def test_a_path_of_another_length_leads_nowhere() -> None:
    for size in range(1, 34):
        for index in range(size):
            path = naive_path(index, HASHES[:size])
            with pytest.raises(ValueError, match="too long"):
                root_by_inclusion(index, size, HASHES[index], [*path, OTHER])
            if path:
                with pytest.raises(ValueError, match="too short"):
                    root_by_inclusion(index, size, HASHES[index], path[:-1])


def test_one_changed_hash_leads_to_another_root() -> None:
    for size in (1, 2, 7, 8, 33):
        for index in range(size):
            path = naive_path(index, HASHES[:size])
            assert root_by_inclusion(index, size, OTHER, path) != NAIVE[size]
            for place in range(len(path)):
                changed = [*path[:place], OTHER, *path[place + 1 :]]
                assert root_by_inclusion(index, size, HASHES[index], changed) != NAIVE[size]


def test_a_path_proves_its_own_place_alone() -> None:
    size = 13
    for index in range(size):
        for other in set(range(size)) - {index}:
            path = naive_path(index, HASHES[:size])
            try:
                found = root_by_inclusion(other, size, HASHES[index], path)
            except ValueError:
                continue
            assert found != NAIVE[size]


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (4, 3)])
def test_what_is_not_in_the_tree_has_no_path(index: int, size: int) -> None:
    told = f"leaf {index} is not in a tree of {size}"
    with pytest.raises(ValueError, match=told):
        inclusion_proof(index, size, subtree_of(HASHES))
    with pytest.raises(ValueError, match=told):
        root_by_inclusion(index, size, HASHES[0], [])


@pytest.mark.parametrize(("old", "size"), [(4, 3), (-1, 3)])
def test_a_smaller_tree_is_no_continuation(old: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"a tree of {size} does not begin as one of {old}"):
        consistency_proof(old, size, subtree_of(HASHES))
    assert not is_consistent((old, NAIVE[3]), (size, NAIVE[3]), [])


def test_the_same_size_is_consistent_with_the_same_root_and_no_proof_only() -> None:
    assert is_consistent((3, NAIVE[3]), (3, NAIVE[3]), [])
    assert is_consistent((0, EMPTY_ROOT), (0, EMPTY_ROOT), [])
    assert not is_consistent((3, NAIVE[3]), (3, NAIVE[4]), [])
    assert not is_consistent((3, NAIVE[3]), (3, NAIVE[3]), [OTHER])


def test_every_tree_begins_as_the_empty_one_without_proof() -> None:
    assert is_consistent((0, EMPTY_ROOT), (5, NAIVE[5]), [])
    assert not is_consistent((0, OTHER), (5, NAIVE[5]), [])
    assert not is_consistent((0, EMPTY_ROOT), (5, NAIVE[5]), [OTHER])


def test_a_consistency_proof_of_another_length_root_or_hash_does_not_hold() -> None:
    for size in range(2, 34):
        for old in range(1, size):
            path = naive_consistency(old, HASHES[:size])
            before, now = (old, NAIVE[old]), (size, NAIVE[size])
            assert not is_consistent(before, now, [*path, OTHER])
            assert not is_consistent(before, now, path[:-1])
            assert not is_consistent(before, now, [])
            assert not is_consistent((old, OTHER), now, path)
            assert not is_consistent(before, (size, OTHER), path)
            for place in range(len(path)):
                assert not is_consistent(before, now, [*path[:place], OTHER, *path[place + 1 :]])


@pytest.mark.parametrize(("size", "peaks"), [(-1, 0), (-1, 1), (0, 1), (3, 1), (4, 2)])
def test_a_tree_has_a_peak_for_each_bit_of_its_size(size: int, peaks: int) -> None:
    with pytest.raises(ValueError, match=f"a tree of {size} leaves has .* peaks, not {peaks}"):
        Tree(size, (OTHER,) * peaks)


def test_no_path_is_longer_than_63_hashes() -> None:
    assert len(inclusion_proof(0, 2**63 - 1, lambda *_: OTHER)) == LONGEST_PROOF


@given(st.integers(0, 2**40), st.integers(0, 2**40))
def test_a_growing_tree_needs_only_its_peaks(one: int, other: int) -> None:
    """In a tree whose leaves are all alike each level has one hash, so any size can be tried."""
    old, size = sorted((one, other))
    same = [leaf_hash(b"same")]
    for _ in range(41):
        same.append(node_hash(same[-1], same[-1]))
    before, now = (tree_at(each, lambda level, _: same[level]) for each in (old, size))
    proof = consistency_proof(old, size, lambda level, _: same[level])
    assert is_consistent((old, before.root), (size, now.root), proof)
    if old < size:
        path = inclusion_proof(old, size, lambda level, _: same[level])
        assert root_by_inclusion(old, size, same[0], path) == now.root


@given(st.lists(st.binary(max_size=3), max_size=70), st.integers(0, 70))
def test_leaves_may_come_in_any_number_of_batches(told: list[bytes], cut: int) -> None:
    hashes = [leaf_hash(each) for each in told]
    assert Tree().grown(hashes[:cut]).grown(hashes[cut:]) == Tree().grown(hashes)
