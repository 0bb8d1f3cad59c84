"""Keys in files; and Ed25519 as strict as the specification, in the manner of Wycheproof."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.log.notes import COSIGNATURE, ED25519, NoteRefused
from pulau.exchange.log import keys
from pulau.exchange.log.keys import KeyFileRefused, new_secret, read_secret, secret_of, verify, write_secret

P: Final = 2**255 - 19
L: Final = 2**252 + 27742317777372353535851937790883648493
D: Final = -121665 * pow(121666, -1, P) % P
SECRET: Final = secret_of("pulau.example/log", ED25519, bytes(range(32)))
PUBLIC: Final = SECRET.key.public
MESSAGE: Final = b"pulau.example/log\n1\nroot\n"
GOOD: Final = SECRET.sign(MESSAGE)
Point = tuple[int, int]


def _sum(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    both = D * x1 * x2 * y1 * y2
    return (x1 * y2 + x2 * y1) * pow(1 + both, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - both, -1, P) % P


def _times(scalar: int, point: Point) -> Point:
    found = (0, 1)
    for bit in f"{scalar:b}":
        found = _sum(found, found)
        if bit == "1":
            found = _sum(found, point)
    return found


def _x(y: int) -> int:
    """The even x of a point with this y (RFC 8032, section 5.1.3)."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert x * x % P == square
    return min(x, P - x) if min(x, P - x) % 2 == 0 else max(x, P - x)


def _written(point: Point) -> bytes:
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE: Final = (_x(4 * pow(5, -1, P) % P), 4 * pow(5, -1, P) % P)
EIGHTH: Final = 2707385501144840649318225287225658788936804267575313519463743609750303402022
SMALL: Final = [_times(each, (_x(EIGHTH), EIGHTH)) for each in range(8)]
"""All points whose order divides 8."""
ODDLY: Final = [
    (y | sign << 255).to_bytes(32, "little")
    for y in (*range(P, 2**255), 0, 1, P - 1, EIGHTH, P - EIGHTH)
    for sign in (0, 1)
]
"""Everything that is written with y >= p, and all that can be read as a point of small order."""


def _scalar_of(secret: bytes) -> int:
    raw = bytearray(hashlib.sha512(secret).digest()[:32])
    raw[0] &= 248
    raw[31] = raw[31] & 127 | 64
    return int.from_bytes(raw, "little")


def _challenge(commitment: bytes, public: bytes) -> int:
    return int.from_bytes(hashlib.sha512(commitment + public + MESSAGE).digest(), "little") % L


def test_the_points_of_small_order_are_eight_with_five_values_of_y() -> None:
    assert _times(8, (_x(EIGHTH), EIGHTH)) == (0, 1)
    assert len(set(SMALL)) == 8
    assert {y for _, y in SMALL} == keys._SMALL_ORDER


@pytest.mark.parametrize(
    ("seed", "public", "message", "signature"),
    [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ],
)
def test_signatures_are_those_of_rfc_8032(seed: str, public: str, message: str, signature: str) -> None:
    secret = secret_of("a.example", ED25519, bytes.fromhex(seed))
    assert secret.key.public.hex() == public
    assert secret.sign(bytes.fromhex(message)).hex() == signature
    assert verify(secret.key.public, bytes.fromhex(message), bytes.fromhex(signature))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=300))
def test_what_a_key_signs_is_good_under_it_alone(seed: bytes, message: bytes) -> None:
    secret = secret_of("a.example", ED25519, seed)
    assert verify(secret.key.public, message, secret.sign(message))
    assert not verify(secret.key.public, message + b"\x00", secret.sign(message))
    assert not verify(PUBLIC, message, secret.sign(message))


