"""An installation's own timestamp authority, asked in the same process (RFC 3161, the request and answer unchanged)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from asn1crypto import algos, cms, tsp, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign import general
from pyhanko.sign.timestamps import TimeStamper

if TYPE_CHECKING:
    from pulau.exchange.signatures.authority import Credential

POLICY: Final = "2.25.305419896"
"""The policy named in each token: of the installation itself, in the arc that anyone may use (X.667)."""
_DIGEST: Final = "sha256"
_MOST_SIZED: Final = 16
_SIZED: Final[dict[tuple[bytes, str], bytes]] = {}
"""The token by which sizes are reckoned (DER), by certificate and digest."""
_SERIAL_BYTES: Final = 16  # unique by chance, and below the 160 bits that RFC 3161 asks readers to take


class OwnTimeStamper(TimeStamper):
    """Signs tokens with the installation's own timestamp key; `clock` gives the moment, in UTC."""

    def __init__(self, held: Credential, chain: tuple[bytes, ...], clock: Callable[[], datetime]) -> None:
        super().__init__(include_nonce=True)  # type: ignore[no-untyped-call] # pyHanko is typed in part
        self._key = held.key
        self._certificate = x509.Certificate.load(held.certificate.public_bytes(Encoding.DER))
        self._chain = [x509.Certificate.load(der) for der in chain]
        self._clock = clock

    async def async_dummy_response(self, md_algorithm: str) -> cms.ContentInfo:
        """Return a token by which the size of a signature is reckoned: one a process and key, since each costs a tenth.

        pyHanko leaves half as much room again as it reckons.
        """
        key = (self._certificate.sha256, md_algorithm)
        if key not in _SIZED:
            made = await super().async_dummy_response(md_algorithm)
            if len(_SIZED) >= _MOST_SIZED:
                _SIZED.clear()
            _SIZED[key] = bytes(made.dump())
        elif md_algorithm not in self._dummy_response_cache:
            self._register_dummy(md_algorithm, cms.ContentInfo.load(_SIZED[key]))  # type: ignore[no-untyped-call]
        token: cms.ContentInfo = self._dummy_response_cache[md_algorithm]
        return token

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Answer a request: at once, and always granted."""
        return self.answer(req)

    def answer(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the token for what a request names."""
        info = self._info(req)
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [algos.DigestAlgorithm({"algorithm": _DIGEST})],
                "encap_content_info": {
                    "content_type": "tst_info",
                    "content": cms.ParsableOctetString(info),
                },
                "certificates": [self._certificate, *self._chain],
                "signer_infos": [self._signer(info)],
            }
        )
        token = cms.ContentInfo({"content_type": cms.ContentType("signed_data"), "content": signed})
        return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})

    def _info(self, req: tsp.TimeStampReq) -> bytes:
        told = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": req["message_imprint"],
            "serial_number": int.from_bytes(secrets.token_bytes(_SERIAL_BYTES), "big"),
            "gen_time": self._clock().replace(microsecond=0),
            "ordering": False,
            "tsa": x509.GeneralName(name="directory_name", value=self._certificate.subject),
        }
        if req["nonce"].native is not None:
            told["nonce"] = req["nonce"]
        return bytes(tsp.TSTInfo(told).dump())

    def _signer(self, info: bytes) -> cms.SignerInfo:
        attributes = cms.CMSAttributes(
            [
                general.simple_cms_attribute("content_type", "tst_info"),
                general.simple_cms_attribute("message_digest", hashlib.sha256(info).digest()),
                general.simple_cms_attribute(
                    "signing_certificate_v2", general.as_signing_certificate_v2(self._certificate)
                ),
            ]
        )
        issued = {"issuer": self._certificate.issuer, "serial_number": self._certificate.serial_number}
        return cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier({"issuer_and_serial_number": issued}),
                "digest_algorithm": {"algorithm": _DIGEST},
                "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                "signed_attrs": attributes,
                "signature": self._key.sign(attributes.dump(), ec.ECDSA(SHA256())),
            }
        )
