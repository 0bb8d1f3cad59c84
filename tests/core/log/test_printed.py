"""The proof in print: what goes into the code comes out again, and nothing else is taken for one."""

from __future__ import annotations

import tracemalloc
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.log.checkpoints import checkpoint_of, sign_checkpoint
from pulau.core.log.entries import leaf_bytes, leaf_of, record_bytes
from pulau.core.log.notes import ED25519, Note, NoteRefused, Signature, with_signatures
from pulau.core.log.policies import read_policy
from pulau.core.log.printed import LONGEST_RECORD, PREFIX, Printed, base45, print_proof, read_printed, unbase45
from pulau.core.log.proofs import Proof, prove
from pulau.core.log.tree import leaf_hash, root_by_inclusion
from pulau.exchange.log.keys import secret_of, verify
from tests.core.log.made import (
    BPKP,
    LOG,
    OMBUDSMAN,
    ORIGIN,
    RECORD,
    SALT,
    STRANGER,
    UNIVERSITY,
    policy,
    printed,
    proven,
    signed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.core.log.entries import Record

PRINTED = printed()
TEXT = print_proof(PRINTED)
RAW = unbase45(TEXT.removeprefix(PREFIX))
DEFLATED = range(35, 35 + RAW[33] % 128 + RAW[34] * 128)  # after version, salt and the record's length


def _varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out, value = out + bytes([value % 128 + 128]), value // 128
    return out + bytes([value])


def _code(
    *,
    version: bytes = b"\x01",
    packed: bytes | None = None,
    kind: bytes = b"lock",
    index: bytes | None = None,
    size: bytes | None = None,
    path: Sequence[bytes] = PRINTED.proof.path,
    signatures: Sequence[bytes] | None = None,
    end: bytes = b"",
) -> str:
    """A code that is put together by hand, as the table of the specification says."""
    packed = _deflated(PRINTED.record) if packed is None else packed
    if signatures is None:
        signatures = [each.key_id + each.value for each in PRINTED.proof.checkpoint.signatures]
    return PREFIX + base45(
        version
        + SALT
        + _varint(len(packed))
        + packed
        + _varint(len(kind))
        + kind
        + (_varint(3) if index is None else index)
        + (_varint(11) if size is None else size)
        + _varint(len(path))
        + b"".join(path)
        + _varint(len(signatures))
        + b"".join(bytes([len(each)]) + each for each in signatures)
        + end
    )


def _deflated(record: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(record) + deflate.flush()


def test_the_code_is_what_the_table_says() -> None:
    assert _code() == TEXT
    assert RAW[0] == 1
    assert RAW[1:33] == SALT


def test_what_is_printed_reads_back_and_proves_the_leaf() -> None:
    found = read_printed(TEXT, policy())
    assert found == PRINTED
    leaf = leaf_bytes(leaf_of(RECORD, "lock", ORIGIN, SALT))
    assert prove(leaf, found.proof, policy(), verify).quorum


def test_the_log_stands_first_whatever_the_order_of_the_note() -> None:
    note = PRINTED.proof.checkpoint
    turned = replace(PRINTED, proof=replace(PRINTED.proof, checkpoint=Note(note.text, note.signatures[::-1])))
    found = read_printed(print_proof(turned), policy()).proof.checkpoint
    assert found.signatures == (note.signatures[0], *note.signatures[:0:-1])


def test_signatures_of_keys_that_the_policy_does_not_know_are_passed_over() -> None:
    foreign = printed(witnesses=(STRANGER, OMBUDSMAN, BPKP))
    assert read_printed(print_proof(foreign), policy()) == PRINTED


@pytest.mark.parametrize(("length", "printed_too"), [(251, True), (252, False), (2428, False)])
def test_signatures_too_long_for_the_code_stay_out(length: int, printed_too: bool) -> None:  # noqa: FBT001 - a case
    """A post-quantum cosignature (ML-DSA-44) has 2,428 bytes."""
    long = Signature("pq.example", b"\x01\x02\x03\x04", b"\x05" * length)
    note = with_signatures(PRINTED.proof.checkpoint, [long])
    text = print_proof(replace(PRINTED, proof=replace(PRINTED.proof, checkpoint=note)))
    assert (len(text) > len(TEXT)) == printed_too
    assert read_printed(text, policy()) == PRINTED


@pytest.mark.parametrize("length", [0, 1, 127, 128, 129, 255, 16_000])
def test_a_number_has_seven_bits_in_each_byte(length: int) -> None:
    kind = "k" * length
    assert print_proof(replace(PRINTED, kind=kind)) == _code(kind=kind.encode())


@pytest.mark.parametrize("length", [0, 1, 127, 128, 129, 255])
def test_a_length_reads_back(length: int) -> None:
    kind = "k" * length
    assert read_printed(_code(kind=kind.encode()), policy()).kind == kind


def test_a_kind_is_ascii() -> None:
    with pytest.raises(UnicodeEncodeError):
        print_proof(replace(PRINTED, kind="é"))
    with pytest.raises(NoteRefused, match="ascii"):
        read_printed(_code(kind="é".encode()), policy())


@given(st.integers(0, len(RAW) - 1), st.integers(1, 255))
def test_a_code_with_one_byte_changed_proves_nothing_more(place: int, flip: int) -> None:
    damaged = RAW[:place] + bytes([RAW[place] ^ flip]) + RAW[place + 1 :]
    try:
        found = read_printed(PREFIX + base45(damaged), policy())
    except NoteRefused:
        return
    if found == PRINTED:
        assert place in DEFLATED  # the same record can be packed in more than one way
        return
    leaf = leaf_bytes(leaf_of(RECORD, found.kind, ORIGIN, found.salt))
    try:
        quorum = prove(leaf, found.proof, policy(), verify).quorum
    except NoteRefused:
        return
    assert not quorum  # a witness's key id was hit: its cosignature is one of an unknown key


def test_a_code_that_is_cut_anywhere_is_refused() -> None:
    for length in range(len(RAW)):
        with pytest.raises(NoteRefused):
            read_printed(PREFIX + base45(RAW[:length]), policy())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not the proof of a certificate"),
        ("PULAU2:" + TEXT.removeprefix(PREFIX), "not the proof of a certificate"),
        (TEXT.lower(), "not the proof of a certificate"),
        (" " + TEXT, "not the proof of a certificate"),
        (PREFIX, "cut off"),
        (PREFIX + "é", "not base45"),
        (TEXT + "A", "not base45|something follows"),
        (_code(version=b"\x02"), "another version"),
        (_code(end=b"\x00"), "something follows the proof"),
        (_code(packed=b"\xff"), "the record is damaged"),
        (_code(packed=b""), "the record is cut off"),
        (_code(packed=_deflated(PRINTED.record)[:-1]), "the record is cut off"),
        (_code(packed=_deflated(PRINTED.record) + b"\x00"), "something follows it"),
        (_code(packed=_deflated(b" " * 10**7)), "too long"),
        (_code(packed=_deflated(b"{ }")), "canonical"),
        (_code(packed=_deflated(b"{}")), "no time or no id"),
        (_code(packed=_deflated(b'{"at":1,"id":"x"}')), "no time or no id"),
        (_code(packed=_deflated(b'{"at":"x","id":1}')), "no time or no id"),
        (_code(index=_varint(11)), "leaf 11 is not in a tree of 11"),
        (_code(path=PRINTED.proof.path[:-1]), "the path is too short"),
        (_code(path=(bytes(32),) * 5), "the path is too long"),
        (_code(path=(bytes(32),) * 64), "a number of the proof is too large"),
        (_code(size=b"\x8b\x00"), "not in its shortest form"),
        (_code(size=b"\xff" * 8), "a number of the proof is too large"),
        (_code(size=_varint(2**53 + 1)), "a number of the proof is too large"),
        (_code(size=b"\xff" * 7 + b"\x7f"), "a number of the proof is too large"),
        (_code(signatures=()), "nobody signed"),
        (_code(signatures=(b"",)), "a log that the policy does not know"),
        (_code(signatures=(LOG.key.id,)), "a signature is cut off"),
        (_code(signatures=(OMBUDSMAN.key.id + b"x", LOG.key.id + b"x")), "a log that the policy does not know"),
        (_code(signatures=(LOG.key.id + b"x",) * 65), "a number of the proof is too large"),
        (_code(signatures=(b"\x00" * 250,) * 60), "not the proof of a certificate"),
    ],
)
def test_what_is_no_printed_proof_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(NoteRefused, match=why):
        read_printed(text, policy())


