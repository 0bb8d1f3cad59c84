"""Records, commitments and leaves are RFC 8785 JSON, and nothing else passes for one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.log.entries import (
    Leaf,
    Record,
    RecordRefused,
    belongs,
    commitment,
    leaf_bytes,
    leaf_of,
    read_leaf,
    read_object,
    record_bytes,
)
from tests.core.log.made import ORIGIN, RECORD, SALT, entry

TEXTS = st.text(max_size=20)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(TEXTS, parts, max_size=4),
    max_leaves=8,
)
OBJECTS = st.dictionaries(TEXTS, JSONS, max_size=4)
LEAF = leaf_of(RECORD, "lock", ORIGIN, SALT)
FIELDS = sorted(set(asdict(RECORD)) - {"payload"})


def _canonical(value: object) -> bytes:
    return rfc8785.dumps(value)  # type: ignore[arg-type]  # what it may be is what we try


@given(st.dictionaries(st.sampled_from(FIELDS), TEXTS, max_size=5), OBJECTS)
def test_a_record_is_what_rfc_8785_makes_of_its_fields(fields: dict[str, str], payload: dict[str, object]) -> None:
    record = Record(**{**dict.fromkeys(FIELDS, "plain"), **fields}, payload=_canonical(payload).decode())
    told = {name.removesuffix("_id"): getattr(record, name) for name in FIELDS if getattr(record, name)}
    raw = record_bytes(record)
    assert raw == _canonical({**told, "payload": payload, "v": 1})
    assert read_object(raw) == {**told, "payload": payload, "v": 1}


def test_a_record_without_payload_or_body_leaves_them_out() -> None:
    record = replace(RECORD, payload="", tenant="", actor="", role="", object_type="", object_id="")
    assert record_bytes(record) == (
        b'{"action":"worksheet.locked","at":"2026-11-27T07:00:00.000Z",'
        b'"id":"0198a2b4-0000-7000-8000-000000000001","v":1}'
    )


@given(st.builds(Leaf, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS))
def test_a_leaf_is_what_rfc_8785_makes_of_it_and_reads_back(leaf: Leaf) -> None:
    raw = leaf_bytes(leaf)
    assert raw == _canonical({**asdict(leaf), "v": 1})
    assert read_leaf(raw) == leaf


def test_a_commitment_is_sha_256_of_salt_and_record() -> None:
    assert commitment(SALT, b"record") == hashlib.sha256(SALT + b"record").hexdigest()
    for length in (0, 31, 33):
        with pytest.raises(ValueError, match="a salt has 32 bytes"):
            commitment(b"\x00" * length, b"record")


def test_the_leaf_of_a_record_tells_when_and_which_and_commits_to_the_rest() -> None:
    expected = commitment(SALT, record_bytes(RECORD))
    assert Leaf("lock", RECORD.at, ORIGIN, RECORD.id, expected) == LEAF


@given(OBJECTS)
def test_every_object_in_its_canonical_form_is_read(told: dict[str, object]) -> None:
    assert read_object(_canonical(told)) == told


def test_names_stand_in_the_order_of_utf_16() -> None:
    told = {"\U0001f600": 1, "\ufb33": 2, "é": 3, "a": 4, "\x80": 5}
    assert read_object(_canonical(told)) == told
    with pytest.raises(RecordRefused, match="canonical"):
        read_object(json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1}',
        b' {"a":1}',
        b'{"a":1}\n',
        b'{"b":1,"a":2}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\u000a"}',
        b'{"a":-0}',
        b"[]",
        b'"text"',
        b"1",
        b"null",
    ],
)
def test_another_than_the_canonical_form_of_an_object_is_refused(raw: bytes) -> None:
    with pytest.raises(RecordRefused, match="not an object in its canonical form"):
        read_object(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"{}x",
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":"\xff"}',
        b'{"a":"\\ud800"}',
        b'{"\\ud800":1}',
        b'{"a":"\n"}',
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":1.0}',
        b'{"a":1.5}',
        b'{"a":1e3}',
        b'{"a":01}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":' + b"1" * 5000 + b"}",
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_doubled_names_fractions_and_what_is_no_json_are_refused(raw: bytes) -> None:
    with pytest.raises(RecordRefused, match="not JSON as it is written here"):
        read_object(raw)


def test_whole_numbers_go_as_far_as_floats_are_exact() -> None:
    assert read_object(b'{"a":[9007199254740991,-9007199254740991,0]}') == {"a": [2**53 - 1, 1 - 2**53, 0]}


@pytest.mark.parametrize("version", [0, 2, "1", True, None, [1]])
def test_a_leaf_of_another_version_is_refused(version: object) -> None:
    with pytest.raises(RecordRefused, match="a leaf of another version"):
        read_leaf(_canonical({**asdict(LEAF), "v": version}))


def test_a_leaf_without_version_is_refused() -> None:
    with pytest.raises(RecordRefused, match="a leaf of another version"):
        read_leaf(_canonical(asdict(LEAF)))


@pytest.mark.parametrize("name", ["type", "time", "log", "ref", "commit"])
def test_a_leaf_has_these_fields_all_of_them_texts_and_no_others(name: str) -> None:
    told: dict[str, object] = {**asdict(LEAF), "v": 1}
    with pytest.raises(RecordRefused, match="another version"):
        read_leaf(_canonical({**told, name: 1}))
    with pytest.raises(RecordRefused, match="other fields"):
        read_leaf(_canonical({**told, f"{name}s": "x"}))
    del told[name]
    with pytest.raises(RecordRefused, match="other fields"):
        read_leaf(_canonical(told))


def test_a_leaf_belongs_to_its_record_and_salt() -> None:
    raw, leaf = entry()
    belongs(read_leaf(leaf), raw, SALT)


@pytest.mark.parametrize(
    ("leaf", "why"),
    [
        (replace(LEAF, ref="other"), "the leaf is of another record"),
        (replace(LEAF, time="2026-11-27T07:00:00.001Z"), "the leaf is of another record"),
        (replace(LEAF, commit=LEAF.commit.upper()), "not the one that was committed to"),
        (replace(LEAF, commit="0" * 64), "not the one that was committed to"),
    ],
)
def test_a_leaf_of_another_record_is_refused(leaf: Leaf, why: str) -> None:
    with pytest.raises(RecordRefused, match=why):
        belongs(leaf, record_bytes(RECORD), SALT)


@pytest.mark.parametrize("salt", [b"", SALT[:31], SALT + b"\x00", bytes(32)])
def test_another_salt_is_refused(salt: bytes) -> None:
    with pytest.raises(RecordRefused, match="not the one that was committed to"):
        belongs(LEAF, record_bytes(RECORD), salt)


@pytest.mark.parametrize("version", [b"2", b"true", b'"1"'])
def test_a_record_of_another_version_is_refused(version: bytes) -> None:
    raw = record_bytes(RECORD).replace(b'"v":1}', b'"v":' + version + b"}")
    leaf = replace(LEAF, commit=commitment(SALT, raw))
    with pytest.raises(RecordRefused, match="the leaf is of another record"):
        belongs(leaf, raw, SALT)


def test_a_record_that_is_not_canonical_is_refused_though_it_was_committed_to() -> None:
    raw = record_bytes(RECORD) + b"\n"
    with pytest.raises(RecordRefused, match="canonical"):
        belongs(replace(LEAF, commit=commitment(SALT, raw)), raw, SALT)
