"""A real PKCS #11 token for tests: SoftHSM in a folder of its own, with keys and certificates of the test authority."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from tests.exchange.signatures.given import NOW, House

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
LABEL, PIN = "pulau-uji", "246810"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class SoftToken:
    """The token in `folder`; whoever signs with it opens it anew."""

    folder: Path

    def make(self) -> None:
        """Make the token. SoftHSM reads its settings once in a process: from SOFTHSM2_CONF."""
        (self.folder / "tokens").mkdir()
        config = self.folder / "softhsm2.conf"
        config.write_text(f"directories.tokendir = {self.folder}/tokens\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(config)
        command = ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", "135790"]
        subprocess.run(command, check=True, capture_output=True)

    def put(self, label: str, key: Key | None, certificate: x509.Certificate, identity: bytes = b"") -> None:
        """Put a certificate and its key onto the token."""
        both = {pkcs11.Attribute.LABEL: label, pkcs11.Attribute.ID: identity, pkcs11.Attribute.TOKEN: True}
        library = pkcs11.lib(str(MODULE))
        library.reinitialize()
        with library.get_token(token_label=LABEL).open(user_pin=PIN, rw=True) as session:
            if key is not None:
                session.create_object({**_attributes(key), **both})
            session.create_object({**decode_x509_certificate(certificate.public_bytes(Encoding.DER)), **both})


def _attributes(key: Key) -> dict[pkcs11.Attribute, Any]:
    plain = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return decode_rsa_private_key(plain) if isinstance(key, rsa.RSAPrivateKey) else decode_ec_private_key(plain)


def certificate_for(house: House, key: Key, name: str, *, since: datetime = NOW, days: int = 30) -> x509.Certificate:
    """Have a key certified, whatever its kind."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    public = key.public_key()
    digital_signature, rest = (True, True), (False,) * 7
    usage = x509.KeyUsage(*digital_signature, *rest)
    issuer = house.issuer.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(house.issuer.certificate.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - timedelta(minutes=5))
        .not_valid_after(since + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer), critical=False)
        .sign(house.issuer.key, hashes.SHA256())
    )