def test_zero_is_a_number_and_so_is_2_to_the_53() -> None:
    alone = replace(PRINTED, proof=proven(leaf_bytes(leaf_of(RECORD, "lock", ORIGIN, SALT)), 0, 1))
    assert read_printed(print_proof(alone), policy()) == alone
    largest = print_proof(_in_a_tree(2**53, RECORD))
    assert read_printed(largest, policy()).proof.index == 2**53 - 1


def test_64_signatures_may_stand_in_a_code() -> None:
    few = [LOG.key.id + b"x", *([b"\x00" * 5] * 63)]
    assert len(read_printed(_code(signatures=few), policy()).proof.checkpoint.signatures) == 1


@pytest.mark.parametrize(("length", "good"), [(LONGEST_RECORD, True), (LONGEST_RECORD + 1, False)])
def test_a_record_has_at_most_20000_bytes(length: int, good: bool) -> None:  # noqa: FBT001 - a case
    frame = b'{"at":"x","id":"y","payload":{"p":""}}'
    record = frame.replace(b'""', b'"' + b"a" * (length - len(frame)) + b'"')
    assert len(record) == length
    if good:
        assert read_printed(_code(packed=_deflated(record)), policy()).record == record
    else:
        with pytest.raises(NoteRefused, match="too long"):
            read_printed(_code(packed=_deflated(record)), policy())


