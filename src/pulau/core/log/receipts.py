"""Receipts: what a person keeps of an entry, so that anybody can check it without this installation."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from pulau.core.log.entries import RecordRefused, belongs, once, read_leaf, read_object
from pulau.core.log.notes import NoteRefused, Verify
from pulau.core.log.policies import Policy
from pulau.core.log.proofs import Accepted, prove, read_proof

FORMAT: Final = "pulau-receipt/1"
LONGEST: Final = 1_000_000
_NAMES: Final = ("record", "salt", "leaf", "proof")
_SALT: Final = re.compile(r"[0-9a-f]{64}")
_LONE: Final = re.compile(r"[\ud800-\udfff]")
"""Halves of a character, which JSON can write and UTF-8 cannot."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The record as it was committed to, its salt (64 hex digits), its leaf, and the tlog-proof."""

    record: str
    salt: str
    leaf: str
    proof: str

    def __str__(self) -> str:
        told = {"format": FORMAT, "record": self.record, "salt": self.salt, "leaf": self.leaf, "proof": self.proof}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_receipt(raw: bytes) -> Receipt:
    """Return the receipt that a file holds; nothing of it is checked. Raises NoteRefused."""
    try:
        found = json.loads(raw.decode(), object_pairs_hook=once) if len(raw) <= LONGEST else None
    except (ValueError, RecursionError) as problem:
        raise NoteRefused("not a receipt") from problem
    if not isinstance(found, dict) or set(found) != {"format", *_NAMES} or found["format"] != FORMAT:
        raise NoteRefused("not a receipt")
    if not all(isinstance(text, str) and not _LONE.search(text) for text in found.values()):
        raise NoteRefused("not a receipt")
    return Receipt(*(found[name] for name in _NAMES))


def check_receipt(receipt: Receipt, policy: Policy, verify: Verify) -> Accepted:
    """Return what witnesses say of the receipt's checkpoint. Raises NoteRefused where anything does not hold."""
    if not _SALT.fullmatch(receipt.salt):
        raise NoteRefused("a salt is 64 hex digits in lower case")
    try:
        leaf = read_leaf(receipt.leaf.encode())
        belongs(leaf, receipt.record.encode(), bytes.fromhex(receipt.salt))
    except RecordRefused as problem:
        raise NoteRefused(str(problem)) from problem
    proof = read_proof(receipt.proof.encode())
    accepted = prove(receipt.leaf.encode(), proof, policy, verify)
    if leaf.log != accepted.checkpoint.origin:
        raise NoteRefused("the leaf names another log")
    return accepted


def names_digest(receipt: Receipt, digest: str) -> bool:
    """Whether a SHA-256 (64 hex digits) stands anywhere in the payload of a checked receipt, as the whole of a text."""
    return _holds(read_object(receipt.record.encode()).get("payload"), digest)


def _holds(value: object, digest: str) -> bool:
    if isinstance(value, dict):
        return any(_holds(part, digest) for part in value.values())
    if isinstance(value, list):
        return any(_holds(part, digest) for part in value)
    return value == digest
