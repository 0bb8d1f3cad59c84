"""Signing with certificates of the installation's own authority, whose keys we hold ourselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cryptography import x509
from pyhanko.sign.timestamps import TimeStamper

from pulau.exchange.signatures.authority import Credential
from pulau.exchange.signatures.providers.base import EXPIRED, REVOKED, CertificateRefused, Order, Signer
from pulau.exchange.signatures.signing import Act, SignedPdf, Trust, sign, signer_of


class LocalProvider:
    """The default: nothing outside the installation is needed.

    `credential_of` gives the certificate and key of a person for a moment, and may raise CertificateRefused("none").
    `chain` is what stands between them and the anchors (DER). `stamper` gives None while there are no timestamps: then
    signatures get level B-B.
    """

    code = "local"
    asks_secret = False

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
        act = Act(
            field=order.field,
            signer=signer_of(held, self._chain),
            name=order.signer.name,
            moment=order.moment,
            stamper=self._stamper(),
            trust=trust,
            appearance=order.appearance,
            reason=order.reason,
            location=order.location,
        )
        return sign(pdf, act)


def refuse_unusable(certificate: x509.Certificate, moment: datetime, trust: Trust) -> None:
    """Raise CertificateRefused unless the certificate counts at a moment, as far as the lists at hand tell."""
    if not certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc:
        raise CertificateRefused(EXPIRED)
    for der in trust.lists:
        told = x509.load_der_x509_crl(der)
        if told.issuer == certificate.issuer and _listed(told, certificate.serial_number, moment):
            raise CertificateRefused(REVOKED)


def _listed(told: x509.CertificateRevocationList, serial: int, moment: datetime) -> bool:
    entry = told.get_revoked_certificate_by_serial_number(serial)
    return entry is not None and entry.revocation_date_utc <= moment
