"""A length that ends in 80 (hexadecimal) is a length, not an indefinite one: nothing is encoded anew for it."""

from __future__ import annotations

import pytest
from asn1crypto import core

from pulau.exchange.signatures.definite import mend

mend()


class _Inner(core.Sequence):  # type: ignore[misc] # asn1crypto has no types
    _fields = [("octets", core.OctetString)]


class _Outer(core.SequenceOf):  # type: ignore[misc] # asn1crypto has no types
    _child_spec = _Inner


def _of_length(size: int) -> bytes:
    """Return a sequence whose contents have so many bytes."""
    filling = next(body for body in range(size) if len(_Inner({"octets": bytes(body)}).dump()) == size)
    return bytes(_Outer([_Inner({"octets": bytes(filling)})]).dump())


@pytest.mark.parametrize("size", [0x80, 0x180, 0x280])
def test_what_was_read_is_given_back_without_a_look_inside(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    der = _of_length(size)
    value = _Outer.load(der)
    value[0]["octets"].native  # noqa: B018 - parsed down to the last
    monkeypatch.setattr(core.SequenceOf, "_set_contents", None)
    monkeypatch.setattr(core.Sequence, "_set_contents", None)
    assert value.dump() == der
    assert value.dump() == der


def test_an_indefinite_length_is_still_written_as_a_definite_one() -> None:
    inner = _Inner({"octets": b"abc"}).dump()
    value = _Outer.load(b"\x30\x80" + inner + b"\x00\x00")
    assert value.dump() == b"\x30" + bytes([len(inner)]) + inner


def test_mending_twice_is_mending_once() -> None:
    before = core.Sequence.dump
    mend()
    assert core.Sequence.dump is before
