"""A signature beside a file, as CMS (RFC 5652): what `openssl cms -verify` checks with nothing but the anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509 import load_der_x509_certificate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.exchange.signatures.authority import Credential

_OPTIONS = (PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoCapabilities)


def detached(content: bytes, by: Credential, between: Iterable[bytes]) -> bytes:
    """Sign bytes, which stay apart (DER). `between` are the certificates (DER) between the signer's and the anchor.

    The signature says when it was made, by the clock of this machine.
    """
    builder = PKCS7SignatureBuilder().set_data(content).add_signer(by.certificate, by.key, SHA256())
    for certificate in between:
        builder = builder.add_certificate(load_der_x509_certificate(certificate))
    return builder.sign(Encoding.DER, _OPTIONS)
