"""Signing with certificates of the installation's own authority, whose keys we hold ourselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pyhanko.sign.timestamps import TimeStamper

from pulau.exchange.signatures.authority import Credential
from pulau.exchange.signatures.providers.acting import refuse_unusable, sign_with
from pulau.exchange.signatures.providers.base import Order, Signer
from pulau.exchange.signatures.signing import SignedPdf, Trust, signer_of


class LocalProvider:
    """The default: nothing outside the installation is needed.

    `credential_of` gives the certificate and key of a person for a moment, and may raise CertificateRefused("none").
    `chain` is what stands between them and the anchors (DER). `stamper` gives None while there are no timestamps: then
    signatures get level B-B.
    """

    code = "local"
    asks_secret = False
    makes_fields = False

    def __init__(
        self,
        credential_of: Callable[[Signer, datetime], Credential],
        chain: tuple[bytes, ...],
        trust_of: Callable[[datetime], Trust],
        stamper: Callable[[], TimeStamper | None],
    ) -> None:
        self._credential_of = credential_of
        self._chain = chain
        self._trust_of = trust_of
        self._stamper = stamper

    def sign(self, pdf: bytes, order: Order) -> SignedPdf:
        """Sign a field. Raises CertificateRefused, TimestampsAway, FieldSigned."""
        held = self._credential_of(order.signer, order.moment)
        trust = self._trust_of(order.moment)
        refuse_unusable(held.certificate, order.moment, trust)
        return sign_with(signer_of(held, self._chain), pdf, order, self._stamper(), trust)
