"""Whether the certificates that came along with a signature are those that were issued: nothing signs them there."""

from __future__ import annotations

from typing import Final

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from pulau.exchange.signatures.integrity import Signed
from pulau.exchange.signatures.standing import Material

MOST_ALONG: Final = 20


def all_known(signed: Signed, material: Material) -> bool:
    """Whether each certificate that came along is at hand byte for byte, or is signed by one that is or came along."""
    held = {each.dump() for each in (*material.anchors, *material.between)}
    along = [signed.certificate, *signed.along]
    if len(along) > MOST_ALONG or not _are_all(signed, along):
        return False
    issuers = (*along, *material.anchors, *material.between)
    return all(each.dump() in held or _is_issued(each, issuers) for each in along)


def _is_issued(certificate: x509.Certificate, issuers: tuple[x509.Certificate, ...]) -> bool:
    if certificate["signature_algorithm"].dump() != certificate["tbs_certificate"]["signature"].dump():
        return False
    return any(_issued_by(certificate, issuer) for issuer in issuers if issuer.subject == certificate.issuer)


def _issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        DefaultSignatureValidator().validate_signature(
            certificate["signature_value"].native,
            certificate["tbs_certificate"].dump(),
            issuer.public_key,
            certificate["signature_algorithm"],
        )
    except InvalidSignature:
        return False
    return True


def _are_all(signed: Signed, along: list[x509.Certificate]) -> bool:
    """Whether the signature carries certificates of this kind alone, and no other."""
    carried = [each.chosen for each in signed.data["certificates"]]
    return all(isinstance(each, x509.Certificate) for each in carried) and (
        {each.dump() for each in carried} == {each.dump() for each in along}
    )
