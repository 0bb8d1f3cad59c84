from __future__ import annotations

import ipaddress
import ssl
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from pulau.exchange.signatures.asking import NoAnswer, Question, ask, server_at
from tests.exchange.signatures.given import NOW, reply, serving


@pytest.fixture
def secured(tmp_path: Path) -> ssl.SSLContext:
    """What a server on this machine needs for TLS: a certificate of its own making, in `tls.pem`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(7).not_valid_before(NOW - timedelta(days=1)).not_valid_after(NOW + timedelta(days=1))
    )
    builder = builder.add_extension(x509.SubjectAlternativeName([address]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    (tmp_path / "tls.pem").write_bytes(certificate)
    (tmp_path / "tls.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "tls.pem", tmp_path / "tls.key")
    return context


def test_a_server_whose_certificate_nobody_trusts_is_told_nothing(
    secured: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bytes] = []

    def handle(request: BaseHTTPRequestHandler, body: bytes) -> None:
        told.append(body)
        reply(request, 200, "text/plain", b"ya")

    with serving(handle, secured) as address, pytest.raises(NoAnswer, match="SSLError"):
        ask(server_at(address), Question("POST", body=b"rahasia"), seconds=5, most_bytes=10)
    assert told == []
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "tls.pem"))
    with serving(handle, secured) as address:
        assert ask(server_at(address), Question("POST", body=b"rahasia"), seconds=5, most_bytes=10).body == b"ya"
