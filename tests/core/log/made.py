"""Logs, witnesses, policies and proofs with fixed keys, and trees as RFC 6962 defines them, word for word."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pulau.core.log.checkpoints import Checkpoint, cosign, sign_checkpoint
from pulau.core.log.entries import Record, leaf_bytes, leaf_of, record_bytes
from pulau.core.log.notes import COSIGNATURE, ED25519, with_signatures
from pulau.core.log.policies import Policy, read_policy
from pulau.core.log.printed import Printed
from pulau.core.log.proofs import Proof
from pulau.core.log.receipts import Receipt
from pulau.core.log.tree import inclusion_proof, leaf_hash, node_hash, root_of
from pulau.exchange.log.keys import Secret, secret_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pulau.core.log.notes import Note
    from pulau.core.log.tree import Subtree

ORIGIN: Final = "pulau.example/log"
NOW: Final = 1_795_762_800
LOG: Final = secret_of(ORIGIN, ED25519, b"\x01" * 32)
OMBUDSMAN: Final = secret_of("ombudsman.example", COSIGNATURE, b"\x02" * 32)
BPKP: Final = secret_of("bpkp.example", COSIGNATURE, b"\x03" * 32)
UNIVERSITY: Final = secret_of("universitas.example", COSIGNATURE, b"\x04" * 32)
STRANGER: Final = secret_of("stranger.example", COSIGNATURE, b"\x05" * 32)
POLICY_TEXT: Final = f"""\
# The policy of docs/domain/log.md
log {LOG.key.vkey}
witness ombudsman {OMBUDSMAN.key.vkey} https://witness.example/
witness bpkp {BPKP.key.vkey}
witness universitas {UNIVERSITY.key.vkey}
group others any bpkp universitas
group all all ombudsman others
quorum all
"""
SALT: Final = bytes(range(32))
RECORD: Final = Record(
    id="0198a2b4-0000-7000-8000-000000000001",
    action="worksheet.locked",
    at="2026-11-27T07:00:00.000Z",
    object_type="worksheet",
    object_id="0198a2b4-0000-7000-8000-000000000002",
    payload='{"digest":"' + "ab" * 32 + '","total":"81.25"}',
    tenant="0198a2b4-0000-7000-8000-000000000003",
    actor="0198a2b4-0000-7000-8000-000000000004",
    role="unit",
)


def policy() -> Policy:
    return read_policy(POLICY_TEXT.encode())


def leaves(count: int) -> list[bytes]:
    return [b"leaf %d" % number for number in range(count)]


def naive_root(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, of leaf hashes."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = _half(len(hashes))
    return hashlib.sha256(b"\x01" + naive_root(hashes[:half]) + naive_root(hashes[half:])).digest()


def naive_path(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(hashes) == 1:
        return []
    half = _half(len(hashes))
    if index < half:
        return [*naive_path(index, hashes[:half]), naive_root(hashes[half:])]
    return [*naive_path(index - half, hashes[half:]), naive_root(hashes[:half])]


def naive_consistency(old: int, hashes: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2; with `whole` it is PROOF."""
    if old == len(hashes):
        return [] if whole else [naive_root(hashes)]
    half = _half(len(hashes))
    if old <= half:
        return [*naive_consistency(old, hashes[:half], whole=whole), naive_root(hashes[half:])]
    return [*naive_consistency(old - half, hashes[half:], whole=False), naive_root(hashes[:half])]


def _half(count: int) -> int:
    half = 1
    while half * 2 < count:
        half *= 2
    return half


def subtree_of(hashes: Sequence[bytes]) -> Subtree:
    """The subtree hashes of a whole tree in memory."""
    rows = [list(hashes)]
    while len(rows[-1]) > 1:
        row = rows[-1]
        rows.append([node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)])
    return lambda level, index: rows[level][index]


def signed(size: int, root: bytes, witnesses: Iterable[Secret] = (OMBUDSMAN, BPKP), at: int = NOW) -> Note:
    note = sign_checkpoint(Checkpoint(ORIGIN, size, root), [(LOG.key, LOG.sign)])
    return with_signatures(note, [cosign(note, each.key, each.sign, at) for each in witnesses])


def entry(record: Record = RECORD, kind: str = "lock") -> tuple[bytes, bytes]:
    """A record and its leaf, as bytes."""
    return record_bytes(record), leaf_bytes(leaf_of(record, kind, ORIGIN, SALT))


def proven(leaf: bytes, index: int = 3, size: int = 11, witnesses: Iterable[Secret] = (OMBUDSMAN, BPKP)) -> Proof:
    """The proof of a leaf that stands at `index` among others."""
    hashes = [leaf_hash(each) for each in leaves(size)]
    hashes[index] = leaf_hash(leaf)
    return Proof(index, inclusion_proof(index, size, subtree_of(hashes)), signed(size, root_of(hashes), witnesses))


def receipt(record: Record = RECORD, witnesses: Iterable[Secret] = (OMBUDSMAN, BPKP)) -> Receipt:
    raw, leaf = entry(record)
    return Receipt(raw.decode(), SALT.hex(), leaf.decode(), str(proven(leaf, witnesses=witnesses)))


def printed(record: Record = RECORD, witnesses: Iterable[Secret] = (OMBUDSMAN, BPKP)) -> Printed:
    raw, leaf = entry(record)
    return Printed(raw, SALT, "lock", proven(leaf, witnesses=witnesses))


def named(record: Record, **fields: str) -> Record:
    return replace(record, **fields)
