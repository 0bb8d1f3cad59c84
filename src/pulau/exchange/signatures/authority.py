"""An installation's own certificate authority: root, issuer, timestamps, seal, people, lists of revoked ones.

Everything here is told the moment and makes new keys (ECDSA P-256) or signs with keys it is given; it keeps nothing.
Profiles follow RFC 5280 as far as signatures inside PDFs need it: pdfsig (NSS), pyHanko and Acrobat were the measure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

COUNTRY: Final = "ID"
ROOT_YEARS: Final = 30
ISSUER_YEARS: Final = 15
PERSON_YEARS: Final = 2
LONGEST_COMMON_NAME: Final = 64
"""What X.520 allows of a common name; longer ones are cut, the document itself carries the whole name."""
_YEAR: Final = timedelta(days=365.25)
_DOCUMENT_SIGNING: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
_LIST_FRESH: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def certificate_pem(self) -> str:
        """The certificate as PEM."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def key_pem(self) -> str:
        """The key as unencrypted PKCS#8 PEM: to be sealed before it is kept."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    @property
    def serial(self) -> str:
        """The certificate's serial number in lower-case hexadecimal digits."""
        return serial_of(self.certificate)


@dataclass(frozen=True, slots=True)
class Revoked:
    """A certificate that counts no more since a moment."""

    serial: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a certificate names: a person with what they are, or a thing (the seal) of an organisation."""

    name: str
    organisation: str = ""
    unit: str = ""
    title: str = ""
    number: str = ""


def serial_of(certificate: x509.Certificate) -> str:
    """Return a certificate's serial number in lower-case hexadecimal digits."""
    return f"{certificate.serial_number:x}"


def credential(certificate_pem: str, key_pem: str) -> Credential:
    """Read a certificate and its key (both PEM). Raises ValueError where they are none, or of another kind."""
    key = load_pem_private_key(key_pem.encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("the key is not of an elliptic curve")  # noqa: TRY004 - a wrong value, as for any unreadable one
    return Credential(x509.load_pem_x509_certificate(certificate_pem.encode()), key)


def make_root(name: str, now: datetime) -> Credential:
    """Make a root authority: its certificate is the anchor that everybody who checks must have."""
    key = _new_key()
    subject = _name(Subject(name, "Pulau"))
    builder = _builder(subject, subject, key, now, ROOT_YEARS * _YEAR)
    builder = _as_authority(builder, path_length=1)
    return Credential(builder.sign(key, SHA256()), key)


def make_issuer(root: Credential, name: str, now: datetime) -> Credential:
    """Make the authority that issues to people and things, under a root that can then lie still."""
    key = _new_key()
    builder = _builder(_name(Subject(name, "Pulau")), root.certificate.subject, key, now, ISSUER_YEARS * _YEAR)
    builder = _from(root, _as_authority(builder, path_length=0))
    return Credential(builder.sign(root.key, SHA256()), key)


def issue_timestamper(issuer: Credential, name: str, now: datetime) -> Credential:
    """Issue what signs timestamps (RFC 3161: that use alone, and critical)."""
    key = _new_key()
    until = _no_longer_than(issuer, now + ISSUER_YEARS * _YEAR) - now
    builder = _builder(_name(Subject(name, "Pulau")), issuer.certificate.subject, key, now, until)
    builder = _from(issuer, _for_signing(builder))
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return Credential(builder.add_extension(usage, critical=True).sign(issuer.key, SHA256()), key)


def issue_signer(issuer: Credential, subject: Subject, now: datetime, *, days: int | None = None) -> Credential:
    """Issue a certificate to a person or to the installation's seal; it ends no later than the issuer's own."""
    key = _new_key()
    wanted = timedelta(days=days) if days is not None else PERSON_YEARS * _YEAR
    until = _no_longer_than(issuer, now + wanted) - now
    builder = _from(issuer, _for_signing(_builder(_name(subject), issuer.certificate.subject, key, now, until)))
    # NSS, which poppler's pdfsig asks, knows no certificates for documents: it trusts those for signed mail
    usage = x509.ExtendedKeyUsage([_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
    return Credential(builder.add_extension(usage, critical=False).sign(issuer.key, SHA256()), key)


def revocation_list(issuer: Credential, revoked: Iterable[Revoked], number: int, now: datetime) -> bytes:
    """Sign the list (CRL, DER) of what an authority no longer stands for; `number` never falls."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject)
    builder = builder.last_update(now).next_update(now + _LIST_FRESH)
    builder = builder.add_extension(x509.CRLNumber(number), critical=False)
    builder = builder.add_extension(_issuer_key(issuer), critical=False)
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(int(one.serial, 16)).revocation_date(one.since)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, SHA256()).public_bytes(Encoding.DER)


def _new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _name(subject: Subject) -> x509.Name:
    parts = (
        (NameOID.COUNTRY_NAME, COUNTRY),
        (NameOID.ORGANIZATION_NAME, subject.organisation[:64]),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, subject.unit[:64]),
        (NameOID.TITLE, subject.title[:64]),
        (NameOID.SERIAL_NUMBER, subject.number[:64]),
        (NameOID.COMMON_NAME, subject.name[:LONGEST_COMMON_NAME]),
    )
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    since = now.replace(microsecond=0) - timedelta(minutes=5)  # clocks differ a little
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after((now + lasts).replace(microsecond=0))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _as_authority(builder: x509.CertificateBuilder, *, path_length: int) -> x509.CertificateBuilder:
    usage = _usage(key_cert_sign=True, crl_sign=True)
    limits = x509.BasicConstraints(ca=True, path_length=path_length)
    return builder.add_extension(limits, critical=True).add_extension(usage, critical=True)


def _for_signing(builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
    usage = _usage(digital_signature=True, content_commitment=True)
    none = x509.BasicConstraints(ca=False, path_length=None)
    return builder.add_extension(none, critical=True).add_extension(usage, critical=True)


def _from(issuer: Credential, builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
    return builder.add_extension(_issuer_key(issuer), critical=False)


def _issuer_key(issuer: Credential) -> x509.AuthorityKeyIdentifier:
    held = issuer.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(held.value)


def _usage(**named: bool) -> x509.KeyUsage:
    every = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(**{**every, **named})


def _no_longer_than(issuer: Credential, wanted: datetime) -> datetime:
    return min(wanted, issuer.certificate.not_valid_after_utc)
