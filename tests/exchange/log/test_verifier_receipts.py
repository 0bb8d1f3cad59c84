"""A receipt is valid only as a whole: each part of it that was touched is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from pulau.exchange.log import pulau_verify
from tests.exchange.log.honest import (
    BPKP,
    LOG,
    OMBUDSMAN,
    ORIGIN,
    POLICY,
    HonestLog,
    Signer,
    base64_of,
    canonical,
    checked,
    digest,
    uuid,
    weakened,
)

TREE = HonestLog(20)
RECEIPT = TREE.receipt(7)
Change = Callable[[dict[str, Any]], None]


def with_record(change: Change, *, committed: bool = False) -> dict[str, str]:
    """The receipt with another record; with `committed`, under a leaf that commits to it."""
    record = TREE.record(7)
    change(record)
    receipt = {**RECEIPT, "record": canonical(record)}
    if committed:
        leaf = json.loads(RECEIPT["leaf"])
        leaf["commit"] = digest(TREE.salt(7), canonical(record).encode()).hex()
        receipt["leaf"] = canonical(leaf)
    return receipt


def relogged(receipt: dict[str, str]) -> dict[str, str]:
    """The same receipt, with its leaf truly in a log of its own: only rules about what it says can refuse it."""
    tree = HonestLog(20, changed={7: receipt["leaf"].encode()})
    return {**receipt, "proof": tree.proof(7)}


def test_the_receipt_of_each_leaf_in_trees_of_each_size_is_valid() -> None:
    for size in range(1, 21):
        assert {checked(TREE.receipt(index, size)) for index in range(size)} == {"valid"}


def test_without_the_quorum_it_is_unwitnessed_and_never_valid() -> None:
    assert checked(TREE.receipt(7, 20, LOG)) == "unwitnessed"
    assert checked(TREE.receipt(7, 20, LOG, BPKP)) == "unwitnessed"
    assert checked(TREE.receipt(7, 20, LOG, OMBUDSMAN)) == "unwitnessed"
    assert checked(TREE.receipt(7, 20, LOG, OMBUDSMAN), POLICY.replace("quorum all", "quorum ombudsman")) == "valid"
    assert checked(TREE.receipt(7, 20, LOG), POLICY.replace("quorum all", "quorum none")) == "valid"


@pytest.mark.parametrize("name", sorted(TREE.record(7)))
def test_each_field_of_the_record_counts(name: str) -> None:
    assert checked(with_record(lambda record: record.update({name: "lain"}))) == "commit"
    assert checked(with_record(lambda record: record.pop(name))) == "commit"
    lenient = weakened(
        '.hexdigest() != commit:\n        raise Fault("commit")', ".hexdigest() != commit:\n        pass"
    )
    expected = {"v": "fields", "id": "fields", "at": "fields", "action": "valid"}.get(name, "valid")
    assert checked(with_record(lambda record: record.update({name: "lain"})), by=lenient) == expected, "the control"


def test_a_field_more_in_the_record_counts() -> None:
    assert checked(with_record(lambda record: record.update(unit=uuid(9)))) == "commit"


@pytest.mark.parametrize("name", ["commit", "log", "ref", "time", "type", "v"])
def test_each_field_of_the_leaf_counts(name: str) -> None:
    other = json.loads(TREE.leaves[8])
    leaf = {
        **json.loads(RECEIPT["leaf"]),
        name: {"log": "lain.example", "type": "score", "v": 2}.get(name, other[name]),
    }
    assert leaf != json.loads(RECEIPT["leaf"])
    assert checked({**RECEIPT, "leaf": canonical(leaf)}) in {"leaf", "commit", "fields", "path"}
    del leaf[name]
    assert checked({**RECEIPT, "leaf": canonical(leaf)}) == "leaf"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("log", "lain.example", "leaf"),
        ("ref", uuid(8), "fields"),
        ("time", "2026-11-09T08:07:00.000Z", "fields"),
        ("v", 2, "leaf"),
        ("v", True, "leaf"),
        ("commit", "0" * 64, "commit"),
        ("commit", "0" * 63, "leaf"),
        ("type", "Lock", "leaf"),
        ("more", 1, "leaf"),
    ],
)
def test_a_leaf_that_is_not_of_the_record_is_refused_though_logged(field: str, value: object, code: str) -> None:
    leaf = {**json.loads(RECEIPT["leaf"]), field: value}
    assert checked(relogged({**RECEIPT, "leaf": canonical(leaf)})) == code


def test_a_record_must_say_what_its_leaf_says_though_committed_and_logged() -> None:
    assert checked(relogged(with_record(lambda record: record.update(role="TPN"), committed=True))) == "valid"
    changes: list[Change] = [
        lambda record: record.update(id=uuid(8)),
        lambda record: record.update(at="2026-11-09T08:07:00.000Z"),
        lambda record: record.update(v=2),
        lambda record: record.update(v=True),
        lambda record: record.update(v="1"),
        lambda record: record.pop("v"),
        lambda record: record.pop("id"),
        lambda record: record.pop("action"),
        lambda record: record.update(action=["worksheet.locked"]),
    ]
    assert {checked(relogged(with_record(change, committed=True))) for change in changes} == {"fields"}


@pytest.mark.parametrize("text", [" {record}", "{record}\n", "{record} ", "[{record}]"])
def test_record_and_leaf_must_be_canonical(text: str) -> None:
    assert checked({**RECEIPT, "record": text.replace("{record}", RECEIPT["record"])}) == "not-canonical"
    assert checked({**RECEIPT, "leaf": text.replace("{record}", RECEIPT["leaf"])}) == "not-canonical"


@pytest.mark.parametrize("salt", ["", "0" * 64, "0" * 63, RECEIPT["salt"].upper(), RECEIPT["salt"] + "\n", "٠" * 64])
def test_the_salt_counts(salt: str) -> None:
    assert checked({**RECEIPT, "salt": salt}) == "commit"


def test_a_leaf_that_was_never_logged_is_refused() -> None:
    forged = with_record(lambda record: record["payload"].update(level=9), committed=True)
    assert checked(forged) == "path"
    lenient = weakened(
        "    if root_from_path(proof.index, checkpoint.size, hashed, proof.path) != checkpoint.root:", "    if False:"
    )
    assert checked(forged, by=lenient) == "valid", "the control"


def proof_with(old: str, new: str) -> dict[str, str]:
    assert RECEIPT["proof"].count(old) == 1, old
    return {**RECEIPT, "proof": RECEIPT["proof"].replace(old, new)}


FIRST_HASH = base64_of(TREE.path(7, 0, 20)[0])
OTHER_HASH = base64_of(digest(b"another"))
BAD_PROOFS = {
    "another header": ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", "proof"),
    "another index": ("index 7", "index 6", "path"),
    "an index beyond": ("index 7", "index 20", "path"),
    "a leading zero": ("index 7", "index 07", "proof"),
    "no index": ("index 7\n", "", "proof"),
    "another hash": (FIRST_HASH, OTHER_HASH, "path"),
    "a hash less": (FIRST_HASH + "\n", "", "path"),
    "a hash more": (FIRST_HASH, FIRST_HASH + "\n" + OTHER_HASH, "path"),
    "a hash cut": (FIRST_HASH, FIRST_HASH[:-4], "proof"),
    "no base64": (FIRST_HASH, "*" * 44, "proof"),
    "another origin": (f"\n\n{ORIGIN}\n20", "\n\nlain.example\n20", "signature"),
    "another size": ("\n20\n", "\n21\n", "signature"),
    "another root": (base64_of(TREE.mth(0, 20)), OTHER_HASH, "signature"),
    "no note": (TREE.note(), "", "note"),
}


@pytest.mark.parametrize(("old", "new", "code"), BAD_PROOFS.values(), ids=BAD_PROOFS.keys())
def test_each_part_of_the_proof_counts(old: str, new: str, code: str) -> None:
    assert checked(proof_with(old, new)) == code


def test_the_extra_line_of_a_proof_is_passed_over() -> None:
    assert checked(proof_with("index 7", "extra YWJj\nindex 7")) == "valid"
    assert checked(proof_with("index 7", "extra ***\nindex 7")) == "proof"
    assert checked(proof_with("index 7", "extra YWJj\nextra YWJj\nindex 7")) == "proof"


def test_a_proof_with_more_hashes_than_any_tree_has_is_refused() -> None:
    assert checked(proof_with(FIRST_HASH, "\n".join([FIRST_HASH] * 64))) == "proof"


def test_the_same_tree_signed_by_a_stranger_is_refused() -> None:
    stranger = Signer(ORIGIN, 1, "stranger")
    assert checked(TREE.receipt(7, 20, stranger, OMBUDSMAN, BPKP)) == "no-log"
    assert checked(RECEIPT, "quorum none\n") == "no-log"


@pytest.mark.parametrize("name", ["format", "record", "salt", "leaf", "proof"])
def test_a_receipt_has_exactly_its_five_parts(name: str) -> None:
    assert checked({**RECEIPT, name: "lain"}) != "valid"
    assert checked({key: value for key, value in RECEIPT.items() if key != name}) == "receipt"
    assert checked({**RECEIPT, name: 1}) == "receipt"  # type: ignore[dict-item]  # what a stranger sends has no types
    assert checked({**RECEIPT, name + "2": "x"}) == "receipt"
    assert checked({**RECEIPT, name: None}) == "receipt"  # type: ignore[dict-item]
    assert checked({**RECEIPT, name: RECEIPT[name] + "\ud83d"}) != "valid"


GARBAGE = {
    "nothing": b"", "a list": b"[]", "a text": b'"x"', "a number": b"1", "no JSON": b"{", "no UTF-8": b"\xff",
    "twice": b'{"format":"pulau-receipt/1","format":"pulau-receipt/1"}', "deep": b'{"a":' * 100_000,
    "a long number": b'{"a":' + b"9" * 100_000 + b"}", "binary": bytes(range(256)),
}  # fmt: skip


@pytest.mark.parametrize("raw", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_refused_and_breaks_nothing(raw: bytes) -> None:
    for proof in (None, RECEIPT["proof"].encode(), raw):
        with pytest.raises(pulau_verify.Fault):
            pulau_verify.parse_receipt(raw, proof)


def test_record_and_proof_may_come_as_two_files() -> None:
    record = {name: RECEIPT[name] for name in ("format", "record", "salt", "leaf")}
    read = pulau_verify.parse_receipt(json.dumps(record).encode(), RECEIPT["proof"].encode())
    assert read == pulau_verify.parse_receipt(json.dumps(RECEIPT).encode())
    with pytest.raises(pulau_verify.Fault):
        pulau_verify.parse_receipt(json.dumps(RECEIPT).encode(), RECEIPT["proof"].encode())


def test_a_file_belongs_to_a_receipt_when_its_digest_stands_in_the_payload() -> None:
    payload, right = TREE.record(7)["payload"], hashlib.sha256(b"file 7").hexdigest()
    assert pulau_verify.names_digest(payload, right)
    assert not pulau_verify.names_digest(payload, hashlib.sha256(b"file 8").hexdigest())
    assert not pulau_verify.names_digest({"a": right + "0", right: "a"}, right)
    assert not pulau_verify.names_digest({"a": f"not {right}"}, right)
    assert not pulau_verify.names_digest(None, right)
