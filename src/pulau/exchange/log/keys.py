"""Keys of logs and witnesses: made, kept in files that only their owner reads, used to sign and to check (Ed25519)."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pulau.core.log.notes import KEY_BYTES, SIGNATURE_BYTES, Key, unbase64
from pulau.exchange.log.trees import sync_folder

_HEAD: Final = "PRIVATE+KEY"
_FIELD: Final = 2**255 - 19
_SIGN_BIT: Final = 1 << 255
_SMALL_ORDER: Final = frozenset(
    (
        0,
        1,
        _FIELD - 1,
        2707385501144840649318225287225658788936804267575313519463743609750303402022,
        55188659117513257062467267217118295137698188065244968500265048394206261417927,
    )
)
"""The y of the points whose order divides 8: a key or a commitment among them proves nothing."""


class KeyFileRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A file holds no secret key of this kind, or others may read it."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A secret key: what others know of it, and the 32 bytes that nobody else may."""

    key: Key
    seed: bytes

    def __repr__(self) -> str:
        return f"Secret({self.key.name})"

    @property
    def sign(self) -> Callable[[bytes], bytes]:
        """What signs messages with it."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign

    @property
    def text(self) -> str:
        """The key as Go's note package writes one: `PRIVATE+KEY+name+id+base64(kind || seed)`."""
        coded = base64.b64encode(bytes([self.key.kind]) + self.seed).decode()
        return f"{_HEAD}+{self.key.name}+{self.key.id.hex()}+{coded}"


def secret_of(name: str, kind: int, seed: bytes) -> Secret:
    """Return the secret key of a seed (32 bytes). Raises NoteRefused for a name that notes cannot hold."""
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return Secret(Key(name, kind, public), seed)


def new_secret(name: str, kind: int) -> Secret:
    """Return a new key. Raises NoteRefused for a name that notes cannot hold."""
    return secret_of(name, kind, secrets.token_bytes(KEY_BYTES))


def write_secret(secret: Secret, path: Path) -> None:
    """Write a key where none lies, for its owner's eyes alone, and have it on the disk before anything is signed.

    Raises FileExistsError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(secret.text + "\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def read_secret(path: Path) -> Secret:
    """Return the key of a file. Raises OSError, KeyFileRefused."""
    if path.stat().st_mode & 0o077:
        raise KeyFileRefused(f"{path}: others may read this key; chmod 600")
    try:
        parts = path.read_text(encoding="utf-8").strip().split("+", 4)
        raw = unbase64(parts[4])
        secret = secret_of(parts[2], raw[0], raw[1:])
    except (IndexError, ValueError) as problem:
        raise KeyFileRefused(f"{path}: not a secret key") from problem
    if secret.text.split("+", 4)[:4] != parts[:4]:
        raise KeyFileRefused(f"{path}: the key's id does not belong to it")
    return secret


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is good: RFC 8032, and refused where key or commitment is of small order or written oddly."""
    if len(public) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    if not (_sound(public) and _sound(signature[:KEY_BYTES])):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _sound(point: bytes) -> bool:
    y = int.from_bytes(point, "little") & (_SIGN_BIT - 1)
    return y < _FIELD and y not in _SMALL_ORDER
