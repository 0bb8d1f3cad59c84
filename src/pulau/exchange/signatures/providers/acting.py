"""What the ways of signing that hold the signature themselves share: whether a certificate may sign, and the act."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cryptography import x509
from pyhanko.sign.signers import Signer as SigningKey
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from pulau.exchange.signatures import signing
from pulau.exchange.signatures.providers.base import EXPIRED, REVOKED, CertificateRefused, Order
from pulau.exchange.signatures.signing import Act, SignedPdf, Trust


def refuse_unusable(certificate: x509.Certificate, moment: datetime, trust: Trust) -> None:
    """Raise CertificateRefused unless a certificate counts at a moment, as far as the lists at hand tell."""
    if not certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc:
        raise CertificateRefused(EXPIRED)
    for der in trust.lists:
        told = x509.load_der_x509_crl(der)
        if told.issuer == certificate.issuer and _listed(told, certificate.serial_number, moment):
            raise CertificateRefused(REVOKED)


def sign_with(key: SigningKey, pdf: bytes, order: Order, stamper: TimeStamper | None, trust: Trust) -> SignedPdf:
    """Sign a field. Raises TimestampsAway, FieldSigned.

    Where the lists at hand do not cover a certificate that is used (of another authority's timestamps, or of a token
    of keys from elsewhere), the signature is made without what they would show, at level B-T.
    """
    act = Act(
        field=order.field,
        signer=key,
        name=order.signer.name,
        moment=order.moment,
        stamper=stamper,
        trust=trust,
        appearance=order.appearance,
        reason=order.reason,
        location=order.location,
    )
    try:
        return signing.sign(pdf, act)
    except (signing.CertificateRefused, PathBuildingError, PathValidationError):
        return signing.sign(pdf, replace(act, trust=None))


def _listed(told: x509.CertificateRevocationList, serial: int, moment: datetime) -> bool:
    entry = told.get_revoked_certificate_by_serial_number(serial)
    return entry is not None and entry.revocation_date_utc <= moment
