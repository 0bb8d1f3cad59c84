from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.exchange.signatures.given import AYU, BIMA, NOW, authority
from tests.exchange.signatures.token import SoftToken, certificate_for


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoftToken]:
    """A SoftHSM token: Ayu's key on an elliptic curve, Bima's of RSA, others that cannot be used."""
    before = os.environ.get("SOFTHSM2_CONF")
    made = SoftToken(tmp_path_factory.mktemp("softhsm"))
    made.make()
    house = authority()
    curve, old, revoked, foreign = (ec.generate_private_key(ec.SECP256R1()) for _ in range(4))
    primes = rsa.generate_private_key(65537, 2048)
    made.put(AYU.label, curve, certificate_for(house, curve, AYU.name), b"\x01")
    made.put(BIMA.label, primes, certificate_for(house, primes, BIMA.name))
    made.put("lama", old, certificate_for(house, old, "Lama", since=NOW.replace(year=2020)), b"\x02")
    made.put("dicabut", revoked, certificate_for(house, revoked, "Dicabut"), b"\x03")
    made.put("asing", foreign, certificate_for(authority("Lain"), foreign, "Asing"), b"\x04")
    made.put("tanpa-kunci", None, certificate_for(house, old, "Tanpa kunci"), b"\x05")
    yield made
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before
