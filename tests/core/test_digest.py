from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.digest import canonical_bytes, canonical_digest


class Word(StrEnum):
    GOOD = "good"


class Wrapped(Enum):
    HALF = Fraction(1, 2)


class Rank(IntEnum):
    SECOND = 2


def test_the_digest_is_sha_256_of_the_canonical_json() -> None:
    assert canonical_bytes({"b": [1, "x"], "a": True}) == b'{"a":true,"b":["1","x"]}'
    assert canonical_digest({"a": "b"}) == hashlib.sha256(b'{"a":"b"}').hexdigest()


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        (7, b'"7"'),
        (Fraction(1, 3), b'"0.3333333333333333333333333333"'),
        (Decimal("0.50"), b'"0.5"'),
        (10**20, b'"100000000000000000000"'),
        (True, b"true"),
        (False, b"false"),
        (Word.GOOD, b'"good"'),
        (Wrapped.HALF, b'"0.5"'),
        (Rank.SECOND, b'"2"'),
        (date(2021, 12, 31), b'"2021-12-31"'),
        (datetime(2026, 7, 1, 8, tzinfo=UTC), b'"2026-07-01T08:00:00+00:00"'),
        (UUID(int=1), b'"00000000-0000-0000-0000-000000000001"'),
        ((1, 2), b'["1","2"]'),
    ],
)
def test_numbers_are_strings_and_every_kind_has_one_form(value: object, canonical: bytes) -> None:
    assert canonical_bytes(value) == canonical


def test_keys_are_sorted_and_text_is_in_nfc() -> None:
    assert canonical_bytes({"z": 1, "a": "e\u0301"}) == '{"a":"é","z":"1"}'.encode()
    assert canonical_digest({"e\u0301": "x"}) == canonical_digest({"é": "x"})


def test_nulls_are_dropped() -> None:
    assert canonical_bytes({"a": None, "b": [None, 1], "c": {"d": None}}) == b'{"b":["1"],"c":{}}'


@pytest.mark.parametrize("value", [1.5, {"a": 0.0}, [float("nan")], object(), {1, 2}, b"bytes"])
def test_floats_and_strange_things_are_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no canonical form"):
        canonical_bytes(value)


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans()))
def test_the_order_of_a_mapping_does_not_matter(value: dict[str, object]) -> None:
    turned = dict(reversed(value.items()))
    assert canonical_digest(turned) == canonical_digest(value)
