"""Signed notes and keys, as C2SP signed-note and Go's note package write and read them."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.log.notes import (
    COSIGNATURE,
    ED25519,
    LONGEST_NOTE,
    MOST_SIGNATURES,
    Key,
    Note,
    NoteRefused,
    Signature,
    read_key,
    read_note,
    read_signatures,
    sign_note,
    signers_of,
    unbase64,
    with_signatures,
)
from pulau.exchange.log.keys import secret_of, verify
from tests.core.log.made import BPKP, LOG, STRANGER

GO = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
"""The example of the documentation of golang.org/x/mod/sumdb/note."""
TEXT = "A text.\n\nIts second part.\n"
SECOND = secret_of("second.example", ED25519, b"\x09" * 32)


def _note() -> Note:
    return Note(TEXT, (sign_note(TEXT, LOG.key, LOG.sign), sign_note(TEXT, SECOND.key, SECOND.sign)))


def test_the_example_of_gos_note_package_is_signed_by_its_key() -> None:
    note, key = read_note(GO_NOTE.encode()), read_key(GO, ED25519)
    assert signers_of(note, [key], verify) == (key,)
    assert str(note) == GO_NOTE
    assert key.vkey == GO


def test_a_key_id_is_made_of_name_kind_and_key() -> None:
    key = Key("a.example", COSIGNATURE, b"\x07" * 32)
    assert key.id == hashlib.sha256(b"a.example\n\x04" + b"\x07" * 32).digest()[:4]
    coded = base64.b64encode(b"\x04" + b"\x07" * 32).decode()
    assert key.vkey == f"a.example+{key.id.hex()}+{coded}"
    assert read_key(key.vkey, ED25519, COSIGNATURE) == key
    assert key.id != Key("a.example", ED25519, b"\x07" * 32).id


@pytest.mark.parametrize(
    "name",
    ["", "a b", "a+b", "a\tb", "a\nb", "a\u00a0b", "a\u3000b", "a\u2028", "a\x00b", "\x1f", "\ud800"],
)
def test_a_name_has_no_space_plus_or_control_sign_and_can_be_written(name: str) -> None:
    with pytest.raises(NoteRefused, match="a key has a name in UTF-8 without spaces and plus"):
        Key(name, ED25519, b"\x00" * 32)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_has_32_bytes(length: int) -> None:
    with pytest.raises(NoteRefused, match="as many bytes as its kind"):
        Key("a.example", ED25519, b"\x00" * length)


def test_a_name_may_stand_in_any_script() -> None:
    key = Key("Ombudsman—ꦗꦮ/log", ED25519, b"\x07" * 32)
    assert read_key(key.vkey, ED25519) == key


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "a.example",
        "a.example+00000000",
        "a.example+00000000+",
        "a.example+00000000+!!!!",
        BPKP.key.vkey,  # of another kind
        LOG.key.vkey[:-4],
        LOG.key.vkey + "AAAA",
        LOG.key.vkey + " ",
    ],
)
def test_what_is_no_key_of_this_kind_is_refused(vkey: str) -> None:
    with pytest.raises(NoteRefused, match=r"not base64|of a kind that belongs here"):
        read_key(vkey, ED25519)


def test_a_key_with_the_id_of_another_is_refused() -> None:
    for wrong in (
        LOG.key.vkey.replace(LOG.key.id.hex(), BPKP.key.id.hex()),
        LOG.key.vkey.replace(LOG.key.id.hex(), LOG.key.id.hex().upper()),
        "other" + LOG.key.vkey,
    ):
        with pytest.raises(NoteRefused, match="the key's id does not belong to it"):
            read_key(wrong, ED25519)


def test_a_note_reads_back_as_it_was_written() -> None:
    note = _note()
    assert read_note(str(note).encode()) == note
    assert str(note) == TEXT + "\n" + "".join(each.line for each in note.signatures)
    assert note.signatures[0].line.startswith(f"— {LOG.key.name} ")


def test_the_last_empty_line_parts_text_and_signatures() -> None:
    line = _note().signatures[0].line
    assert read_note(f"a\n\nb\n\n{line}".encode()).text == "a\n\nb\n"
    assert read_note(f"a\n\n\n{line}".encode()).text == "a\n\n"
    assert read_note(f"\n\n{line}".encode()).text == "\n"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "a note is text, an empty line, and lines"),
        (b"text\n", "a note is text, an empty line, and lines"),
        (b"text\n\n", "a note is text, an empty line, and lines"),
        ("text\n\n— a.example AAAAAAA=".encode(), "a note is text, an empty line, and lines"),
        ("te\x00xt\n\n— a.example AAAAAAA=\n".encode(), "a note is text, an empty line, and lines"),
        ("te\rxt\n\n— a.example AAAAAAA=\n".encode(), "a note is text, an empty line, and lines"),
        ("te\txt\n\n— a.example AAAAAAA=\n".encode(), "a note is text, an empty line, and lines"),
        ("te\x1fxt\n\n— a.example AAAAAAA=\n".encode(), "a note is text, an empty line, and lines"),
        (b"te\xffxt\n\n", "a note is UTF-8"),
        (b"text\n\n- a.example AAAAAAA=\n", "not base64"),
        ("text\n\n—a.example AAAAAAA=\n".encode(), "a line of a signature is a dash"),
        (b"text\n\na.example AAAAAAA=\n", "a line of a signature is a dash"),
        ("text\n\n— a.example AAAAAA==\n".encode(), "a line of a signature is a dash"),
        ("text\n\n— a+b AAAAAAA=\n".encode(), "a line of a signature is a dash"),
        ("text\n\n—  AAAAAAA=\n".encode(), "a line of a signature is a dash"),
        ("text\n\n— a.example\n".encode(), "a line of a signature is a dash"),
        ("text\n\n— a.example AAAAAAA= \n".encode(), "not base64"),
        ("text\n\n— a.example AAAAAAA\n".encode(), "not base64"),
        ("text\n\n— a.example AAAAAAB=\n".encode(), "canonical"),
    ],
)
def test_what_is_no_note_is_refused_with_its_reason(raw: bytes, why: str) -> None:
    with pytest.raises(NoteRefused, match=why):
        read_note(raw)


def test_a_signature_has_at_least_a_byte_beside_the_key_id() -> None:
    assert read_note("t\n\n— a.example AAAAAAE=\n".encode()).signatures == (
        Signature("a.example", b"\x00" * 4, b"\x01"),
    )


def test_a_note_has_at_most_64_signatures_and_a_million_bytes() -> None:
    line = _note().signatures[0].line
    assert len(read_note(f"text\n\n{line * MOST_SIGNATURES}".encode()).signatures) == 64
    with pytest.raises(NoteRefused, match="1 to 64 signatures"):
        read_note(f"text\n\n{line * (MOST_SIGNATURES + 1)}".encode())
    longest = b"x" * (LONGEST_NOTE - len(f"\n\n{line}".encode())) + f"\n\n{line}".encode()
    assert len(longest) == 1_000_000
    assert len(read_note(longest).signatures) == 1
    with pytest.raises(NoteRefused, match="too long"):
        read_note(b"x" + longest)


def test_lines_of_signatures_are_read_without_their_note() -> None:
    note = _note()
    assert read_signatures("".join(each.line for each in note.signatures)) == note.signatures
    with pytest.raises(NoteRefused, match="no end"):
        read_signatures(note.signatures[0].line.rstrip("\n"))
    with pytest.raises(NoteRefused, match="1 to 64"):
        read_signatures("")
    with pytest.raises(NoteRefused, match="a dash"):
        read_signatures("— a\x01b AAAAAAE=\n")


@pytest.mark.parametrize("text", ["", "text", "text\r\n", "te\x00xt\n"])
def test_only_the_text_of_a_note_is_signed(text: str) -> None:
    with pytest.raises(NoteRefused, match="ends in a newline"):
        sign_note(text, LOG.key, LOG.sign)


def test_signers_are_those_of_the_known_keys_whose_signature_is_good() -> None:
    note = _note()
    assert signers_of(note, [SECOND.key, STRANGER.key, LOG.key], verify) == (SECOND.key, LOG.key)
    assert signers_of(note, [STRANGER.key], verify) == ()
    assert note.signed_by(SECOND.key) == (note.signatures[1],)
    assert signers_of(with_signatures(note, note.signatures[:1]), [LOG.key], verify) == (LOG.key,)


def test_a_key_of_the_same_name_or_the_same_id_alone_is_another() -> None:
    good = sign_note(TEXT, LOG.key, LOG.sign)
    for odd in (Signature(good.name, b"\x00" * 4, b"bad"), Signature("other.example", good.key_id, b"bad")):
        assert signers_of(Note(TEXT, (odd, good)), [LOG.key], verify) == (LOG.key,)


@pytest.mark.parametrize("value", [b"\x00" * 64, b"\x01", LOG.sign(TEXT.encode()) + b"\x00", LOG.sign(b"other\n")])
def test_a_bad_signature_of_a_known_key_spoils_the_note_even_beside_a_good_one(value: bytes) -> None:
    bad = Signature(LOG.key.name, LOG.key.id, value)
    for signatures in ((bad,), (bad, *_note().signatures), (*_note().signatures, bad)):
        with pytest.raises(NoteRefused, match=f"a signature of {LOG.key.name} is bad"):
            signers_of(Note(TEXT, signatures), [SECOND.key, LOG.key], verify)


def test_a_signature_that_stands_there_is_not_added_again() -> None:
    note, new = _note(), sign_note(TEXT, STRANGER.key, STRANGER.sign)
    assert with_signatures(note, [note.signatures[1], new, new]) == Note(TEXT, (*note.signatures, new))
    assert with_signatures(note, []) == note


@pytest.mark.parametrize("text", ["A", "AA", "AAA", "AA=", "AB==", "AAB=", "AA==AA==", "A A=", "AA==\n", "AA-_", "é"])
def test_base64_has_one_form(text: str) -> None:
    with pytest.raises(NoteRefused, match="base64"):
        unbase64(text)


@given(st.binary(max_size=40))
def test_base64_gives_back_what_went_in(raw: bytes) -> None:
    assert unbase64(base64.b64encode(raw).decode()) == raw


@given(st.binary(max_size=200))
def test_no_bytes_do_more_to_the_reader_than_be_refused(raw: bytes) -> None:
    for told in (raw, b"text\n\n" + raw, "text\n\n— ".encode() + raw + b"\n"):
        try:
            note = read_note(told)
        except NoteRefused:
            continue
        assert str(note).encode() == told
