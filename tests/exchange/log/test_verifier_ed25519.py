"""The verifier's own Ed25519: RFC 8032, and what others let pass (in the manner of Wycheproof)."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pulau.exchange.log.pulau_verify import NEUTRAL, L, P, add_points, decode_point, ed25519_is_valid, encode_point
from tests.exchange.log.honest import LOG, OMBUDSMAN, weakened

VECTORS = [  # RFC 8032 §7.1: public key, message, R, S
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]  # fmt: skip
SMALL_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]
MESSAGE = b"kepala catatan"
SIGNATURE = LOG.private.sign(MESSAGE)


def number(raw: bytes) -> int:
    return int.from_bytes(raw, "little")


def raw(value: int) -> bytes:
    return value.to_bytes(32, "little")


def secret_scalar() -> int:
    """The log's secret scalar a (RFC 8032 §5.1.5): with it one can make what an honest signer never makes."""
    half = hashlib.sha512(LOG.private.private_bytes_raw()).digest()[:32]
    return number(half) & (2**254 - 8) | 2**254


def signed_with(point: bytes, scalar: int = 0) -> bytes:
    """A signature whose R is `point`, valid where R counts as `scalar` times the base point."""
    challenge = number(hashlib.sha512(point + LOG.public + MESSAGE).digest())
    return point + raw((scalar + challenge * secret_scalar()) % L)


@pytest.mark.parametrize(("public", "message", "point", "scalar"), VECTORS, ids=["1", "2", "3"])
def test_the_vectors_of_rfc_8032_are_valid(public: str, message: str, point: str, scalar: str) -> None:
    said = bytes.fromhex(message)
    assert ed25519_is_valid(bytes.fromhex(public), said, bytes.fromhex(point + scalar))
    assert not ed25519_is_valid(bytes.fromhex(public), said + b"\x00", bytes.fromhex(point + scalar))


def random_cases(count: int) -> Iterator[tuple[Ed25519PublicKey, bytes, bytes]]:
    """Signatures by `cryptography` of messages of all lengths, every second one damaged somewhere."""
    chance = random.Random(8032)  # noqa: S311 - the same cases each time
    for case in range(count):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        message = chance.randbytes(chance.choice([0, 1, 31, 64, 127, 300]))
        signature = bytearray(private.sign(message))
        if case % 2:
            signature[chance.randrange(64)] ^= 1 << chance.randrange(8)
        yield private.public_key(), message, bytes(signature)


def test_it_agrees_with_cryptography_on_good_and_bad_signatures() -> None:
    outcomes = []
    for public, message, signature in random_cases(80):
        try:
            public.verify(signature, message)
            expected = True
        except InvalidSignature:
            expected = False
        assert ed25519_is_valid(public.public_bytes_raw(), message, signature) is expected
        outcomes.append(expected)
    assert outcomes.count(True) == outcomes.count(False) == 40


def test_the_bits_of_a_signature_count() -> None:
    for bit in range(0, 512, 5):
        damaged = (number(SIGNATURE) ^ 1 << bit).to_bytes(64, "little")
        assert not ed25519_is_valid(LOG.public, MESSAGE, damaged), bit


@pytest.mark.parametrize("cut", [0, 1, 31, 32, 63])
def test_a_truncated_signature_or_key_is_refused(cut: int) -> None:
    assert not ed25519_is_valid(LOG.public, MESSAGE, SIGNATURE[:cut])
    assert not ed25519_is_valid(LOG.public[: min(cut, 31)], MESSAGE, SIGNATURE)


def test_a_longer_signature_or_key_is_refused() -> None:
    assert not ed25519_is_valid(LOG.public, MESSAGE, SIGNATURE + b"\x00")
    assert not ed25519_is_valid(LOG.public + b"\x00", MESSAGE, SIGNATURE)


def test_the_signature_of_another_key_is_refused() -> None:
    assert ed25519_is_valid(LOG.public, MESSAGE, SIGNATURE)
    assert not ed25519_is_valid(OMBUDSMAN.public, MESSAGE, SIGNATURE)


@pytest.mark.parametrize("times", [1, 2, 8])
def test_s_plus_l_is_refused(times: int) -> None:
    malleable = SIGNATURE[:32] + raw(number(SIGNATURE[32:]) + times * L)
    assert not ed25519_is_valid(LOG.public, MESSAGE, malleable)
    if times == 1:
        assert weakened(" or scalar >= L", "").ed25519_is_valid(LOG.public, MESSAGE, malleable), "the control"


@pytest.mark.parametrize("key", SMALL_ORDER)
def test_a_key_of_small_order_is_refused(key: str) -> None:
    """Under the neutral point as key, R = S·B signs every message; so do the others for some of them."""
    scalar = 5
    point = encode_point(_times(scalar))
    lenient = weakened("    if is_small_order((x, y, z, t)):", "    if False:")
    messages = [b"%d" % each for each in range(40)]
    assert not any(ed25519_is_valid(bytes.fromhex(key), message, point + raw(scalar)) for message in messages)
    assert any(lenient.ed25519_is_valid(bytes.fromhex(key), message, point + raw(scalar)) for message in messages), (
        "the control"
    )


def _times(scalar: int) -> tuple[int, int, int, int]:
    """A small multiple of the base point."""
    base = decode_point(raw(4 * pow(5, -1, P) % P))
    total = NEUTRAL
    for _ in range(scalar):
        total = add_points(total, base)
    return total


def test_an_r_of_small_order_is_refused() -> None:
    neutral = signed_with(bytes.fromhex(SMALL_ORDER[0]))
    assert not ed25519_is_valid(LOG.public, MESSAGE, neutral)
    lenient = weakened(" and not is_small_order(point)", "")
    assert lenient.ed25519_is_valid(LOG.public, MESSAGE, neutral), "the control"


def test_an_r_that_is_not_in_canonical_form_is_refused() -> None:
    """P + 1 is the neutral point's y once more, in a form that RFC 8032 does not allow."""
    for point in (raw(P + 1), raw(P + 1 + 2**255), raw(1 + 2**255)):
        assert not ed25519_is_valid(LOG.public, MESSAGE, signed_with(point))


def test_keys_that_are_not_in_canonical_form_are_refused() -> None:
    lenient = weakened(" or y >= P", "")
    taken = 0
    for y in range(19):
        for form in (raw(P + y), raw(P + y + 2**255)):
            with pytest.raises(ValueError, match="not a canonical point"):
                decode_point(form)
            try:
                lenient.decode_point(form)
                taken += 1
            except ValueError:
                continue
    assert taken > 10, "the control"


def test_zero_with_a_sign_and_points_off_the_curve_are_refused() -> None:
    with pytest.raises(ValueError, match="not a point"):
        decode_point(raw(1 + 2**255))
    with pytest.raises(ValueError, match="not a point"):
        decode_point(raw(2))


def test_a_point_comes_back_as_it_was_written() -> None:
    for signer in (LOG, OMBUDSMAN):
        assert encode_point(decode_point(signer.public)) == signer.public