def test_no_bit_of_a_signature_or_key_can_be_turned() -> None:
    for place in range(64 * 8):
        turned = bytearray(GOOD)
        turned[place // 8] ^= 1 << place % 8
        assert not verify(PUBLIC, MESSAGE, bytes(turned))
    for place in range(32 * 8):
        turned = bytearray(PUBLIC)
        turned[place // 8] ^= 1 << place % 8
        assert not verify(bytes(turned), MESSAGE, GOOD)


@pytest.mark.parametrize("signature", [b"", GOOD[:-1], GOOD + b"\x00", GOOD[:32], bytes(64), b"\xff" * 64])
def test_a_signature_has_64_bytes(signature: bytes) -> None:
    assert not verify(PUBLIC, MESSAGE, signature)


@pytest.mark.parametrize("public", [b"", PUBLIC[:-1], PUBLIC + b"\x00", b"\x02" + b"\x00" * 31])
def test_a_key_has_32_bytes_and_is_a_point(public: bytes) -> None:
    assert not verify(public, MESSAGE, GOOD)


@pytest.mark.parametrize("times", [1, 2, 3, 7, 15])
def test_a_signature_whose_s_is_not_below_the_order_is_refused(times: int) -> None:
    more = int.from_bytes(GOOD[32:], "little") + times * L
    assert more < 2**256
    assert not verify(PUBLIC, MESSAGE, GOOD[:32] + more.to_bytes(32, "little"))


def _signed_with(commitment: bytes, nonce: int, public: bytes = PUBLIC, scalar: int | None = None) -> bytes:
    """A signature that fits the equation `S * B = R + k * A` but for what R and A are besides."""
    scalar = _scalar_of(SECRET.seed) if scalar is None else scalar
    return commitment + ((nonce + _challenge(commitment, public) * scalar) % L).to_bytes(32, "little")


def test_what_we_make_by_hand_is_good_where_nothing_is_wrong_with_it() -> None:
    assert _times(_scalar_of(SECRET.seed), BASE)[1] == int.from_bytes(PUBLIC, "little") & (2**255 - 1)
    assert verify(PUBLIC, MESSAGE, _signed_with(_written(_times(12345, BASE)), 12345))


@pytest.mark.parametrize("oddly", ODDLY)
def test_a_commitment_of_small_order_or_oddly_written_is_refused(oddly: bytes) -> None:
    assert not verify(PUBLIC, MESSAGE, _signed_with(oddly, 0))


@pytest.mark.parametrize("oddly", ODDLY)
def test_a_key_of_small_order_or_oddly_written_is_refused(oddly: bytes) -> None:
    """Under the neutral point as key any S with R = S * B is good by the equation alone."""
    assert not verify(oddly, MESSAGE, _signed_with(_written(_times(12345, BASE)), 12345, oddly, 0))


def test_openssl_alone_would_let_a_key_of_small_order_pass() -> None:
    """So the check before it is what refuses."""
    neutral = _written((0, 1))
    signature = _signed_with(_written(_times(12345, BASE)), 12345, neutral, 0)
    Ed25519PublicKey.from_public_bytes(neutral).verify(signature, MESSAGE)
    assert not verify(neutral, MESSAGE, signature)


@pytest.mark.parametrize("torsion", SMALL[1:])
def test_a_part_of_small_order_in_the_commitment_is_refused(torsion: Point) -> None:
    """A verifier that multiplies by 8 would let it pass; all of ours must find the same."""
    mixed = _written(_sum(_times(12345, BASE), torsion))
    assert not verify(PUBLIC, MESSAGE, _signed_with(mixed, 12345))


def test_a_secret_is_made_anew_each_time_and_shows_nothing_of_itself() -> None:
    one, other = new_secret("a.example", COSIGNATURE), new_secret("a.example", COSIGNATURE)
    assert one.seed != other.seed
    assert repr(one) == "Secret(a.example)"
    assert one.key.kind == COSIGNATURE
    with pytest.raises(NoteRefused):
        new_secret("a b", ED25519)


def test_a_secret_reads_back_from_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "made" / "log.key"
    secret = secret_of("a.example/log", COSIGNATURE, b"\x07" * 32)
    write_secret(secret, path)
    assert read_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_text() == secret.text + "\n"


def test_a_secret_is_written_as_gos_note_package_does(tmp_path: Path) -> None:
    """The example of its documentation."""
    told = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    path = tmp_path / "key"
    path.write_text(told)
    path.chmod(0o600)
    secret = read_secret(path)
    assert secret.text == told
    assert secret.key.vkey == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_a_secret_is_on_the_disk_with_its_name_before_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").readlink()))
    write_secret(SECRET, tmp_path / "log.key")
    assert synced == [tmp_path / "log.key", tmp_path]


def test_a_secret_is_not_written_over(tmp_path: Path) -> None:
    write_secret(SECRET, tmp_path / "log.key")
    with pytest.raises(FileExistsError):
        write_secret(new_secret("a.example", ED25519), tmp_path / "log.key")
    assert read_secret(tmp_path / "log.key") == SECRET


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o610, 0o601])
def test_a_secret_that_others_may_read_is_refused(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    write_secret(SECRET, path)
    path.chmod(mode)
    with pytest.raises(KeyFileRefused, match="others may read this key; chmod 600"):
        read_secret(path)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (b"", "not a secret key"),
        (b"\xff", "not a secret key"),
        (SECRET.key.vkey.encode(), "not a secret key"),
        (SECRET.text[:-4].encode(), "not a secret key"),
        (SECRET.text.rpartition("+")[0].encode() + b"+", "not a secret key"),
        (SECRET.text.replace("pulau", "other").encode(), "the key's id does not belong to it"),
        (SECRET.text.replace("PRIVATE", "PUBLIC").encode(), "the key's id does not belong to it"),
        (SECRET.text.replace("+AQ", "+BA").encode(), "the key's id does not belong to it"),
    ],
)
def test_what_is_no_secret_is_refused(told: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    path.write_bytes(told)
    path.chmod(0o600)
    with pytest.raises(KeyFileRefused, match=why):
        read_secret(path)


def test_the_public_half_is_that_of_the_seed() -> None:
    assert Ed25519PrivateKey.from_private_bytes(SECRET.seed).public_key().public_bytes_raw() == PUBLIC
