"""Checkpoints (C2SP tlog-checkpoint) and the cosignatures of witnesses below them (tlog-cosignature)."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pulau.core.log.notes import (
    COSIGNATURE,
    SIGNATURE_BYTES,
    Key,
    Note,
    NoteRefused,
    Sign,
    Signature,
    Verify,
    read_note,
    sign_note,
    unbase64,
)
from pulau.core.log.tree import HASH_BYTES

LARGEST: Final = 2**63 - 1
_TIME_BYTES: Final = 8
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its origin, how many leaves it has, and their root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> str:
        """The text that is signed; it has no extension lines."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_number(text: str) -> int:
    """Return a decimal number without leading zeros, below 2^63. Raises NoteRefused."""
    if not _NUMBER.fullmatch(text) or int(text) > LARGEST:
        raise NoteRefused("not a number as it is written here")
    return int(text)


def checkpoint_of(note: Note) -> Checkpoint:
    """Return what a note says as a checkpoint; extension lines are passed over. Raises NoteRefused."""
    lines = note.text.split("\n")[:-1]
    if len(lines) < _LINES or not all(lines):
        raise NoteRefused("a checkpoint has at least three lines, none of them empty")
    root = unbase64(lines[2])
    if len(root) != HASH_BYTES:
        raise NoteRefused("a root has 32 bytes")
    return Checkpoint(lines[0], read_number(lines[1]), root)


def read_checkpoint(raw: bytes) -> tuple[Checkpoint, Note]:
    """Return a checkpoint and the note it stands in; no signature is checked. Raises NoteRefused."""
    note = read_note(raw)
    return checkpoint_of(note), note


def sign_checkpoint(checkpoint: Checkpoint, signers: Iterable[tuple[Key, Sign]]) -> Note:
    """Return the checkpoint, signed by the log's keys (more than one while keys are changed)."""
    return Note(checkpoint.body, tuple(sign_note(checkpoint.body, key, sign) for key, sign in signers))


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A witness's word: which key, and when, in seconds since 1970."""

    key: Key
    at: int


def cosign(note: Note, key: Key, sign: Sign, at: int) -> Signature:
    """Return a witness's signature (Ed25519, cosignature/v1) over a checkpoint at `at`, seconds since 1970."""
    if not 0 <= at <= LARGEST:
        raise NoteRefused("no such time")
    return Signature(key.name, key.id, at.to_bytes(_TIME_BYTES, "big") + sign(_message(note.text, at)))


def cosigners_of(note: Note, witnesses: Iterable[Key], verify: Verify) -> tuple[Cosigned, ...]:
    """Return which of the witnesses cosigned, with the earliest time of each; others are passed over.

    Raises NoteRefused where a signature that bears a known witness's name and id is bad.
    """
    found = []
    for key in (each for each in witnesses if each.kind == COSIGNATURE):
        times = [_time_of(note.text, key, each, verify) for each in note.signed_by(key)]
        if times:
            found.append(Cosigned(key, min(times)))
    return tuple(found)


def _time_of(text: str, key: Key, signature: Signature, verify: Verify) -> int:
    value = signature.value
    at = int.from_bytes(value[:_TIME_BYTES], "big")
    whole = len(value) == _TIME_BYTES + SIGNATURE_BYTES and at <= LARGEST
    if not whole or not verify(key.public, _message(text, at), value[_TIME_BYTES:]):
        raise NoteRefused(f"a cosignature of {key.name} is bad")
    return at


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
