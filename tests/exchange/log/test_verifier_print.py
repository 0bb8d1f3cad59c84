"""The proof in print: what a scanned code must hold, and what becomes of a damaged one."""

from __future__ import annotations

import zlib

import pytest

from pulau.exchange.log.pulau_verify import base45_bytes, parse_policy, parse_print, parse_receipt
from tests.exchange.log.honest import (
    BPKP,
    CAMPUS,
    LOG,
    OMBUDSMAN,
    POLICY,
    HonestLog,
    Signer,
    base45,
    canonical,
    checked_print,
    varint,
    weakened,
)

TREE = HonestLog(300)
PACKED = TREE.packed(77)
RECORD = canonical(TREE.record(77)).encode()


def packed(raw: bytes) -> str:
    return checked_print("PULAU1:" + base45(raw))


def with_record(record: bytes, deflated: bytes | None = None) -> bytes:
    """The code's bytes with another record, deflated anyhow."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflate.compress(record) + deflate.flush() if deflated is None else deflated
    after = PACKED.index(b"\x04lock")
    return PACKED[:33] + varint(len(data)) + data + PACKED[after:]


def test_the_code_of_each_leaf_is_valid_and_holds_its_receipt() -> None:
    policy = parse_policy(POLICY.encode())
    for index in (0, 1, 77, 255, 256, 298, 299):
        receipt = parse_print(TREE.printed(index), policy)
        assert receipt == parse_receipt(canonical(TREE.receipt(index)).encode())
        assert checked_print(TREE.printed(index)) == "valid"
    assert checked_print(HonestLog(1).printed(0)) == "valid"


def test_witnesses_count_as_in_a_receipt() -> None:
    assert checked_print(TREE.printed(77, LOG, CAMPUS, OMBUDSMAN)) == "valid"
    assert checked_print(TREE.printed(77, LOG, OMBUDSMAN)) == "unwitnessed"
    assert checked_print(TREE.printed(77, LOG, OMBUDSMAN, Signer("orang.example"))) == "unwitnessed"
    assert checked_print(TREE.printed(77, LOG, OMBUDSMAN, BPKP, Signer("orang.example"))) == "valid"


def test_the_code_of_another_log_is_refused() -> None:
    assert checked_print(TREE.printed(77, Signer("lain.example", 1), OMBUDSMAN, BPKP)) == "other-log"
    assert checked_print(TREE.printed(77, OMBUDSMAN, BPKP, LOG)) == "other-log", "the log's comes first"
    assert checked_print(TREE.printed(77, OMBUDSMAN)) == "other-log"
    assert checked_print(TREE.printed(77), "quorum none\n") == "other-log"


def test_each_character_counts() -> None:
    text = TREE.printed(77)
    for place in range(0, len(text), 13):
        other = "7" if text[place] != "7" else "8"
        damaged = text[:place] + other + text[place + 1 :]
        assert checked_print(damaged) != "valid", place


def test_a_code_that_is_cut_or_goes_on_is_refused() -> None:
    text = TREE.printed(77)
    assert {checked_print(text[:length]) for length in range(0, len(text), 3)} == {"print"}
    assert checked_print(text + "00") == "print"
    assert checked_print(text + " ") == "print"
    assert packed(PACKED + b"\x00") == "print"
    lenient = weakened("        if reader.data or len(signatures)", "        if len(signatures)")
    assert checked_print("PULAU1:" + base45(PACKED + b"\x00"), by=lenient) == "valid", "the control"


@pytest.mark.parametrize("text", ["", "PULAU1", "PULAU1:", "pulau1:" + base45(PACKED), "PULAU2:" + base45(PACKED)])
def test_what_does_not_begin_so_is_no_proof(text: str) -> None:
    assert checked_print(text) == "print"


def test_another_version_is_refused() -> None:
    assert packed(b"\x02" + PACKED[1:]) == "print"
    assert packed(b"\x00" + PACKED[1:]) == "print"


def test_the_bytes_are_those_that_were_packed() -> None:
    assert packed(PACKED) == "valid"
    assert packed(with_record(RECORD)) == "valid"
    assert packed(with_record(RECORD.replace(b'"level":2', b'"level":1'))) == "signature", "the root is another"


def test_a_record_that_is_not_canonical_is_refused() -> None:
    assert packed(with_record(RECORD + b" ")) == "not-canonical"
    assert packed(with_record(b"")) == "not-canonical"
    assert packed(with_record(b"\xff")) == "print"
    assert packed(with_record(b"{}")) in {"leaf", "signature"}


def test_a_record_that_would_fill_the_memory_is_refused() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = bomb.compress(bytes(5_000_000)) + bomb.flush()
    assert len(data) < 6_000
    assert packed(with_record(b"", data)) == "print"


def test_deflate_must_end_where_its_length_says() -> None:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflate.compress(RECORD) + deflate.flush()
    assert packed(with_record(b"", data + b"\x00")) == "print"
    assert packed(with_record(b"", data[:-1])) == "print"
    assert packed(with_record(b"", b"")) == "print"


@pytest.mark.parametrize(
    "number",
    [
        b"\x80\x00",  # nought, not in its shortest form
        b"\xcd\x80\x00",  # 77, the same
        b"\x80" * 8 + b"\x01",  # nine bytes
        b"\xff" * 8,  # no end
    ],
)
def test_a_number_in_another_form_is_refused(number: bytes) -> None:
    at = PACKED.index(b"\x04lock") + 5
    assert PACKED[at : at + 1] == varint(77)
    assert packed(PACKED[:at] + number + PACKED[at + 1 :]) == "print"


def test_an_index_beyond_the_tree_is_refused() -> None:
    at = PACKED.index(b"\x04lock") + 5
    assert packed(PACKED[:at] + varint(300) + PACKED[at + 1 :]) == "path"
    assert packed(PACKED[:at] + varint(2**56 - 1) + PACKED[at + 1 :]) == "path"
    assert packed(PACKED[:at] + varint(78) + PACKED[at + 1 :]) == "signature"


def test_more_signatures_than_a_note_may_bear_are_refused() -> None:
    assert checked_print(TREE.printed(77, LOG, OMBUDSMAN, BPKP, *[Signer("orang.example")] * 61)) == "valid"
    assert checked_print(TREE.printed(77, LOG, OMBUDSMAN, BPKP, *[Signer("orang.example")] * 62)) == "print"


@pytest.mark.parametrize(("text", "raw"), [("BB8", b"AB"), ("%69 VD92EX0", b"Hello!!"), ("UJCLQE7W581", b"base-45")])
def test_the_examples_of_rfc_9285_come_out(text: str, raw: bytes) -> None:
    assert base45_bytes(text) == raw


@pytest.mark.parametrize("text", ["A", "GGW", ":::", "::", "bb8", "BB8A", "ÅB8", "GGWA", "V5"])
def test_what_is_no_base45_is_refused(text: str) -> None:
    assert base45_bytes("U5") == b"\xff", "the largest byte; V5 would be 256"
    with pytest.raises(ValueError, match=r"base45|substring"):
        base45_bytes(text)
