"""A stand-in for the national eSign service, from its public description (see `providers/bsre.py`). It really signs."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler
from io import BytesIO

from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle

from pulau.exchange.signatures.signing import signer_of
from pulau.exchange.signatures.timestamping import OwnTimeStamper
from pulau.exchange.signatures.updating import Update, reader_of
from tests.exchange.signatures.given import AYU, BIMA, NOW, authority, reply, serving

USER, PASSWORD = "pulau", "sandi-layanan"
PASSPHRASE = "Frasa-Sandi-Ayu-1"
AUTHORITY = "Layanan nasional tiruan"
Form = dict[str, bytes]


@dataclass
class Esign:
    """The service: who has a certificate in which state, what was asked, and how it fails when told to."""

    people: dict[str, str] = field(default_factory=lambda: {str(one.nik): "ISSUE" for one in (AYU, BIMA)})
    forms: list[Form] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    spoil: Callable[[bytes, bytes], bytes] | None = None
    """Gets what was sent and what was signed, returns what is answered instead."""
    instead: Callable[[BaseHTTPRequestHandler], None] | None = None
    authority: str = AUTHORITY

    @contextmanager
    def serve(self) -> Iterator[str]:
        with serving(self.handle) as address:
            yield address

    def handle(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        self.asked.append(f"{request.command} {request.path}")
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if request.headers.get("Authorization") != expected:
            _json(request, 401, {"error": "Unauthorized"})
        elif request.path.startswith("/api/user/status/"):
            self._status(request, request.path.rpartition("/")[2])
        elif request.path != "/api/sign/pdf":
            _json(request, 404, {"error": "Not Found"})
        elif self.instead is not None:
            self.instead(request)
        else:
            self._sign(request, _form(request.headers["Content-Type"], body))

    def _status(self, request: BaseHTTPRequestHandler, nik: str) -> None:
        state = self.people.get(nik)
        if state is None:
            _json(request, 200, {"status_code": 1110, "status": "NOT_REGISTERED", "message": "User belum terdaftar"})
        else:
            code = 1111 if state == "ISSUE" else 2021
            _json(request, 200, {"status_code": code, "status": state, "message": f"sertifikat dengan status {state}"})

    def _sign(self, request: BaseHTTPRequestHandler, form: Form) -> None:
        self.forms.append(form)
        state = self.people.get(form["nik"].decode())
        if state is None:
            _json(request, 400, {"status_code": 2011, "error": "User tidak terdaftar"})
        elif state != "ISSUE":
            _json(request, 400, {"status_code": 2021, "error": f"Status sertifikat: {state}"})
        elif form["passphrase"].decode() != PASSPHRASE:
            _json(request, 400, {"status_code": 2031, "error": "Proses signing gagal : Passphrase anda salah"})
        else:
            sent, done = form["file"], self.signed(form)
            reply(request, 200, "application/pdf", done if self.spoil is None else self.spoil(sent, done))

    def signed(self, form: Form) -> bytes:
        """Sign as iText does for the service: a new field with a name of its own, nobody certifies."""
        house, sent = authority(self.authority), form["file"]
        name = f"sig_{time.monotonic_ns()}"
        box = None
        style = None
        if form["tampilan"] == b"visible":
            left, bottom, width, height = (int(form[key]) for key in ("xAxis", "yAxis", "width", "height"))
            box = (left, bottom, left + width, bottom + height)
            image = Image.open(BytesIO(form["imageTTD"])).convert("L")
            image.thumbnail((120, 120))  # pyHanko is slow with larger ones
            style = StaticStampStyle(background=PdfImage(image), background_opacity=1.0, border_width=0)
        spec = fields.SigFieldSpec(name, on_page=int(form.get("page", b"1")) - 1, box=box)
        signer = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=name, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
            ),
            signer_of(house.issue("Orang di BSrE"), house.chain),
            timestamper=OwnTimeStamper(house.timestamper, house.chain, lambda: NOW),
            stamp_style=style,
            new_field_spec=spec,
        )
        out = BytesIO()
        signer.sign_pdf(Update(sent), output=out)
        return out.getvalue()


def rewritten(sent: bytes) -> bytes:
    """The document written anew: it looks the same, and is another file."""
    from pyhanko.pdf_utils.writer import copy_into_new_writer  # noqa: PLC0415 - one test needs it

    out = BytesIO()
    copy_into_new_writer(reader_of(sent)).write(out)
    return out.getvalue()


def _json(request: BaseHTTPRequestHandler, status: int, told: dict[str, object]) -> None:
    reply(request, status, "application/json;charset=UTF-8", json.dumps(told).encode())


def _form(kind: str, body: bytes) -> Form:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    found = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found[str(part.get_param("name", header="content-disposition"))] = content
    return found
