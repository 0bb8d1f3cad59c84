"""What tests of signing share: an authority made for them, a paper of one page with boxes, an order, a small server."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.timestamps import TimeStamper

from pulau.exchange.pdf.paper import BoxGroup, Paper, Paragraph, SetPaper, SignatureBox, Spot, set_paper
from pulau.exchange.signatures.authority import (
    Credential,
    Subject,
    issue_signer,
    issue_timestamper,
    make_issuer,
    make_root,
    revocation_list,
)
from pulau.exchange.signatures.providers.base import NONE, CertificateRefused, Order, Signer
from pulau.exchange.signatures.providers.local import LocalProvider
from pulau.exchange.signatures.signing import Trust, with_fields

NOW = datetime.now(UTC).replace(microsecond=0)
"""The real time: certificates are judged by tools of others too, which know no other."""
AYU = Signer("1", "Ayu Lestari", "Kabupaten Tanjung Sagara", "Kepala Dinas", nik="3201234567890001", label="ayu")
STRANGER = Signer("9", "Orang asing", "", "", nik="3201234567890009", label="tiada")
BIMA = Signer("2", "Bima Saputra", "Kabupaten Tanjung Sagara", "Saksi", nik="3201234567890002", label="bima")


@dataclass(frozen=True)
class House:
    """An authority: its root, what issues, what signs timestamps."""

    root: Credential
    issuer: Credential
    timestamper: Credential

    @property
    def anchor(self) -> bytes:
        return der(self.root)

    @property
    def chain(self) -> tuple[bytes, ...]:
        return (der(self.issuer),)

    def trust(self) -> Trust:
        """What is known of it: its anchor, the issuer, fresh lists of both."""
        lists = (revocation_list(self.root, (), 1, NOW), revocation_list(self.issuer, (), 1, NOW))
        return Trust((self.anchor,), self.chain, lists)

    def issue(self, name: str) -> Credential:
        return issue_signer(self.issuer, Subject(name, "Kabupaten Tanjung Sagara"), NOW)

    def provider(self, stamper: Callable[[], TimeStamper | None]) -> LocalProvider:
        """Sign with certificates of this authority."""
        return LocalProvider(lambda who, _: self._held(who), self.chain, lambda _: self.trust(), stamper)

    def _held(self, who: Signer) -> Credential:
        if who == STRANGER:
            raise CertificateRefused(NONE)
        return self.issue(who.name)


@cache
def authority(name: str = "Uji") -> House:
    root = make_root(f"Akar {name}", NOW)
    issuer = make_issuer(root, f"Penerbit {name}", NOW)
    return House(root, issuer, issue_timestamper(issuer, f"Waktu {name}", NOW))


def der(held: Credential) -> bytes:
    return held.certificate.public_bytes(Encoding.DER)


@cache
def paper() -> SetPaper:
    """A page with boxes for `satu` and `dua`."""
    boxes = (
        SignatureBox("satu", "Penanda tangan 1", AYU.name, AYU.title),
        SignatureBox("dua", "Saksi 1", BIMA.name, BIMA.title),
    )
    return set_paper(
        Paper(
            language="id",
            kicker="Pakta integritas",
            title="Pakta untuk uji coba",
            issuer="Kabupaten Tanjung Sagara",
            code="K7F3-91AB-22XY",
            link="https://zi.example.id/periksa/K7F391AB22XY",
            made=NOW,
            parts=(Paragraph("Saya berjanji."),),
            groups=(BoxGroup("Tanda tangan", boxes),),
        )
    )


@cache
def with_boxes() -> bytes:
    """The paper with an empty field in each box."""
    return with_fields(paper().pdf, paper().spots, {})


def order(
    field: str = "satu", signer: Signer = AYU, *, appearance: bytes | None = None, secret: str | None = None
) -> Order:
    return Order(field, signer, NOW, appearance, spot(field), "Pencanangan", "Tanjung Sagara", secret)


def spot(field: str) -> Spot:
    return next(one for one in paper().spots if one.field == field)


@contextmanager
def serving(
    handle: Callable[[BaseHTTPRequestHandler, bytes], None], secured: ssl.SSLContext | None = None
) -> Iterator[str]:
    """Serve on this machine, each request by `handle(request, body)`; give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            handle(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def do_GET(self) -> None:
            handle(self, b"")

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True).start()
    try:
        yield f"http{'s' if secured else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def reply(request: BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
