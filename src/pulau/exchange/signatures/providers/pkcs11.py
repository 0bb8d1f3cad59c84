"""Signing with keys that never leave a module of keys (PKCS #11: a hardware module, a token, SoftHSM).

The certificates lie on the token beside the keys, under the same label; who issued them does not matter here. One
session is held open and used by one thread at a time; it is opened anew when the token went away.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pkcs11
from asn1crypto import x509 as asn1
from cryptography import x509
from pkcs11.exceptions import PinExpired, PinIncorrect, PinInvalid, PinLenRange, PinLocked, PinTooWeak
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.timestamps import TimeStamper

from pulau.exchange.signatures.providers.acting import refuse_unusable, sign_with
from pulau.exchange.signatures.providers.base import EXPIRED, NONE, CertificateRefused, Order, ProviderAway
from pulau.exchange.signatures.signing import SignedPdf, Trust

_PIN_REFUSED: Final = (PinIncorrect, PinInvalid, PinLocked, PinExpired, PinLenRange, PinTooWeak)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Token:
    """Where the keys are. With `key`, everybody signs with the one key of that label: a seal."""

    module: Path
    label: str
    pin: str = field(repr=False)
    key: str | None = None


class Pkcs11Provider:
    """Signs with the key on the token whose label is the signer's, or with one key for all.

    `trust_of` gives lists of revoked certificates, `stamper` timestamps; where the lists do not cover the token's
    certificates, signatures get level B-T.
    """

    code = "pkcs11"
    asks_secret = False
    makes_fields = False

    def __init__(
        self, token: Token, trust_of: Callable[[datetime], Trust], stamper: Callable[[], TimeStamper | None]
    ) -> None:
        self._token = token
        self._trust_of = trust_of
        self._stamper = stamper
        self._turn = threading.RLock()
        self._session: pkcs11.Session | None = None
        self._pin_refused = False

    def sign(self, pdf: bytes, order: Order) -> SignedPdf:
        """Sign a field. Raises ProviderAway, CertificateRefused, TimestampsAway, FieldSigned."""
        try:
            return self._sign(pdf, order)
        except pkcs11.PKCS11Error as problem:
            _log.info("the token is opened anew: %s", type(problem).__name__)
        self._close()
        try:
            return self._sign(pdf, order)
        except pkcs11.PKCS11Error as problem:
            self._close()
            raise ProviderAway(f"token {self._token.label}: {type(problem).__name__}") from problem

    def _sign(self, pdf: bytes, order: Order) -> SignedPdf:
        trust = self._trust_of(order.moment)
        with self._turn:
            key = self._key_of(self._token.key or order.signer.label, order.moment, trust)
        return sign_with(key, pdf, order, self._stamper(), trust)

    def _key_of(self, label: str, moment: datetime, trust: Trust) -> PKCS11Signer:
        """Find the certificate of a label that counts now, the newest first, and the key beside it."""
        session = self._open()
        held = _certificates(session, label) if label else []
        if not held:
            raise CertificateRefused(NONE)
        current = [one for one in held if one.certificate.not_valid_before_utc <= moment <= one.ends]
        if not current:
            raise CertificateRefused(EXPIRED)
        best = max(current, key=lambda one: one.ends)
        refuse_unusable(best.certificate, moment, trust)
        between = [asn1.Certificate.load(der) for der in trust.between]
        signer = _InTurn(session, self._turn, best, _key_beside(session, best, label), between)
        signer.load()
        return signer

    def _open(self) -> pkcs11.Session:
        if self._session is None:
            if self._pin_refused:
                raise ProviderAway(f"token {self._token.label}: its PIN was refused; it is not tried again")
            try:
                self._session = self._opened()
            except _PIN_REFUSED as problem:
                self._pin_refused = True  # a token locks itself after a few tries
                raise ProviderAway(f"token {self._token.label}: {type(problem).__name__}") from problem
        return self._session

    def _opened(self) -> pkcs11.Session:
        """Open a session; a module that does not know its tokens any more is started anew, once."""
        path, wanted = str(self._token.module), TokenCriteria(label=self._token.label)
        try:
            return open_pkcs11_session(path, token_criteria=wanted, user_pin=self._token.pin)
        except _PIN_REFUSED:
            raise
        except pkcs11.PKCS11Error:
            pkcs11.lib(path).reinitialize()
            return open_pkcs11_session(path, token_criteria=wanted, user_pin=self._token.pin)

    def _close(self) -> None:
        with self._turn:
            session, self._session = self._session, None
            if session is not None:
                with suppress(pkcs11.PKCS11Error):  # it is gone already
                    session.close()


@dataclass(frozen=True, slots=True)
class _Held:
    """A certificate on the token, and the id that it shares with its key (empty where the token gives none)."""

    certificate: x509.Certificate
    der: bytes
    identity: bytes

    @property
    def ends(self) -> datetime:
        return self.certificate.not_valid_after_utc


class _InTurn(PKCS11Signer):
    """pyHanko's signer, which uses the session only when it is its turn: a session does one thing at a time."""

    def __init__(
        self,
        session: pkcs11.Session,
        turn: threading.RLock,
        held: _Held,
        key: dict[str, Any],
        between: list[asn1.Certificate],
    ) -> None:
        own = asn1.Certificate.load(held.der)
        super().__init__(
            session,
            signing_cert=own,
            ca_chain=between,
            embed_roots=False,
            use_raw_mechanism=own.public_key.algorithm == "ec",  # modules know ECDSA of a digest, few that of a text
            **key,
        )
        self._turn = turn

    def load(self) -> None:
        """Find the key. Raises pkcs11.PKCS11Error."""
        self._load_objects()  # type: ignore[no-untyped-call] # pyHanko types it in part

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - pyHanko's signature
        """Sign; each thread runs a loop of its own, so that waiting holds up nobody else."""
        if dry_run:
            return await super().async_sign_raw(data, digest_algorithm, dry_run=True)
        with self._turn:
            return await super().async_sign_raw(data, digest_algorithm)


def _certificates(session: pkcs11.Session, label: str) -> list[_Held]:
    wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.LABEL: label}
    found = []
    for one in list(session.get_objects(wanted)):
        der = bytes(one[pkcs11.Attribute.VALUE])
        found.append(_Held(x509.load_der_x509_certificate(der), der, bytes(one[pkcs11.Attribute.ID] or b"")))
    return found


def _key_beside(session: pkcs11.Session, held: _Held, label: str) -> dict[str, Any]:
    """Return by what pyHanko finds the key: the id that it shares with the certificate, or else the label."""
    for attribute, argument, value in (
        (pkcs11.Attribute.ID, "key_id", held.identity),
        (pkcs11.Attribute.LABEL, "key_label", label),
    ):
        wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY, attribute: value}
        if value and len(list(session.get_objects(wanted))) == 1:
            return {argument: value}
    raise CertificateRefused(NONE)
