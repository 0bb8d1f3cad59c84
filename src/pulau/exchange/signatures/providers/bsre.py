"""The national eSign service (BSrE, "Esign Client Service"), version 1 of its REST interface.

NOT TRIED AGAINST THE REAL SERVICE: nobody who built this had an account. It is written from what is public, and tested
against a stub that was written from the same:

- its manual "Petunjuk Teknis Penggunaan API Esign Client Service" (BSrE, January 2024; scribd.com/document/710812206):
  only its table of contents could be read: sign PDF, download, verify, status of a user, basic authentication;
- github.com/pemkotbekasi/node-esign-BSrE: the form fields of POST /api/sign/pdf, the answers of GET
  /api/user/status/{nik} (1111 ISSUE, 1110 NOT_REGISTERED), that a field of its own is signed;
- github.com/Diskominfotik-Banda-Aceh/E-Sign-BSrE-PHP: errors as JSON with `error` or `message`;
- github.com/OpenSID/OpenSID (Tte.php, issues 4852 and 7116): `tampilan=invisible`, `imageTTD`, status 400 for errors,
  "Proses signing gagal : …", and that the service works with iText;
- other public clients: `status_code` 2011 (no such user) and 2031 (wrong passphrase).

Not public, so assumed: 2021 (no certificate, or one that ended); that xAxis, yAxis, width and height are points from
the page's lower left corner. An answer that is not what we believe is refused (`accepting`): then nothing is kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from urllib3 import encode_multipart_formdata

from pulau.exchange.signatures.asking import Answer, NoAnswer, Question, Server, ask
from pulau.exchange.signatures.providers.accepting import NotSigned, accepted, certified, comparable, taken
from pulau.exchange.signatures.providers.base import (
    EXPIRED,
    NONE,
    REVOKED,
    CertificateRefused,
    Order,
    ProviderAway,
    SecretRefused,
)
from pulau.exchange.signatures.signing import FieldSigned, SignedPdf

SIGN_SECONDS: Final = 60.0
STATUS_SECONDS: Final = 10.0
MOST_ADDED: Final = 2 * 2**20
"""Bytes by which a signature may make a PDF longer."""
_LARGEST_STATUS: Final = 64 * 1024
_NIK_DIGITS: Final = 16
_OK: Final = 200
_PDF: Final = b"%PDF-"
_DENIED: Final = frozenset({401, 403})
_UNKNOWN_USER, _NO_CERTIFICATE, _WRONG_PASSPHRASE, _ISSUED = 2011, 2021, 2031, 1111
_DOTS_PER_INCH: Final = 300.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the service says of a person: its code, and its words in capitals."""

    code: int | None
    words: str

    @property
    def refused(self) -> CertificateRefused | None:
        """Why the person cannot sign; None where they can, or where the service did not say."""
        if self.code == _ISSUED or (self.code is None and not self.words):
            return None
        return CertificateRefused(_reason(self.words))


