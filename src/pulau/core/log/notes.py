"""Signed notes (C2SP signed-note) and the names of keys (vkeys): text, and lines that say who signed it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

ED25519: Final = 0x01
COSIGNATURE: Final = 0x04
ML_DSA: Final = 0x06
"""Cosignatures of the future (ML-DSA-44): their keys may stand in a policy; what they signed is passed over here."""
KEY_BYTES: Final = 32
_LENGTHS: Final = {ED25519: KEY_BYTES, COSIGNATURE: KEY_BYTES, ML_DSA: 1312}
SIGNATURE_BYTES: Final = 64
ID_BYTES: Final = 4
MOST_SIGNATURES: Final = 64
LONGEST_NOTE: Final = 1_000_000
_DASH: Final = "— "
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NAME: Final = re.compile(r"[^\s+\x00-\x1f\ud800-\udfff]+")

Verify = Callable[[bytes, bytes, bytes], bool]
"""Of a public key (32 bytes), a message and a signature (64 bytes), whether Ed25519 (RFC 8032) finds it good."""
Sign = Callable[[bytes], bytes]
"""Of a message its Ed25519 signature (64 bytes)."""


class NoteRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """Bytes are no note, key or checkpoint of these formats, or the note is not signed as it must be."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key by name: `kind` is the signature type (0x01 notes, 0x04 cosignatures), `public` its bytes."""

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        """Refuse names that a note cannot hold."""
        if not _NAME.fullmatch(self.name) or len(self.public) != _LENGTHS.get(self.kind):
            raise NoteRefused("a key has a name in UTF-8 without spaces and plus, and as many bytes as its kind")

    @property
    def id(self) -> bytes:
        """The key id: SHA-256(name || newline || kind || key), its first 4 bytes."""
        told = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(told).digest()[:ID_BYTES]

    @property
    def vkey(self) -> str:
        """The key as text: `name+hex id+base64(kind || key)`."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"


def read_key(vkey: str, *kinds: int) -> Key:
    """Return the key of a vkey, which must be of one of `kinds`. Raises NoteRefused."""
    name, _, rest = vkey.partition("+")
    told, _, coded = rest.partition("+")
    raw = unbase64(coded)
    if not raw or raw[0] not in kinds or len(raw) != 1 + _LENGTHS[raw[0]]:
        raise NoteRefused("the key is not of a kind that belongs here")
    key = Key(name, raw[0], raw[1:])
    if told != key.id.hex():
        raise NoteRefused("the key's id does not belong to it")
    return key


@dataclass(frozen=True, slots=True)
class Signature:
    """One line below a note: who is said to have signed, the key's id, and the bytes."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line with its end."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.value).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(each.line for each in self.signatures)

    def signed_by(self, key: Key) -> tuple[Signature, ...]:
        """Return the lines that bear the name and id of this key; whether they are good is not said."""
        return tuple(each for each in self.signatures if (each.name, each.key_id) == (key.name, key.id))


def read_note(raw: bytes) -> Note:
    """Return the note. Nothing about its signatures is known by that. Raises NoteRefused."""
    if len(raw) > LONGEST_NOTE:
        raise NoteRefused("the note is too long")
    try:
        whole = raw.decode()
    except UnicodeDecodeError as problem:
        raise NoteRefused("a note is UTF-8") from problem
    text, split, lines = whole.rpartition("\n\n")
    if not split or not lines.endswith("\n") or _CONTROL.search(whole):
        raise NoteRefused("a note is text, an empty line, and lines of signatures")
    return Note(text + "\n", read_signatures(lines))


def read_signatures(lines: str) -> tuple[Signature, ...]:
    """Return the signatures of some lines, each with its end. Raises NoteRefused."""
    if lines and not lines.endswith("\n"):
        raise NoteRefused("the last line has no end")
    split = lines.split("\n")[:-1]
    if not 1 <= len(split) <= MOST_SIGNATURES:
        raise NoteRefused(f"a note has 1 to {MOST_SIGNATURES} signatures")
    return tuple(_signature(line) for line in split)


def _signature(line: str) -> Signature:
    name, _, coded = line.removeprefix(_DASH).partition(" ")
    raw = unbase64(coded)
    if not line.startswith(_DASH) or not _NAME.fullmatch(name) or len(raw) <= ID_BYTES:
        raise NoteRefused("a line of a signature is a dash, a name and base64")
    return Signature(name, raw[:ID_BYTES], raw[ID_BYTES:])


def sign_note(text: str, key: Key, sign: Sign) -> Signature:
    """Return the Ed25519 signature of a note's text under `key`. Raises NoteRefused for what is no text of a note."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NoteRefused("the text of a note ends in a newline and has no other control signs")
    return Signature(key.name, key.id, sign(text.encode()))


def signers_of(note: Note, keys: Iterable[Key], verify: Verify) -> tuple[Key, ...]:
    """Return which of the keys (of notes, 0x01) signed. Signatures of other keys are passed over.

    Raises NoteRefused where a signature that bears a known key's name and id is bad.
    """
    found = []
    for key in keys:
        lines = note.signed_by(key) if key.kind == ED25519 else ()
        if any(not _good(key, note.text, each.value, verify) for each in lines):
            raise NoteRefused(f"a signature of {key.name} is bad")
        if lines:
            found.append(key)
    return tuple(found)


def _good(key: Key, text: str, value: bytes, verify: Verify) -> bool:
    return len(value) == SIGNATURE_BYTES and verify(key.public, text.encode(), value)


def with_signatures(note: Note, further: Sequence[Signature]) -> Note:
    """Return the note with further signatures below; one that stands there already is not added again."""
    return Note(note.text, tuple(dict.fromkeys((*note.signatures, *further))))


def unbase64(text: str) -> bytes:
    """Return the bytes of standard base64, with padding and in canonical form only. Raises NoteRefused."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise NoteRefused("not base64") from problem
    if base64.b64encode(raw).decode() != text:
        raise NoteRefused("base64 in another than its canonical form")
    return raw
