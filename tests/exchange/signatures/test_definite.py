"""A length that ends in 80 (hexadecimal) is a length, not an indefinite one: nothing is encoded anew for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import algos, cms, core, x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import CertificateBuilder, Name, NameAttribute, random_serial_number
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.signatures.definite import mend

mend()
KEY = Ed25519PrivateKey.generate()
NAME = Name([NameAttribute(NameOID.COMMON_NAME, "Uji")])
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
CERTIFICATE = (
    CertificateBuilder(NAME, NAME, KEY.public_key(), random_serial_number(), BEGAN, BEGAN + timedelta(days=9))
    .sign(KEY, None)
    .public_bytes(Encoding.DER)
)


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


class _Tagged(core.Sequence):  # type: ignore[misc] # asn1crypto has no types
    _fields = [("below", core.Any, {"explicit": 3})]


def _nested(depth: int) -> core.Sequence:
    value: core.Asn1Value = _Inner({"octets": b"abc"})
    for _level in range(depth):
        value = _Tagged({"below": value})
    return value


def test_what_was_made_is_encoded_once_on_each_level(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded = []
    own = core.Sequence._set_contents

    def counted(self: core.Sequence, **how: bool) -> None:
        encoded.append(self)
        own(self, **how)

    monkeypatch.setattr(core.Sequence, "_set_contents", counted)
    _nested(12).dump()
    assert len(encoded) <= 2 * 13


@given(depth=st.integers(0, 5), octets=st.binary(max_size=200), certificates=st.integers(0, 3))
def test_what_is_encoded_is_what_asn1crypto_would(depth: int, octets: bytes, certificates: int) -> None:
    def made() -> cms.ContentInfo:
        content: core.Asn1Value = _Inner({"octets": octets})
        for _level in range(depth):
            content = _Tagged({"below": content})
        attributes = [{"type": "content_type", "values": ["data"]}, {"type": "message_digest", "values": [octets]}]
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
                "encap_content_info": {"content_type": "data", "content": content.dump()},
                "certificates": [x509.Certificate.load(CERTIFICATE)] * certificates,
                "signer_infos": [
                    {
                        "version": "v1",
                        "sid": cms.SignerIdentifier({"subject_key_identifier": octets}),
                        "digest_algorithm": {"algorithm": "sha256"},
                        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                        "signed_attrs": cms.CMSAttributes(attributes),
                        "signature": octets,
                    }
                ],
            }
        )
        return cms.ContentInfo({"content_type": "signed_data", "content": signed})

    ours = made().dump()
    with pytest.MonkeyPatch.context() as patch:
        for kind in (core.Asn1Value, core.Primitive, core.Sequence, core.SequenceOf):
            patch.setattr(kind, "dump", kind.dump.__wrapped__)
        assert made().dump() == ours
    assert cms.ContentInfo.load(ours)["content"]["signer_infos"][0]["signature"].native == octets
