"""What a person keeps of an entry, and what makes it valid."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pulau.core.log.entries import commitment
from pulau.core.log.notes import NoteRefused
from pulau.core.log.receipts import LONGEST, Receipt, check_receipt, names_digest, read_receipt
from pulau.exchange.log.keys import verify
from tests.core.log.made import RECORD, SALT, entry, named, policy, proven, receipt

GOOD = receipt()
OTHER = receipt(named(RECORD, id="another"))
TOLD = json.loads(str(GOOD))


def test_a_receipt_is_one_object_of_texts() -> None:
    assert list(TOLD) == ["format", "record", "salt", "leaf", "proof"]
    assert TOLD["format"] == "pulau-receipt/1"
    assert (TOLD["record"].encode(), TOLD["leaf"].encode()) == entry()
    assert str(GOOD).endswith("}\n")
    assert read_receipt(str(GOOD).encode()) == GOOD


def test_a_receipt_has_a_line_for_each_text() -> None:
    lines = [f' "{name}": {json.dumps(text, ensure_ascii=False)}' for name, text in TOLD.items()]
    assert str(GOOD) == "{\n" + ",\n".join(lines) + "\n}\n"


def test_a_receipt_keeps_texts_of_any_script() -> None:
    odd = receipt(named(RECORD, action='ꦗꦮ — "\u2028\x7f'))
    assert "ꦗꦮ" in str(odd)
    assert read_receipt(str(odd).encode()) == odd
    assert check_receipt(odd, policy(), verify).quorum


def test_a_receipt_is_valid_with_the_quorum_and_unwitnessed_without() -> None:
    accepted = check_receipt(GOOD, policy(), verify)
    assert accepted.quorum
    assert accepted.checkpoint.size == 11
    assert not check_receipt(receipt(witnesses=()), policy(), verify).quorum


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff",
        b"[" * 100_000,
        json.dumps({**TOLD, "more": "x"}).encode(),
        json.dumps({**TOLD, "format": "pulau-receipt/2"}).encode(),
        *(json.dumps({name: text for name, text in TOLD.items() if name != left}).encode() for left in TOLD),
        *(json.dumps({**TOLD, name: 1}).encode() for name in TOLD),
        *(json.dumps({**TOLD, name: "\ud800"}).encode() for name in TOLD),
        str(GOOD).replace("{", '{"salt": "", ', 1).encode(),
        str(GOOD).encode("utf-16"),
        str(GOOD).encode("utf-8-sig"),
    ],
)
def test_what_is_no_receipt_is_refused(raw: bytes) -> None:
    with pytest.raises(NoteRefused, match="not a receipt"):
        read_receipt(raw)


def test_a_receipt_is_not_longer_than_a_million_bytes() -> None:
    longest = str(GOOD).encode().ljust(LONGEST)
    assert len(longest) == 1_000_000
    assert read_receipt(longest) == GOOD
    with pytest.raises(NoteRefused, match="not a receipt"):
        read_receipt(longest + b" ")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (replace(GOOD, salt=bytes(32).hex()), "not the one that was committed to"),
        (replace(GOOD, salt=GOOD.salt.upper()), "a salt is 64 hex digits in lower case"),
        (replace(GOOD, salt=GOOD.salt[:-2]), "a salt is 64 hex digits"),
        (replace(GOOD, salt=f"{GOOD.salt[:2]} {GOOD.salt[2:]}"), "a salt is 64 hex digits"),
        (replace(GOOD, salt=GOOD.salt + "\n"), "a salt is 64 hex digits"),
        (replace(GOOD, record=GOOD.record.replace("81.25", "91.25")), "not the one that was committed to"),
        (replace(GOOD, record=GOOD.record + " "), "not an object in its canonical form"),
        (replace(GOOD, record=OTHER.record), "the leaf is of another record"),
        (replace(GOOD, leaf=OTHER.leaf), "the leaf is of another record"),
        (replace(OTHER, proof=GOOD.proof), "the path does not lead to the root"),
        (replace(GOOD, leaf=GOOD.leaf.replace('"lock"', '"score"')), "the path does not lead to the root"),
        (replace(GOOD, leaf="{}"), "a leaf of another version"),
        (replace(GOOD, proof=""), "not a proof"),
        (replace(GOOD, proof=GOOD.proof.replace("\n11\n", "\n12\n")), "is bad"),
        (replace(GOOD, proof=GOOD.proof.replace("pulau.example/log\n11", "x.example\n11")), "no log of the policy"),
    ],
)
def test_a_receipt_of_which_anything_does_not_hold_is_refused(wrong: Receipt, why: str) -> None:
    with pytest.raises(NoteRefused, match=why):
        check_receipt(wrong, policy(), verify)


def test_a_leaf_that_names_another_log_is_refused_though_it_stands_in_this_one() -> None:
    raw, leaf = entry()
    foreign = leaf.replace(b'"log":"pulau.example/log"', b'"log":"other.example/log"')
    assert foreign != leaf
    wrong = Receipt(raw.decode(), SALT.hex(), foreign.decode(), str(proven(foreign)))
    with pytest.raises(NoteRefused, match="the leaf names another log"):
        check_receipt(wrong, policy(), verify)


def test_a_record_that_is_not_canonical_is_refused_though_it_was_committed_to() -> None:
    raw, leaf = entry()
    spaced = raw.replace(b'"v":1', b'"v": 1')
    leaf = leaf.replace(commitment(SALT, raw).encode(), commitment(SALT, spaced).encode())
    with pytest.raises(NoteRefused, match="canonical"):
        check_receipt(Receipt(spaced.decode(), SALT.hex(), leaf.decode(), str(proven(leaf))), policy(), verify)


@pytest.mark.parametrize(
    ("payload", "belongs"),
    [
        ('{"digest":"D"}', True),
        ('{"files":[{"name":"x","sha256":"D"},1]}', True),
        ('{"a":{"b":[["D"]]}}', True),
        ('{"D":"x"}', False),
        ('{"digest":"xD"}', False),
        ('{"digest":null}', False),
        ("", False),
    ],
)
def test_a_file_belongs_where_its_digest_stands_as_a_value_of_the_payload(payload: str, belongs: bool) -> None:  # noqa: FBT001 - a case
    digest = "cd" * 32
    kept = receipt(named(RECORD, payload=payload.replace("D", digest)))
    assert names_digest(kept, digest) == belongs
    assert not names_digest(receipt(named(RECORD, object_id=digest)), digest)
