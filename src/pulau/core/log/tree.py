"""The Merkle tree of RFC 6962: hashes, roots, inclusion and consistency.

A tree is known by its compact range: the hashes of the perfect subtrees that it is made of, from the left. So it can
grow without its leaves. Proofs are made from any source of subtree hashes (`Subtree`), such as the tiles of `tiles`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

HASH_BYTES: Final = 32
LONGEST_PROOF: Final = 63
"""Hashes: a tree of 2^63 leaves, which nobody will have, needs no more."""
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()

Subtree = Callable[[int, int], bytes]
"""Of a level and an index the hash of the perfect subtree over the leaves [index * 2^level, (index + 1) * 2^level)."""


def leaf_hash(leaf: bytes) -> bytes:
    """Return SHA-256(0x00 || leaf): 32 bytes."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 || left || right): 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree's size, and the hashes of its perfect subtrees, the largest first: one for each bit of the size."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no tree."""
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has {self.size.bit_count()} peaks, not {len(self.peaks)}")

    @property
    def root(self) -> bytes:
        """The root: 32 bytes; of the empty tree SHA-256 of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def grown(self, leaf_hashes: Iterable[bytes]) -> Tree:
        """Return the tree with further leaves, given by their hashes."""
        peaks, size = list(self.peaks), self.size
        for each in leaf_hashes:
            whole = each
            place = size
            while place & 1:
                whole = node_hash(peaks.pop(), whole)
                place >>= 1
            peaks.append(whole)
            size += 1
        return Tree(size, tuple(peaks))


def tree_at(size: int, subtree: Subtree) -> Tree:
    """Return the tree of `size` leaves, its peaks read from `subtree`."""
    return Tree(size, tuple(subtree(level, start >> level) for start, level in _perfect(0, size)))


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the root of the tree of these leaf hashes."""
    return Tree().grown(leaf_hashes).root


def inclusion_proof(index: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """Return the path of RFC 6962 section 2.1.1, from the leaf's sibling up. Raises ValueError outside of the tree."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            path.append(_hash_of(split, end, subtree))
            end = split
        else:
            path.append(_hash_of(start, split, subtree))
            start = split
    return tuple(reversed(path))


def root_by_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """Return the root to which the path leads from a leaf hash (RFC 9162, section 2.1.3.2).

    Raises ValueError where a path of this length cannot belong to this index and size.
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    place, last, root = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise ValueError("the path is too long")
        if place & 1 or place == last:
            root = node_hash(step, root)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, step)
        place, last = place >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return root


def consistency_proof(old: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """Return the proof of RFC 6962 section 2.1.2 that the tree of `size` begins as that of `old`.

    Empty for an old size of 0 and for equal sizes. Raises ValueError where `old` is larger.
    """
    if not 0 <= old <= size:
        raise ValueError(f"a tree of {size} does not begin as one of {old}")
    if old in {0, size}:
        return ()
    path: list[bytes] = []
    start, end, whole = 0, size, True
    while old - start != end - start:
        split = start + _split(end - start)
        if old <= split:
            path.append(_hash_of(split, end, subtree))
            end = split
        else:
            path.append(_hash_of(start, split, subtree))
            start, whole = split, False
    if not whole:
        path.append(_hash_of(start, end, subtree))
    return tuple(reversed(path))


def is_consistent(old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    """Whether the proof shows that the tree `new` (size, root) begins as `old` (RFC 9162, section 2.1.4.2).

    With an old size of 0 the proof must be empty, and the old root that of the empty tree.
    """
    (size_before, root_before), (size_now, root_now) = old, new
    if size_before > size_now or size_before < 0:
        return False
    if size_before == size_now:
        return not path and root_before == root_now
    if size_before == 0:
        return not path and root_before == EMPTY_ROOT
    return _leads_to_both(old, new, path)


def _leads_to_both(old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    place, last = old[0] - 1, new[0] - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    steps = list(path) if place else [old[1], *path]
    if not steps:
        return False
    before = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, now = node_hash(step, before), node_hash(step, now)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            now = node_hash(now, step)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old[1] and now == new[1]


def _split(width: int) -> int:
    """Return the largest power of two below `width` (at least 2)."""
    return 1 << ((width - 1).bit_length() - 1)


def _perfect(start: int, end: int) -> list[tuple[int, int]]:
    """Return the perfect subtrees (first leaf, level) that [start, end) is made of; `start` is where one may begin."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append((start, level))
        start += 1 << level
    return parts


def _hash_of(start: int, end: int, subtree: Subtree) -> bytes:
    """Return the hash of the leaves [start, end), a part that RFC 6962 splits off."""
    parts = [subtree(level, first >> level) for first, level in _perfect(start, end)]
    whole = parts[-1]
    for part in reversed(parts[:-1]):
        whole = node_hash(part, whole)
    return whole