def test_a_bomb_is_not_inflated() -> None:
    bomb = _code(packed=_deflated(b" " * 10**7))
    tracemalloc.start()
    try:
        with pytest.raises(NoteRefused, match="too long"):
            read_printed(bomb, policy())
        assert tracemalloc.get_traced_memory()[1] < 10**6
    finally:
        tracemalloc.stop()


def test_a_code_has_at_most_20000_signs() -> None:
    room = 20_000 - len(PREFIX)
    for signs, why in ((room, "not base45|another version"), (room + 1, "not the proof of a certificate")):
        with pytest.raises(NoteRefused, match=why):
            read_printed(PREFIX + "0" * signs, policy())


def test_the_proof_of_another_log_is_refused() -> None:
    other = secret_of(ORIGIN, ED25519, b"\x13" * 32)
    foreign = read_policy(f"log {other.key.vkey}\nquorum none\n".encode())
    with pytest.raises(NoteRefused, match="a log that the policy does not know"):
        read_printed(TEXT, foreign)


def test_names_come_from_the_policy_by_key_id() -> None:
    both = f"log {secret_of('first.example', ED25519, b'a' * 32).key.vkey}\nlog {LOG.key.vkey}\nquorum none\n"
    found = read_printed(TEXT, read_policy(both.encode()))
    assert found.proof.checkpoint.text == PRINTED.proof.checkpoint.text
    assert found.proof.checkpoint.signatures == PRINTED.proof.checkpoint.signatures[:1]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
        (b"\xff\xff", "FGW"),
        (b"\xff", "U5"),
        (b"\x00", "00"),
    ],
)
def test_base45_is_that_of_rfc_9285(raw: bytes, text: str) -> None:
    assert base45(raw) == text
    assert unbase45(text) == raw


@pytest.mark.parametrize("text", ["A", "BB8A", "GGW", ":::", "V5", "::", "ab8", "BB\n", "B_8"])
def test_what_is_not_base45_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused, match="not base45"):
        unbase45(text)


@given(st.binary(max_size=50))
def test_base45_gives_back_what_went_in(raw: bytes) -> None:
    assert unbase45(base45(raw)) == raw


def _in_a_tree(size: int, record: Record) -> Printed:
    """The proof of the last leaf of a tree of this size, which has the longest path, among hashes that are like any."""
    raw, index = record_bytes(record), size - 1
    leaf = leaf_bytes(leaf_of(record, "lock", ORIGIN, SALT))
    path = tuple(leaf_hash(b"%d" % level) for level in range((size - 1).bit_length()))
    root = root_by_inclusion(index, size, leaf_hash(leaf), path)
    note = signed(size, root, (OMBUDSMAN, BPKP, UNIVERSITY))
    return Printed(raw, SALT, "lock", Proof(index, path, note))


def _as_long_as_they_get() -> Record:
    """A record of some 600 bytes with ids and a digest that do not compress."""
    ids = [str(UUID(bytes=leaf_hash(b"%d" % number)[:16], version=4)) for number in range(7)]
    payload = '{"digest":"' + leaf_hash(b"").hex() + '","from":"submitted","to":"determined","version":12}'
    return replace(
        RECORD, id=ids[0], object_id=ids[1], tenant=ids[2], actor=ids[3], unit=ids[4], request=ids[5],
        on_behalf_of=ids[6], role="assessor-internal", action="worksheet.determined", payload=payload,
    )  # fmt: skip


@pytest.mark.parametrize(("height", "version"), [(10, 23), (20, 27), (24, 29)])
def test_a_proof_with_three_cosignatures_among_a_million_fits_version_27(height: int, version: int) -> None:
    record = _as_long_as_they_get()
    text = print_proof(_in_a_tree(2**height, record))
    code = segno.make(text, error="l", boost_error=False, micro=False)
    told = f"2^{height}: record {len(record_bytes(record))} bytes, text {len(text)} signs, version {code.version}"
    assert 560 <= len(record_bytes(record)) <= 680, told
    assert code.version == version, told
    assert code.mode == "alphanumeric", told


def test_a_log_with_two_keys_prints_both_signatures() -> None:
    new = secret_of(ORIGIN, ED25519, b"\x11" * 32)
    old_note = PRINTED.proof.checkpoint
    both = sign_checkpoint(checkpoint_of(old_note), [(LOG.key, LOG.sign), (new.key, new.sign)])
    note = with_signatures(both, old_note.signatures)
    text = print_proof(replace(PRINTED, proof=replace(PRINTED.proof, checkpoint=note)))
    lines = f"log {LOG.key.vkey}\nlog {new.key.vkey}\nquorum none\n"
    assert len(read_printed(text, read_policy(lines.encode())).proof.checkpoint.signatures) == 2
    assert read_printed(text, policy()) == PRINTED
