"""Proofs that an entry stands in the log (C2SP tlog-proof), and what makes one valid."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final

from pulau.core.log.checkpoints import Checkpoint, Cosigned, checkpoint_of, cosigners_of, read_checkpoint, read_number
from pulau.core.log.notes import Note, NoteRefused, Verify, signers_of, unbase64
from pulau.core.log.policies import Policy
from pulau.core.log.tree import HASH_BYTES, LONGEST_PROOF, is_consistent, leaf_hash, root_by_inclusion

HEADER: Final = "c2sp.org/tlog-proof@v1"
LONGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a leaf stands, the path from it to the root, and the checkpoint that has this root."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: Note

    def __str__(self) -> str:
        lines = (HEADER, f"index {self.index}", *(base64.b64encode(each).decode() for each in self.path))
        return "\n".join(lines) + f"\n\n{self.checkpoint}"


def read_proof(raw: bytes) -> Proof:
    """Return the proof; nothing of it is checked. An `extra` line is passed over. Raises NoteRefused."""
    head, split, note = raw.partition(b"\n\n")
    try:
        lines = head.decode().split("\n")
    except UnicodeDecodeError as problem:
        raise NoteRefused("a proof is UTF-8") from problem
    if len(raw) > LONGEST or not split or lines[0] != HEADER:
        raise NoteRefused("not a proof")
    rest = lines[2:] if len(lines) > 1 and lines[1].startswith("extra ") else lines[1:]
    if not rest or not rest[0].startswith("index "):
        raise NoteRefused("a proof tells the index")
    path = tuple(unbase64(line) for line in rest[1:])
    if len(path) > LONGEST_PROOF or any(len(each) != HASH_BYTES for each in path):
        raise NoteRefused("a path has at most 63 hashes of 32 bytes")
    _, signed = read_checkpoint(note)
    return Proof(read_number(rest[0].removeprefix("index ")), path, signed)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A checkpoint that a log of the policy signed: who witnessed it, and whether they are the quorum."""

    checkpoint: Checkpoint
    witnesses: tuple[Cosigned, ...]
    quorum: bool


def accept(note: Note, policy: Policy, verify: Verify) -> Accepted:
    """Return what the policy says of a checkpoint. Raises NoteRefused: no log of it signed, or a signature is bad."""
    checkpoint = checkpoint_of(note)
    if not signers_of(note, policy.logs_of(checkpoint.origin), verify):
        raise NoteRefused("no log of the policy signed this checkpoint")
    witnesses = cosigners_of(note, [each.key for each in policy.witnesses], verify)
    return Accepted(checkpoint, witnesses, policy.reached([each.key for each in witnesses]))


def prove(leaf: bytes, proof: Proof, policy: Policy, verify: Verify) -> Accepted:
    """Return the accepted checkpoint in whose tree the leaf stands. Raises NoteRefused: it does not."""
    accepted = accept(proof.checkpoint, policy, verify)
    checkpoint = accepted.checkpoint
    try:
        root = root_by_inclusion(proof.index, checkpoint.size, leaf_hash(leaf), proof.path)
    except ValueError as problem:
        raise NoteRefused(str(problem)) from problem
    if root != checkpoint.root:
        raise NoteRefused("the path does not lead to the root of the checkpoint")
    return accepted


@dataclass(frozen=True, slots=True)
class Growth:
    """What a witness is asked to cosign: the size it knows, the proof that the tree only grew, the new checkpoint."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: Note

    def __str__(self) -> str:
        lines = (f"old {self.old}", *(base64.b64encode(each).decode() for each in self.path))
        return "\n".join(lines) + f"\n\n{self.checkpoint}"

    def holds(self, root: bytes) -> bool:
        """Whether the new tree begins as the old one, whose root is told."""
        new = checkpoint_of(self.checkpoint)
        return is_consistent((self.old, root), (new.size, new.root), self.path)


def read_growth(raw: bytes) -> Growth:
    """Return the request of tlog-witness's add-checkpoint; nothing of it is checked. Raises NoteRefused."""
    head, split, note = raw.partition(b"\n\n")
    lines = head.decode("ascii", "replace").split("\n")
    if len(raw) > LONGEST or not split or not lines[0].startswith("old "):
        raise NoteRefused("a request begins with the old size")
    path = tuple(unbase64(line) for line in lines[1:])
    if len(path) > LONGEST_PROOF or any(len(each) != HASH_BYTES for each in path):
        raise NoteRefused("a proof has at most 63 hashes of 32 bytes")
    checkpoint, signed = read_checkpoint(note)
    old = read_number(lines[0].removeprefix("old "))
    if old > checkpoint.size:
        raise NoteRefused("the old size is above the new one")
    return Growth(old, path, signed)