class BsreProvider:
    """Signs with the person's certificate at the service, which asks for their passphrase each time.

    It makes a field of its own at the asked place; `SignedPdf.field` names it. Where a signature has already said what
    may be changed, it signs without being seen. `anchors` (DER) are those from which the signatures must come.
    """

    code = "bsre"
    asks_secret = True
    makes_fields = True

    def __init__(self, server: Server, anchors: tuple[bytes, ...], *, seconds: float = SIGN_SECONDS) -> None:
        self._server = server
        self._anchors = anchors
        self._seconds = seconds

    def sign(self, pdf: bytes, order: Order) -> SignedPdf:
        """Have a document signed. Raises ProviderAway, SecretRefused, CertificateRefused, FieldSigned."""
        nik = order.signer.nik or ""
        if not (nik.isascii() and nik.isdecimal() and len(nik) == _NIK_DIGITS):
            raise CertificateRefused(NONE)
        if not order.secret:
            raise SecretRefused
        if taken(pdf, order.box):
            raise FieldSigned(order.field)
        seen = order.appearance is not None and not certified(pdf)
        sent = comparable(pdf)
        body, kind = encode_multipart_formdata(_fields(sent, order, nik, seen=seen))
        question = Question("POST", "/api/sign/pdf", body, kind, "application/pdf")
        answer = self._ask(question, self._seconds, len(sent) + MOST_ADDED)
        if answer.status != _OK or not answer.body.startswith(_PDF):
            raise self._refusal(answer, nik)
        try:
            return accepted(sent, answer.body, self._anchors, order.moment, order.box if seen else None)
        except NotSigned as problem:
            raise ProviderAway(f"eSign: {problem}") from problem

    def standing(self, nik: str) -> Standing:
        """Ask whether a person may sign. Raises ProviderAway."""
        question = Question("GET", f"/api/user/status/{nik}", wanted="application/json")
        answer = self._ask(question, STATUS_SECONDS, _LARGEST_STATUS)
        if answer.status != _OK:
            raise ProviderAway(f"eSign: status {answer.status}")
        return _standing(answer)

    def _ask(self, question: Question, seconds: float, most_bytes: int) -> Answer:
        try:
            return ask(self._server, question, seconds=seconds, most_bytes=most_bytes)
        except NoAnswer as problem:
            raise ProviderAway(f"eSign: {problem}") from problem

    def _refusal(self, answer: Answer, nik: str) -> Exception:
        """Say why the service did not sign; where its code is unknown, ask it how the person stands."""
        told = _standing(answer)
        if answer.status in _DENIED:
            return ProviderAway("eSign: the service refused this installation's name and password")
        if told.code == _WRONG_PASSPHRASE or (told.code is None and "PASSPHRASE" in told.words):
            return SecretRefused()
        if told.code in {_UNKNOWN_USER, _NO_CERTIFICATE}:
            return CertificateRefused(NONE if told.code == _UNKNOWN_USER else _reason(told.words))
        if answer.status < 500:  # noqa: PLR2004 - from there on it is the service's own trouble
            refused = self.standing(nik).refused
            if refused is not None:
                return refused
        return ProviderAway(f"eSign: status {answer.status}, code {told.code or 'none'}")


def _fields(pdf: bytes, order: Order, nik: str, *, seen: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "file": ("dokumen.pdf", pdf, "application/pdf"),
        "nik": nik,
        "passphrase": order.secret,
        "tampilan": "visible" if seen else "invisible",
    }
    if seen and order.appearance is not None:
        left, bottom, right, top = order.box.box
        image = _image(order.appearance, right - left, top - bottom)
        fields |= {
            "image": "true",
            "imageTTD": ("tandatangan.png", image, "image/png"),
            "page": str(order.box.page + 1),
        }
        fields |= {"xAxis": str(left), "yAxis": str(bottom), "width": str(right - left), "height": str(top - bottom)}
    if order.reason:
        fields["reason"] = order.reason
    if order.location:
        fields["location"] = order.location
    return fields


def _image(appearance: bytes, width: int, height: int) -> bytes:
    """Draw the appearance, a PDF of one page, as the PNG that the service takes; sizes in points."""
    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(json(bytes(sys.inputs.pdf))), format: "pdf", width: 100%, height: 100%, fit: "stretch")'
    )
    import typst  # noqa: PLC0415 - 7 MB, which only who signs there pays

    data = {"pdf": json.dumps(list(appearance))}
    drawn = typst.compile(source.encode(), format="png", ppi=_DOTS_PER_INCH, sys_inputs=data)
    assert isinstance(drawn, bytes)  # noqa: S101 - one page, no output file: typst gives bytes
    return drawn


def _standing(answer: Answer) -> Standing:
    """Read code and words of a JSON answer; neither is there in what is no such answer."""
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        return Standing(None, "")
    if not isinstance(told, dict):
        return Standing(None, "")
    code = told.get("status_code")
    words = [told[key] for key in ("status", "error", "message") if isinstance(told.get(key), str)]
    return Standing(code if isinstance(code, int) else None, " ".join(words).upper())


def _reason(words: str) -> str:
    if "REVOKE" in words or "DICABUT" in words:
        return REVOKED
    return EXPIRED if "EXPIRE" in words or "KEDALUWARSA" in words or "KADALUARSA" in words else NONE
