"""The published vectors are what the code makes; the rules and the public verifier find the same in them."""

from __future__ import annotations

import hashlib
import json
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pulau.core.log.checkpoints import read_checkpoint
from pulau.core.log.entries import RecordRefused, commitment, read_leaf, read_object
from pulau.core.log.notes import COSIGNATURE, ED25519, NoteRefused, read_key
from pulau.core.log.policies import PolicyRefused, read_policy
from pulau.core.log.printed import read_printed
from pulau.core.log.proofs import accept, prove, read_growth
from pulau.core.log.receipts import check_receipt, names_digest, read_receipt
from pulau.core.log.tree import is_consistent, leaf_hash, root_by_inclusion, root_of
from pulau.exchange.log import pulau_verify
from pulau.exchange.log.keys import secret_of, verify

FILE = Path("docs/domain/log-vectors.json")
TOLD: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
POLICY = read_policy(TOLD["policy"].encode())
HASHES = [leaf_hash(each.encode()) for each in TOLD["leaves"]]
ENTRY = TOLD["entry"]
INVALID = [pytest.param(each["what"], each["text"], id=f"{each['what']}: {each['why']}") for each in TOLD["invalid"]]


@cache
def _root(size: int) -> bytes:
    return root_of(HASHES[:size])


def _path(told: dict[str, Any]) -> list[bytes]:
    return [bytes.fromhex(each) for each in told["path"]]


def test_the_file_is_what_the_code_makes() -> None:
    assert runpy.run_path("tools/log_vectors.py")["text"]() == FILE.read_text(encoding="utf-8"), (
        "run `python tools/log_vectors.py`, and say in the commit why the formats changed"
    )


def test_the_keys_follow_from_their_seeds() -> None:
    for told in TOLD["keys"]:
        secret = secret_of(told["name"], told["type"], bytes.fromhex(told["seed"]))
        assert read_key(told["vkey"], ED25519, COSIGNATURE) == secret.key
        assert (secret.key.id.hex(), secret.key.public.hex(), secret.text) == (
            told["id"],
            told["public"],
            told["secret"],
        )


def test_the_leaf_commits_to_the_record() -> None:
    record, salt = ENTRY["record"].encode(), bytes.fromhex(ENTRY["salt"])
    assert read_object(record)["payload"] == json.loads(ENTRY["fields"]["payload"])
    assert ENTRY["commitment"] == commitment(salt, record) == hashlib.sha256(salt + record).hexdigest()
    assert read_leaf(ENTRY["leaf"].encode()).commit == ENTRY["commitment"]
    assert ENTRY["leaf_hash"] == leaf_hash(ENTRY["leaf"].encode()).hex() == HASHES[203].hex()


def test_every_path_leads_to_its_root_here_and_in_the_verifier() -> None:
    assert [each.hex() for each in HASHES[:8]] == TOLD["leaf_hashes"]
    assert {size: _root(int(size)).hex() for size in TOLD["roots"]} == TOLD["roots"]
    for told in TOLD["inclusion"]:
        index, size, path = told["index"], told["size"], _path(told)
        assert root_by_inclusion(index, size, HASHES[index], path) == _root(size)
        assert pulau_verify.root_from_path(index, size, HASHES[index], path) == _root(size)


def test_every_tree_is_consistent_with_its_beginning_here_and_in_the_verifier() -> None:
    for told in TOLD["consistency"]:
        old, size, path = told["old"], told["size"], _path(told)
        assert is_consistent((old, _root(old)), (size, _root(size)), path)
        assert pulau_verify.is_consistent((old, size), (_root(old), _root(size)), path)


def test_the_checkpoint_is_signed_and_cosigned() -> None:
    checkpoint, note = read_checkpoint(TOLD["checkpoint"]["note"].encode())
    accepted = accept(note, POLICY, verify)
    assert (checkpoint.size, checkpoint.root.hex()) == (TOLD["checkpoint"]["size"], TOLD["checkpoint"]["root"])
    assert [each.at for each in accepted.witnesses] == [TOLD["checkpoint"]["time"]] * 2
    opened = pulau_verify.open_checkpoint(
        TOLD["checkpoint"]["note"], pulau_verify.parse_policy(TOLD["policy"].encode())
    )
    assert (opened.size, opened.root, opened.quorum) == (checkpoint.size, checkpoint.root, True)


def test_the_receipt_is_valid_and_the_print_says_the_same() -> None:
    receipt = read_receipt(TOLD["receipt"].encode())
    assert check_receipt(receipt, POLICY, verify).quorum
    assert names_digest(receipt, hashlib.sha256(b"a file\n").hexdigest())
    printed = read_printed(TOLD["printed"], POLICY)
    assert (printed.record.decode(), printed.salt.hex(), str(printed.proof)) == (
        receipt.record,
        receipt.salt,
        receipt.proof,
    )
    assert prove(receipt.leaf.encode(), printed.proof, POLICY, verify).quorum


def test_the_growth_holds() -> None:
    growth = read_growth(TOLD["growth"].encode())
    assert growth.holds(_root(growth.old))
    assert bytes.fromhex(TOLD["roots"][str(growth.old)]) == _root(growth.old)


@pytest.mark.parametrize("told", TOLD["unwitnessed"], ids=lambda told: str(told["why"]))
def test_without_the_quorum_a_receipt_is_unwitnessed(told: dict[str, str]) -> None:
    assert not check_receipt(read_receipt(told["receipt"].encode()), POLICY, verify).quorum
    assert _verified("receipt", told["receipt"]) == "unwitnessed"


def _holds(what: str, text: str) -> None:
    match what:
        case "receipt":
            check_receipt(read_receipt(text.encode()), POLICY, verify)
        case "printed":
            printed = read_printed(text, POLICY)
            prove(ENTRY["leaf"].encode(), printed.proof, POLICY, verify)
        case "policy":
            read_policy(text.encode())
        case _:
            growth = read_growth(text.encode())
            if not growth.holds(_root(growth.old)):
                raise NoteRefused("it does not hold")


def _verified(what: str, text: str) -> str:
    """What the public verifier finds: `valid`, `unwitnessed`, or `refused`."""
    try:
        policy = pulau_verify.parse_policy(text.encode() if what == "policy" else TOLD["policy"].encode())
        if what == "policy":
            return "valid"
        receipt = (
            pulau_verify.parse_print(text, policy) if what == "printed" else pulau_verify.parse_receipt(text.encode())
        )
        return pulau_verify.check_receipt(receipt, policy).state
    except pulau_verify.VerifierError:
        return "refused"


@pytest.mark.parametrize(("what", "text"), INVALID)
def test_what_is_invalid_is_refused(what: str, text: str) -> None:
    with pytest.raises((NoteRefused, RecordRefused, PolicyRefused)):
        _holds(what, text)


@pytest.mark.parametrize("what", ["receipt", "printed", "policy"])
def test_the_public_verifier_finds_what_is_valid_valid(what: str) -> None:
    assert _verified(what, TOLD[what]) == "valid"
    _holds(what, TOLD[what])


@pytest.mark.parametrize(("what", "text"), [each for each in INVALID if each.values[0] != "growth"])
def test_the_public_verifier_refuses_what_is_invalid(what: str, text: str) -> None:
    assert _verified(what, text) == "refused"
