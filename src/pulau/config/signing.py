"""How documents are signed, as the operator decides it: checked, and as `settings.SIGNING` gives it to the apps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from pulau.exchange.signatures.asking import server_at

PROVIDERS: Final = ("local", "pkcs11", "bsre")
_NEEDED: Final = {
    "pkcs11": ("pkcs11_module", "pkcs11_token", "pkcs11_pin"),
    "bsre": ("bsre_url", "bsre_user", "bsre_password", "bsre_anchor"),
}
_MOST_BYTES: Final = 2**20


class SigningInvalid(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A setting of signing that cannot be used: which, and why."""

    def __init__(self, key: str, told: str) -> None:
        super().__init__(told)
        self.key = key


@dataclass(frozen=True, slots=True)
class Signing:
    """Which way of signing is used, and what it needs; anchors are certificates in DER. Nothing given: `local`."""

    provider: str = "local"
    timestamp_url: str | None = field(default=None, repr=False)
    timestamp_anchors: tuple[bytes, ...] = ()
    pkcs11_module: Path | None = None
    pkcs11_token: str | None = None
    pkcs11_pin: str | None = field(default=None, repr=False)
    pkcs11_key: str | None = None
    bsre_url: str | None = None
    bsre_user: str | None = None
    bsre_password: str | None = field(default=None, repr=False)
    bsre_anchors: tuple[bytes, ...] = ()


def read_signing(text: Callable[[str], str | None], home: Path) -> Signing:
    """Read the settings of signing; a relative path begins in `home`. Raises SigningInvalid."""
    provider = text("signature_provider") or "local"
    if provider not in PROVIDERS:
        raise SigningInvalid("signature_provider", f"is {provider!r}; allowed are {', '.join(PROVIDERS)}")
    for key in _NEEDED.get(provider, ()):
        if not text(key):
            raise SigningInvalid(
                key, f"is missing: where PULAU_SIGNATURE_PROVIDER is {provider}, PULAU_{key.upper()} is needed"
            )
    return Signing(
        provider=provider,
        timestamp_url=_address(text, "timestamp_url", plain=True),
        timestamp_anchors=_anchors(text, "timestamp_anchor", home),
        pkcs11_module=_module(text, home),
        pkcs11_token=text("pkcs11_token"),
        pkcs11_pin=text("pkcs11_pin"),
        pkcs11_key=text("pkcs11_key"),
        bsre_url=_address(text, "bsre_url", plain=False),
        bsre_user=text("bsre_user"),
        bsre_password=text("bsre_password"),
        bsre_anchors=_anchors(text, "bsre_anchor", home),
    )


def _address(text: Callable[[str], str | None], key: str, *, plain: bool) -> str | None:
    address = text(key)
    if address is None:
        return None
    try:
        server = server_at(address, plain=plain)
    except ValueError as problem:
        raise SigningInvalid(key, str(problem)) from None  # the cause may quote a password
    if server.user and not plain:
        raise SigningInvalid(key, "must hold no user: PULAU_BSRE_USER and PULAU_BSRE_PASSWORD do")
    return address


def _module(text: Callable[[str], str | None], home: Path) -> Path | None:
    named = text("pkcs11_module")
    if named is None:
        return None
    path = home / named
    if not path.is_file():
        raise SigningInvalid("pkcs11_module", f"{path}: there is no such file")
    return path


def _anchors(text: Callable[[str], str | None], key: str, home: Path) -> tuple[bytes, ...]:
    named = text(key)
    if named is None:
        return ()
    path = home / named
    try:
        with path.open("rb") as file:
            found = x509.load_pem_x509_certificates(file.read(_MOST_BYTES))
    except OSError as problem:
        raise SigningInvalid(key, f"{path}: cannot be read: {problem.strerror}") from problem
    except ValueError as problem:
        raise SigningInvalid(key, f"{path}: must hold certificates in PEM") from problem
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in found)
