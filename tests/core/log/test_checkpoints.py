"""Checkpoints and what witnesses say of them (C2SP tlog-checkpoint, tlog-cosignature)."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from pulau.core.log.checkpoints import (
    LARGEST,
    Checkpoint,
    Cosigned,
    checkpoint_of,
    cosign,
    cosigners_of,
    read_checkpoint,
    read_number,
    sign_checkpoint,
)
from pulau.core.log.notes import ED25519, Note, NoteRefused, Signature, sign_note, signers_of, with_signatures
from pulau.exchange.log.keys import secret_of, verify
from tests.core.log.made import BPKP, LOG, NOW, OMBUDSMAN, ORIGIN, STRANGER, UNIVERSITY, signed

ROOT = bytes(range(32))
CODED = base64.b64encode(ROOT).decode()
HEAD = Checkpoint(ORIGIN, 20852163, ROOT)


def test_a_checkpoint_is_three_lines() -> None:
    assert HEAD.body == f"pulau.example/log\n20852163\n{CODED}\n"


def test_a_checkpoint_reads_back_with_the_note_it_stands_in() -> None:
    note = sign_checkpoint(HEAD, [(LOG.key, LOG.sign)])
    assert read_checkpoint(str(note).encode()) == (HEAD, note)
    assert signers_of(note, [LOG.key], verify) == (LOG.key,)


def test_while_keys_are_changed_both_sign() -> None:
    new = secret_of(ORIGIN, ED25519, b"\x11" * 32)
    note = sign_checkpoint(HEAD, [(LOG.key, LOG.sign), (new.key, new.sign)])
    assert signers_of(note, [new.key, LOG.key], verify) == (new.key, LOG.key)


def test_extension_lines_are_passed_over_and_signed_all_the_same() -> None:
    note = Note(f"{HEAD.body}extension 1\nmore\n", ())
    assert checkpoint_of(note) == HEAD
    signature = cosign(note, BPKP.key, BPKP.sign, NOW)
    assert cosigners_of(with_signatures(note, [signature]), [BPKP.key], verify) == (Cosigned(BPKP.key, NOW),)
    with pytest.raises(NoteRefused, match="is bad"):
        cosigners_of(Note(HEAD.body, (signature,)), [BPKP.key], verify)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "three lines"),
        (f"{ORIGIN}\n5\n", "three lines"),
        (f"\n5\n{CODED}\n", "three lines"),
        (f"{ORIGIN}\n5\n{CODED}\n\n", "none of them empty"),
        (f"{ORIGIN}\n5\n{CODED}\n\nmore\n", "none of them empty"),
        (f"{ORIGIN}\n05\n{CODED}\n", "not a number"),
        (f"{ORIGIN}\n-5\n{CODED}\n", "not a number"),
        (f"{ORIGIN}\n5 \n{CODED}\n", "not a number"),
        (f"{ORIGIN}\n5\n{base64.b64encode(ROOT[:31]).decode()}\n", "a root has 32 bytes"),
        (f"{ORIGIN}\n5\n{base64.b64encode(ROOT + b'x').decode()}\n", "a root has 32 bytes"),
        (f"{ORIGIN}\n5\n{CODED[:-1]}\n", "not base64"),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(NoteRefused, match=why):
        checkpoint_of(Note(text, ()))


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("10", 10), ("9223372036854775807", LARGEST)])
def test_a_number_is_decimal(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "00", "01", "+1", "-1", "1.0", "1e3", " 1", "1\n", "٣", "9223372036854775808", "1" + "0" * 5000]
)
def test_a_number_has_no_sign_zero_before_it_or_place_above_2_to_the_63(text: str) -> None:
    with pytest.raises(NoteRefused, match="not a number as it is written here"):
        read_number(text)


def test_a_cosignature_is_eight_bytes_of_time_and_a_signature_over_both() -> None:
    note = sign_checkpoint(HEAD, [(LOG.key, LOG.sign)])
    signature = cosign(note, OMBUDSMAN.key, OMBUDSMAN.sign, NOW)
    assert (signature.name, signature.key_id) == (OMBUDSMAN.key.name, OMBUDSMAN.key.id)
    assert signature.value[:8] == NOW.to_bytes(8, "big")
    message = f"cosignature/v1\ntime {NOW}\n{HEAD.body}".encode()
    assert verify(OMBUDSMAN.key.public, message, signature.value[8:])
    assert len(signature.value) == 72


def test_cosigners_are_the_known_witnesses_in_their_order_each_with_the_earliest_time() -> None:
    note = signed(5, ROOT, [STRANGER, BPKP, OMBUDSMAN])
    later, earlier = (cosign(note, BPKP.key, BPKP.sign, at) for at in (NOW + 60, NOW - 60))
    asked = [OMBUDSMAN.key, BPKP.key, UNIVERSITY.key]
    expected = (Cosigned(OMBUDSMAN.key, NOW), Cosigned(BPKP.key, NOW - 60))
    assert cosigners_of(with_signatures(note, [later, earlier]), asked, verify) == expected
    assert cosigners_of(signed(5, ROOT, []), asked, verify) == ()


@pytest.mark.parametrize("at", [-1, LARGEST + 1])
def test_there_is_no_time_before_1970_nor_after_eight_bytes(at: int) -> None:
    with pytest.raises(NoteRefused, match="no such time"):
        cosign(signed(5, ROOT), BPKP.key, BPKP.sign, at)


@pytest.mark.parametrize("at", [0, LARGEST])
def test_the_first_and_the_last_second_are_times(at: int) -> None:
    note = signed(5, ROOT, [BPKP], at)
    assert cosigners_of(note, [BPKP.key], verify) == (Cosigned(BPKP.key, at),)


def _changed(value: bytes, kind: str) -> bytes:
    return {
        "another time": (NOW + 1).to_bytes(8, "big") + value[8:],
        "no time": value[8:],
        "cut": value[:-1],
        "more": value + b"\x00",
        "empty": b"",
        "flipped": value[:-1] + bytes([value[-1] ^ 1]),
    }[kind]


@pytest.mark.parametrize("kind", ["another time", "no time", "cut", "more", "empty", "flipped"])
def test_a_bad_cosignature_of_a_known_witness_spoils_the_checkpoint(kind: str) -> None:
    note = signed(5, ROOT, [OMBUDSMAN, BPKP])
    bad = note.signatures[-1]
    bad = Signature(bad.name, bad.key_id, _changed(bad.value, kind))
    for signatures in ((*note.signatures[:-1], bad), (*note.signatures, bad)):
        with pytest.raises(NoteRefused, match=r"a cosignature of bpkp\.example is bad"):
            cosigners_of(Note(note.text, signatures), [OMBUDSMAN.key, BPKP.key], verify)
        assert cosigners_of(Note(note.text, signatures), [OMBUDSMAN.key], verify) == (Cosigned(OMBUDSMAN.key, NOW),)


def test_a_time_above_2_to_the_63_is_bad_whoever_signed_it() -> None:
    note = signed(5, ROOT, [])
    at = LARGEST + 1
    value = at.to_bytes(8, "big") + BPKP.sign(f"cosignature/v1\ntime {at}\n{note.text}".encode())
    with pytest.raises(NoteRefused, match="is bad"):
        cosigners_of(with_signatures(note, [Signature(BPKP.key.name, BPKP.key.id, value)]), [BPKP.key], verify)


def test_a_signature_of_the_note_alone_is_no_cosignature() -> None:
    note = signed(5, ROOT, [])
    plain = sign_note(note.text, BPKP.key, BPKP.sign)
    with pytest.raises(NoteRefused, match="is bad"):
        cosigners_of(with_signatures(note, [plain]), [BPKP.key], verify)


def test_a_cosignature_of_another_checkpoint_is_bad() -> None:
    note = signed(5, ROOT)
    other = replace(note, text=Checkpoint(ORIGIN, 6, ROOT).body)
    with pytest.raises(NoteRefused, match="is bad"):
        cosigners_of(other, [BPKP.key], verify)
