"""Timestamps of an authority elsewhere (RFC 3161), asked over HTTP.

pyHanko's own clients set no limit to an answer and do not look whether a token holds; a token that does not would end
up inside a signature that then cannot be shown to be timely. So each is checked before it is used.
"""

from __future__ import annotations

from typing import Final

from asn1crypto import cms, tsp, x509
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from pulau.exchange.signatures.asking import NoAnswer, Question, Server, ask, server_at

SECONDS: Final = 10.0
LARGEST_ANSWER: Final = 256 * 1024
_QUERY: Final = "application/timestamp-query"
_REPLY: Final = "application/timestamp-reply"
_OK: Final = 200


class RemoteTimeStamper(TimeStamper):
    """Asks an RFC 3161 server; every failure becomes TimestampRequestError, so `signing` raises TimestampsAway.

    With `anchors` (DER) a token counts only if its signer comes from one of them; without, if it holds in itself and
    its signer may sign timestamps. It may be used by many threads at once; none of them needs a loop.
    """

    def __init__(self, server: Server, anchors: tuple[bytes, ...] = (), *, seconds: float = SECONDS) -> None:
        super().__init__(include_nonce=True)  # type: ignore[no-untyped-call] # pyHanko types it in part
        self._server = server
        self._anchors = tuple(x509.Certificate.load(der) for der in anchors)
        self._seconds = seconds

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask the server. It blocks: signing runs in a thread that has nothing else to do meanwhile."""
        question = Question("POST", body=req.dump(), kind=_QUERY, wanted=_REPLY)
        try:
            answer = ask(self._server, question, seconds=self._seconds, most_bytes=LARGEST_ANSWER)
        except NoAnswer as problem:
            raise TimestampRequestError(f"timestamps: {problem}") from problem
        if answer.status != _OK or answer.kind != _REPLY:
            raise TimestampRequestError(f"timestamps: status {answer.status}, type {answer.kind or 'unknown'}")
        return _read(answer.body, req)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a token over a digest, checked. Raises TimestampRequestError."""
        token = await super().async_timestamp(message_digest, md_algorithm)
        await self._check(token, message_digest, md_algorithm)
        return token

    async def _check(self, token: cms.ContentInfo, digest: bytes, algorithm: str) -> None:
        try:
            signed = cms.ContentInfo.load(token.dump())["content"]  # a copy: reading one makes writing it slow
            anchors = self._anchors or [each.chosen for each in signed["certificates"]]
            context = ValidationContext(trust_roots=anchors, allow_fetching=False, revocation_mode="soft-fail")
            told = await validate_tst_signed_data(signed, context, lambda named: digest if named == algorithm else b"")
        except (SignatureValidationError, ValueError, TypeError, KeyError) as problem:
            raise TimestampRequestError("timestamps: the token cannot be read") from problem
        status = TimestampSignatureStatus(**told)
        if not (status.intact and status.valid):
            raise TimestampRequestError("timestamps: the token does not hold")
        if not status.trusted:
            raise TimestampRequestError("timestamps: the token is from an authority that is not trusted")


def remote_stamper(address: str, anchors: tuple[bytes, ...] = ()) -> RemoteTimeStamper:
    """Return what asks the server at an address, which may hold `user:password@`. Raises ValueError."""
    return RemoteTimeStamper(server_at(address, plain=True), anchors)


def _read(body: bytes, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
    """Read an answer to its last byte; where it grants, it must hold a token for this very request."""
    try:
        answer = tsp.TimeStampResp.load(body, strict=True)
        answer.native  # noqa: B018 - reads everything, so that nothing can fail later
        if answer["status"]["status"].native == "granted":
            info = answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
            if info["nonce"].native != req["nonce"].native:
                raise TimestampRequestError("timestamps: the answer is to another request")
    except (ValueError, TypeError, KeyError, AttributeError) as problem:  # what asn1crypto raises for rubbish
        raise TimestampRequestError("timestamps: the answer cannot be read") from problem
    return tsp.TimeStampResp.load(body)  # anew: what was read to its end is slow to write again
