"""Proofs (C2SP tlog-proof), and what witnesses are asked (tlog-witness)."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from pulau.core.log.checkpoints import Checkpoint, Cosigned, checkpoint_of
from pulau.core.log.notes import Note, NoteRefused, sign_note
from pulau.core.log.policies import read_policy
from pulau.core.log.proofs import LONGEST, Growth, Proof, accept, prove, read_growth, read_proof
from pulau.core.log.tree import consistency_proof, leaf_hash, root_of
from pulau.exchange.log.keys import verify
from tests.core.log.made import (
    BPKP,
    LOG,
    NOW,
    OMBUDSMAN,
    STRANGER,
    UNIVERSITY,
    entry,
    leaves,
    policy,
    proven,
    signed,
    subtree_of,
)

LEAF = entry()[1]
PROOF = proven(LEAF)
HASHES = [leaf_hash(each) for each in leaves(20)]
HASH_LINE = base64.b64encode(b"\x01" * 32).decode()


def _changed(old: str, new: str) -> bytes:
    text = str(PROOF)
    assert old in text
    return text.replace(old, new, 1).encode()


def test_a_proof_is_a_head_an_index_the_path_and_the_checkpoint() -> None:
    lines = str(PROOF).split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 3"]
    assert [base64.b64decode(each) for each in lines[2:6]] == list(PROOF.path)
    assert lines[6] == ""
    assert "\n".join(lines[7:]) == str(PROOF.checkpoint)
    assert read_proof(str(PROOF).encode()) == PROOF


def test_the_path_of_the_only_leaf_is_empty() -> None:
    alone = proven(LEAF, 0, 1)
    assert str(alone).startswith("c2sp.org/tlog-proof@v1\nindex 0\n\npulau.example/log\n1\n")
    assert read_proof(str(alone).encode()) == alone
    assert prove(LEAF, alone, policy(), verify).checkpoint.size == 1


def test_an_extra_line_is_passed_over() -> None:
    assert read_proof(_changed("\nindex", "\nextra AAAA\nindex")) == PROOF
    for wrong in ("\nextra AAAA\nextra AAAA\nindex", "\nextra\nindex"):
        with pytest.raises(NoteRefused, match="tells the index"):
            read_proof(_changed("\nindex", wrong))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("@v1", "@v2", "not a proof"),
        ("c2sp", " c2sp", "not a proof"),
        ("\nindex 3", "", "tells the index"),
        ("index 3", "index", "tells the index"),
        ("index 3", "Index 3", "tells the index"),
        ("index 3", "index  3", "not a number"),
        ("index 3", "index 03", "not a number"),
        ("index 3", "index -3", "not a number"),
        ("index 3\n", f"index 3\n{HASH_LINE[:-4]}\n", "a path has at most 63 hashes of 32 bytes"),
        ("index 3\n", "index 3\nx\n", "not base64"),
        ("index 3\n", f"index 3\n{HASH_LINE}\n" + f"{HASH_LINE}\n" * 59, "at most 63 hashes"),
        ("\n11\n", "\n", "a checkpoint has at least three lines"),
    ],
)
def test_what_is_no_proof_is_refused_with_its_reason(old: str, new: str, why: str) -> None:
    with pytest.raises(NoteRefused, match=why):
        read_proof(_changed(old, new))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "not a proof"),
        (b"c2sp.org/tlog-proof@v1", "not a proof"),
        (b"c2sp.org/tlog-proof@v1\n\n", "tells the index"),
        (b"c2sp.org/tlog-proof@v1\nextra AAAA\n\n", "tells the index"),
        (b"c2sp.org/tlog-proof@v1\nindex 0\xff\n\n", "a proof is UTF-8"),
        (b"c2sp.org/tlog-proof@v1\nindex 0\n\n", "a note is text"),
    ],
)
def test_what_is_cut_is_no_proof(raw: bytes, why: str) -> None:
    with pytest.raises(NoteRefused, match=why):
        read_proof(raw)


def test_a_path_may_have_63_hashes_and_a_proof_a_million_bytes() -> None:
    assert len(read_proof(str(replace(PROOF, path=(b"\x01" * 32,) * 63)).encode()).path) == 63
    short = len(_changed("\nindex", "\nextra \nindex"))
    longest = _changed("\nindex", "\nextra " + "A" * (LONGEST - short) + "\nindex")
    assert len(longest) == 1_000_000
    assert read_proof(longest) == PROOF
    with pytest.raises(NoteRefused, match="not a proof"):
        read_proof(longest.replace(b"extra ", b"extra A"))


def test_a_checkpoint_is_accepted_when_a_log_of_the_policy_signed_it() -> None:
    note = signed(11, b"\x01" * 32, [UNIVERSITY, STRANGER, OMBUDSMAN])
    accepted = accept(note, policy(), verify)
    assert accepted.checkpoint == checkpoint_of(note)
    assert accepted.witnesses == (Cosigned(OMBUDSMAN.key, NOW), Cosigned(UNIVERSITY.key, NOW))
    assert accepted.quorum


@pytest.mark.parametrize("witnesses", [(), (OMBUDSMAN,), (BPKP, UNIVERSITY), (OMBUDSMAN, STRANGER)])
def test_without_the_quorum_a_checkpoint_is_accepted_as_unwitnessed(witnesses: tuple[object, ...]) -> None:
    found = accept(signed(11, b"\x01" * 32, witnesses), policy(), verify)  # type: ignore[arg-type]  # the tuple's kinds
    assert not found.quorum


def test_a_checkpoint_that_no_log_of_the_policy_signed_is_refused() -> None:
    note = signed(11, b"\x01" * 32)
    with pytest.raises(NoteRefused, match="no log of the policy signed"):
        accept(Note(note.text, note.signatures[1:]), policy(), verify)
    with pytest.raises(NoteRefused, match="no log of the policy signed"):
        accept(note, read_policy(b"quorum none\n"), verify)
    with pytest.raises(NoteRefused, match="no log of the policy signed"):
        accept(replace(note, text=note.text.replace("pulau.example", "other.example")), policy(), verify)


def test_a_changed_checkpoint_is_refused() -> None:
    note = signed(11, b"\x01" * 32)
    with pytest.raises(NoteRefused, match=r"a signature of pulau\.example/log is bad"):
        accept(replace(note, text=note.text.replace("\n11\n", "\n12\n")), policy(), verify)


def test_a_leaf_is_proven_by_its_path_to_the_root() -> None:
    accepted = prove(LEAF, PROOF, policy(), verify)
    assert accepted.checkpoint.size == 11
    assert accepted.quorum
    assert not prove(LEAF, proven(LEAF, witnesses=()), policy(), verify).quorum


@pytest.mark.parametrize(
    ("proof", "why"),
    [
        (replace(PROOF, index=2), "does not lead to the root"),
        (replace(PROOF, path=(*PROOF.path[:-1], b"\x01" * 32)), "does not lead to the root"),
        (replace(PROOF, index=11), "leaf 11 is not in a tree of 11"),
        (replace(PROOF, path=PROOF.path[:-1]), "the path is too short"),
        (replace(PROOF, path=(*PROOF.path, b"\x01" * 32)), "the path is too long"),
    ],
)
def test_a_proof_of_another_place_or_path_is_refused(proof: Proof, why: str) -> None:
    with pytest.raises(NoteRefused, match=why):
        prove(LEAF, proof, policy(), verify)


def test_another_leaf_is_not_proven() -> None:
    with pytest.raises(NoteRefused, match="does not lead to the root"):
        prove(LEAF + b" ", PROOF, policy(), verify)


def test_the_log_signs_what_it_signs_for_its_own_origin_only() -> None:
    text = Checkpoint("other.example", 1, leaf_hash(LEAF)).body
    foreign = Proof(0, (), Note(text, (sign_note(text, LOG.key, LOG.sign),)))
    with pytest.raises(NoteRefused, match="no log of the policy"):
        prove(LEAF, foreign, policy(), verify)


def _growth(old: int, size: int) -> Growth:
    path = consistency_proof(old, size, subtree_of(HASHES))
    return Growth(old, path, signed(size, root_of(HASHES[:size]), []))


@pytest.mark.parametrize(("old", "size"), [(0, 0), (0, 7), (3, 7), (4, 8), (7, 7), (6, 19)])
def test_a_request_to_cosign_reads_back_and_holds(old: int, size: int) -> None:
    growth = _growth(old, size)
    assert str(growth).startswith(f"old {old}\n")
    assert read_growth(str(growth).encode()) == growth
    assert growth.holds(root_of(HASHES[:old]))
    assert not growth.holds(b"\x01" * 32)


def test_a_request_says_the_old_size_the_path_and_the_checkpoint() -> None:
    growth = _growth(6, 19)
    path = "".join(base64.b64encode(each).decode() + "\n" for each in growth.path)
    assert str(growth) == f"old 6\n{path}\n{growth.checkpoint}"
    assert not replace(growth, path=growth.path[:-1]).holds(root_of(HASHES[:6]))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("old 6", "new 6", "begins with the old size"),
        ("old 6", "old", "begins with the old size"),
        ("old 6", "old 06", "not a number"),
        ("old 6", "old 6\u0667", "not a number"),
        ("old 6", "old 20", "the old size is above the new one"),
        ("old 6\n", f"old 6\n{HASH_LINE[:-4]}\n", "at most 63 hashes of 32 bytes"),
        ("old 6\n", "old 6\n" + f"{HASH_LINE}\n" * 62, "at most 63 hashes of 32 bytes"),
        ("old 6\n", "old 6\nx\n", "not base64"),
        ("\n19\n", "\nx\n", "not a number"),
    ],
)
def test_what_is_no_request_is_refused_with_its_reason(old: str, new: str, why: str) -> None:
    text = str(_growth(6, 19))
    assert old in text
    with pytest.raises(NoteRefused, match=why):
        read_growth(text.replace(old, new, 1).encode())


@pytest.mark.parametrize("raw", [b"", b"old 0", b"old 0\n", b"old 0\n" + b"x" * LONGEST])
def test_what_is_cut_or_too_long_is_no_request(raw: bytes) -> None:
    with pytest.raises(NoteRefused, match="begins with the old size"):
        read_growth(raw)


def test_a_request_has_at_most_a_million_bytes() -> None:
    growth = _growth(6, 19)
    extension = "x" * (LONGEST - len(str(growth).encode()) - 1) + "\n"
    long = replace(growth, checkpoint=replace(growth.checkpoint, text=growth.checkpoint.text + extension))
    longest = str(long).encode()
    assert len(longest) == 1_000_000
    assert read_growth(longest) == long
    with pytest.raises(NoteRefused, match="begins with the old size"):
        read_growth(longest.replace(b"x", b"xx", 1))


def test_a_request_may_have_63_hashes() -> None:
    growth = replace(_growth(6, 19), path=(b"\x01" * 32,) * 63)
    assert read_growth(str(growth).encode()) == growth
