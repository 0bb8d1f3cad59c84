from __future__ import annotations

import base64
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature

from pulau.exchange.signatures.asking import server_at
from pulau.exchange.signatures.remote_timestamps import RemoteTimeStamper, remote_stamper
from pulau.exchange.signatures.signing import Level, SignedPdf, TimestampsAway, context, timestamp
from tests.exchange.signatures.given import NOW, authority, order, reply, serving, with_boxes

Handle = Callable[[BaseHTTPRequestHandler, bytes], None]
REPLY = "application/timestamp-reply"
CONFIG = """
[tsa]
dir = {folder}
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
certs = {folder}/chain.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def sign(stamper: RemoteTimeStamper) -> SignedPdf:
    return authority().provider(lambda: stamper).sign(with_boxes(), order())


@pytest.fixture(scope="module")
def responder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], bytes]:
    """`openssl ts -reply`, with the timestamp key of an authority that is not ours."""
    folder = tmp_path_factory.mktemp("tsa")
    other = authority("Lain")
    (folder / "tsa.pem").write_text(other.timestamper.certificate_pem)
    (folder / "tsa.key").write_text(other.timestamper.key_pem)
    (folder / "chain.pem").write_text(other.issuer.certificate_pem)
    (folder / "serial").write_text("01\n")
    (folder / "openssl.cnf").write_text(CONFIG.format(folder=folder))
    turn = threading.Lock()

    def answer(query: bytes) -> bytes:
        with turn:
            (folder / "query").write_bytes(query)
            command = ["openssl", "ts", "-reply", "-config", "openssl.cnf", "-section", "tsa", "-queryfile", "query"]
            subprocess.run([*command, "-out", "reply"], cwd=folder, check=True, capture_output=True)
            return (folder / "reply").read_bytes()

    return answer


@pytest.fixture
def server(responder: Callable[[bytes], bytes]) -> Iterator[str]:
    with serving(lambda request, body: reply(request, 200, REPLY, responder(body))) as address:
        yield address


def test_openssl_signs_the_time_and_its_token_stands_in_the_signature(server: str) -> None:
    done = sign(remote_stamper(server, (authority("Lain").anchor,)))
    assert done.level is Level.B_T  # nothing shows that the other authority's certificate was not revoked
    (signature,) = PdfFileReader(BytesIO(done.pdf)).embedded_signatures
    status = validate_pdf_signature(signature, context(authority().trust()))
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.intact
    assert abs((status.timestamp_validity.timestamp - NOW).total_seconds()) < 600


def test_a_document_can_be_completed_by_an_authority_of_which_we_have_no_lists(server: str) -> None:
    plain = authority().provider(lambda: None).sign(with_boxes(), order())
    done = timestamp(plain.pdf, remote_stamper(server), None, NOW)
    assert done.startswith(plain.pdf)
    assert len(PdfFileReader(BytesIO(done)).embedded_timestamp_signatures) == 1


def test_threads_without_a_loop_may_ask_at_once(server: str) -> None:
    stamper, done = remote_stamper(server), []
    threads = [threading.Thread(target=lambda: done.append(sign(stamper))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.level for each in done] == [Level.B_T] * 2


def test_an_authority_that_is_not_trusted_gives_no_timestamps(server: str) -> None:
    with pytest.raises(TimestampsAway, match="not trusted"):
        sign(remote_stamper(server, (authority().anchor,)))


def test_name_and_password_of_the_address_are_told_to_the_server_and_not_to_the_reader() -> None:
    told: list[str] = []

    def handle(request: BaseHTTPRequestHandler, _: bytes) -> None:
        told.append(str(request.headers["Authorization"]))
        reply(request, 401, "text/plain", b"")

    with serving(handle) as address, pytest.raises(TimestampsAway) as refused:
        sign(remote_stamper(address.replace("http://", "http://pulau:r%40hasia@")))
    assert told == ["Basic " + base64.b64encode(b"pulau:r@hasia").decode()]
    assert "r@hasia" not in str(refused.value)
    assert "r@hasia" not in repr(server_at("https://pulau:r%40hasia@tsa.example.id/"))


def _drip(request: BaseHTTPRequestHandler, _: bytes) -> None:
    request.send_response(200)
    request.send_header("Content-Type", REPLY)
    request.end_headers()
    for _number in range(30):
        time.sleep(0.1)
        request.wfile.write(b"0")
        request.wfile.flush()


def _elsewhere(request: BaseHTTPRequestHandler, _: bytes) -> None:
    request.send_response(307)
    request.send_header("Location", "http://127.0.0.1:9/")
    request.send_header("Content-Length", "0")
    request.end_headers()


@pytest.mark.parametrize(
    ("handle", "told"),
    [
        (lambda request, _: reply(request, 503, "text/html", b"<p>maaf</p>"), "status 503"),
        (lambda request, _: reply(request, 200, "text/html", b"<p>maaf</p>"), "type text/html"),
        (lambda request, _: reply(request, 200, REPLY, b""), "cannot be read"),
        (lambda request, _: reply(request, 200, REPLY, b"0\x82\xff\xffbukan"), "cannot be read"),
        (lambda request, _: reply(request, 200, REPLY, b"0" * 300_000), "larger than"),
        (lambda *_: time.sleep(1.5), "no answer"),
        (_drip, "too long|no answer"),
        (_elsewhere, "status 307"),
    ],
)
def test_rubbish_slowness_and_refusals_are_told_apart_from_a_timestamp(handle: Handle, told: str) -> None:
    begun = time.monotonic()
    with serving(handle) as address, pytest.raises(TimestampsAway, match=told):
        sign(RemoteTimeStamper(server_at(address), seconds=0.5))
    assert time.monotonic() - begun < 2.5


def test_nobody_there_is_said_at_once() -> None:
    with pytest.raises(TimestampsAway, match="no answer"):
        sign(remote_stamper("http://127.0.0.1:9/"))


@pytest.mark.parametrize("change", ["imprint", "nonce", "signature"])
def test_a_token_for_something_else_or_that_does_not_hold_is_refused(
    responder: Callable[[bytes], bytes], change: str
) -> None:
    kept: list[bytes] = []

    def handle(request: BaseHTTPRequestHandler, body: bytes) -> None:
        kept.append(body)
        answer = responder(kept[0] if change == "nonce" else body)
        if change == "signature":
            answer = answer[:-3] + bytes([answer[-3] ^ 1]) + answer[-2:]
        if change == "imprint":
            digest = body[body.index(b"\x04\x20") + 2 :][:32]
            answer = answer.replace(digest, bytes(32))
        reply(request, 200, REPLY, answer)

    with serving(handle) as address, pytest.raises(TimestampsAway):
        sign(remote_stamper(address))


@pytest.mark.parametrize(
    "address", ["ftp://tsa.example.id", "tsa.example.id", "https://", "https://a.id/?x=1", "http://[::1"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"must|Invalid"):
        remote_stamper(address)


def test_only_signed_tokens_may_come_over_plain_http() -> None:
    remote_stamper("http://tsa.example.id/tsr")
    with pytest.raises(ValueError, match="https"):
        server_at("http://esign.example.id")
