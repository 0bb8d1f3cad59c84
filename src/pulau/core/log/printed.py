"""The proof in print: record, salt, path and signatures, packed so that one QR code holds them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pulau.core.log.checkpoints import Checkpoint, checkpoint_of
from pulau.core.log.entries import SALT_BYTES, VERSION, Leaf, RecordRefused, commitment, leaf_bytes, read_object
from pulau.core.log.notes import ID_BYTES, MOST_SIGNATURES, Key, Note, NoteRefused, Signature
from pulau.core.log.policies import Policy
from pulau.core.log.proofs import Proof
from pulau.core.log.tree import HASH_BYTES, LONGEST_PROOF, leaf_hash, root_by_inclusion

PREFIX: Final = "PULAU1:"
LONGEST_RECORD: Final = 20_000
LONGEST_TEXT: Final = 20_000
_VARINT_BYTES: Final = 8
_LONGEST_SIGNATURE: Final = 255
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_PLACE: Final = {sign: value for value, sign in enumerate(_ALPHABET)}
_BASE: Final = len(_ALPHABET)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the code holds: the record and its salt, the leaf's kind, and the proof."""

    record: bytes
    salt: bytes
    kind: str
    proof: Proof


def print_proof(printed: Printed) -> str:
    """Return the text of the code: the log's signatures first, else in the note's order.

    Signatures of more than 251 bytes (those of other kinds of keys) stay out: they would not be checked, nor go in.
    """
    checkpoint = checkpoint_of(printed.proof.checkpoint)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    record = deflate.compress(printed.record) + deflate.flush()
    ordered = sorted(printed.proof.checkpoint.signatures, key=lambda each: each.name != checkpoint.origin)
    values = [each.key_id + each.value for each in ordered]
    signatures = [bytes([len(each)]) + each for each in values if len(each) <= _LONGEST_SIGNATURE]
    parts = (
        bytes([VERSION]), printed.salt, _varint(len(record)), record, _varint(len(printed.kind)),
        printed.kind.encode("ascii"), _varint(printed.proof.index), _varint(checkpoint.size),
        _varint(len(printed.proof.path)), *printed.proof.path, _varint(len(signatures)), *signatures,
    )  # fmt: skip
    return PREFIX + base45(b"".join(parts))


def read_printed(text: str, policy: Policy) -> Printed:
    """Return what a code holds; signatures and quorum are not checked yet. Raises NoteRefused.

    The log is the one of the policy whose key id the first signature bears; the root is that to which the path leads.
    """
    if not text.startswith(PREFIX) or len(text) > LONGEST_TEXT:
        raise NoteRefused("not the proof of a certificate")
    source = _Source(unbase45(text.removeprefix(PREFIX)))
    if source.take(1) != bytes([VERSION]):
        raise NoteRefused("a proof of another version")
    salt = source.take(SALT_BYTES)
    record = _inflated(source.take(source.number()))
    kind = source.take(source.number())
    index, size = source.number(), source.number()
    path = tuple(source.take(HASH_BYTES) for _ in range(source.number(LONGEST_PROOF)))
    values = [source.take(source.take(1)[0]) for _ in range(source.number(MOST_SIGNATURES))]
    source.end()
    log = _log(values, policy)
    leaf = leaf_bytes(_leaf(record, kind, log.name, salt))
    try:
        root = root_by_inclusion(index, size, leaf_hash(leaf), path)
    except ValueError as problem:
        raise NoteRefused(str(problem)) from problem
    note = Note(Checkpoint(log.name, size, root).body, tuple(_signatures(values, policy)))
    return Printed(record, salt, kind.decode(), Proof(index, path, note))


def _log(values: list[bytes], policy: Policy) -> Key:
    if not values:
        raise NoteRefused("nobody signed")
    for each in policy.logs:
        if each.key.id == values[0][:ID_BYTES]:
            return each.key
    raise NoteRefused("signed by a log that the policy does not know")


def _leaf(record: bytes, kind: bytes, origin: str, salt: bytes) -> Leaf:
    try:
        found = read_object(record)
        spelled = kind.decode("ascii")
    except (RecordRefused, UnicodeDecodeError) as problem:
        raise NoteRefused(str(problem)) from problem
    told, ref = found.get("at"), found.get("id")
    if not isinstance(told, str) or not isinstance(ref, str):
        raise NoteRefused("the record has no time or no id")
    return Leaf(spelled, told, origin, ref, commitment(salt, record))


def _signatures(values: list[bytes], policy: Policy) -> Iterator[Signature]:
    known: dict[bytes, Key] = {each.key.id: each.key for each in (*policy.witnesses, *policy.logs)}
    for value in values:
        if len(value) <= ID_BYTES:
            raise NoteRefused("a signature is cut off")
        key = known.get(value[:ID_BYTES])
        if key is not None:
            yield Signature(key.name, key.id, value[ID_BYTES:])


def _inflated(packed: bytes) -> bytes:
    inflate = zlib.decompressobj(-15)
    try:
        record = inflate.decompress(packed, LONGEST_RECORD + 1)
    except zlib.error as problem:
        raise NoteRefused("the record is damaged") from problem
    if not inflate.eof or inflate.unused_data or len(record) > LONGEST_RECORD:
        raise NoteRefused("the record is cut off, too long, or something follows it")
    return record


class _Source:
    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def take(self, count: int) -> bytes:
        found = self._raw[self._at : self._at + count]
        self._at += count
        if len(found) != count:
            raise NoteRefused("the proof is cut off")
        return found

    def number(self, most: int = 2**53) -> int:
        value = 0
        for place in range(_VARINT_BYTES):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:  # noqa: PLR2004 - the sign of LEB128 that another byte follows
                if value > most or (byte == 0 and place):
                    break
                return value
        raise NoteRefused("a number of the proof is too large, or not in its shortest form")

    def end(self) -> None:
        if self._at != len(self._raw):
            raise NoteRefused("something follows the proof")


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:  # noqa: PLR2004 - seven bits a byte
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def base45(raw: bytes) -> str:
    """Return RFC 9285 base45: two bytes become three signs, a last single one two."""
    out = []
    for at in range(0, len(raw), 2):
        pair = raw[at : at + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, sign = divmod(value, _BASE)
            out.append(_ALPHABET[sign])
    return "".join(out)


def unbase45(text: str) -> bytes:
    """Return the bytes. Raises NoteRefused for other signs, lengths and values."""
    if len(text) % 3 == 1 or any(sign not in _PLACE for sign in text):
        raise NoteRefused("not base45")
    out = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        value = sum(_PLACE[sign] * _BASE**place for place, sign in enumerate(group))
        count = len(group) - 1
        if value >= 1 << (8 * count):
            raise NoteRefused("not base45")
        out += value.to_bytes(count, "big")
    return bytes(out)
