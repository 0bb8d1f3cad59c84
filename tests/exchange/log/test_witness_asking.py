"""The log's side: what it makes of a witness's answer, and what it does not let a bad one do."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from pulau.core.log.notes import Signature, read_signatures
from pulau.exchange.log.asking_witnesses import (
    MOST_BYTES,
    AddressRefused,
    Asked,
    LocalWitness,
    Outcome,
    answered,
    ask,
    check_address,
    good_lines,
)
from pulau.exchange.log.witness_server import WitnessServer
from pulau.exchange.log.witnessing import Witness
from tests.exchange.log.other_sides import http, server
from tests.exchange.log.witnessed import NOW, Log, new_witness, quick_folder

LOG = Log()
GROWTH = LOG.growth(3, 5)
SIZE = "Content-Type: text/x.tlog.size"


def asked_of(*pieces: bytes, pause: float = 0.0, timeout: float = 2.0) -> Asked:
    with server(*pieces, pause=pause) as (place, _):
        return ask(f"http://{place}", GROWTH, timeout=timeout, local=True)


@pytest.mark.parametrize(
    ("status", "kind", "body", "outcome"),
    [
        (409, "text/x.tlog.size", b"7\n", Asked(Outcome.BEHIND, size=7, status=409)),
        (409, "Text/X.tlog.size; charset=utf-8", b"7", Asked(Outcome.BEHIND, size=7, status=409)),
        (409, "text/x.tlog.size", b"3\n", Asked(Outcome.CONFLICT, status=409, reason="3")),
        (409, "text/plain", b"another root\n", Asked(Outcome.CONFLICT, status=409, reason="another root")),
        (409, "", b"", Asked(Outcome.CONFLICT, status=409)),
        (422, "text/plain", b"no\x1b[31m proof", Asked(Outcome.REFUSED, status=422, reason="no [31m proof")),
        (500, "", b"\xff", Asked(Outcome.REFUSED, status=500, reason="�")),
        (204, "", b"", Asked(Outcome.REFUSED, status=204)),
    ],
)
def test_an_answer_means_one_thing(status: int, kind: str, body: bytes, outcome: Asked) -> None:
    assert answered(GROWTH, status, kind, body) == outcome


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "", b""),
        (200, "", b"signed\n"),
        (200, "", "— a YQ==\n".encode()),
        (200, "", b"\xff\n"),
        (200, "", "— a YWFhYWFh".encode()),
        (200, "", "— a YWFhYWFh\n".encode() * 65),
        (200, "", b"x" * (MOST_BYTES + 1)),
        (409, "text/x.tlog.size", b"many\n"),
        (409, "text/x.tlog.size", b"-1\n"),
        (409, "text/x.tlog.size", b"9" * 30),
        (409, "text/x.tlog.size", b"\xff"),
    ],
)
def test_an_answer_that_is_none_is_refused(status: int, kind: str, body: bytes) -> None:
    found = answered(GROWTH, status, kind, body)
    assert (found.outcome, found.status, bool(found.reason)) == (Outcome.REFUSED, status, True)


def test_the_request_is_the_very_bytes_at_the_prefix() -> None:
    with server(http("409 Conflict", b"2\n", SIZE)) as (place, heard):
        found = ask(f"http://{place}/saksi/", GROWTH, timeout=2, local=True)
    assert (found.outcome, found.size) == (Outcome.BEHIND, 2)
    head, _, body = heard[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /saksi/add-checkpoint HTTP/1.1\r\n")
    assert (body or str(GROWTH).encode()) == str(GROWTH).encode()


def test_no_redirect_is_followed() -> None:
    with server(http("200 OK")) as (other, visited):
        found = asked_of(http("307 Temporary Redirect", b"", f"Location: http://{other}/add-checkpoint"))
    assert (found.outcome, found.status, visited) == (Outcome.REFUSED, 307, [])


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (b"garbage\r\n\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort",),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500,),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,),
    ],
)
def test_an_answer_that_breaks_off_is_none(pieces: tuple[bytes, ...]) -> None:
    assert asked_of(*pieces).outcome is Outcome.UNREACHABLE


def test_an_answer_without_end_is_cut_at_its_size() -> None:
    pieces = (b"HTTP/1.1 200 OK\r\n\r\n", *([b"x" * 65536] * 50))
    assert asked_of(*pieces).reason == f"the answer is larger than {MOST_BYTES} bytes"


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"],
)
def test_an_answer_in_drops_is_cut_when_the_time_is_over(head: bytes) -> None:
    begun = time.monotonic()
    found = asked_of(head, *([b"y"] * 300), pause=0.02, timeout=0.15)
    assert (found.outcome, found.reason) == (Outcome.UNREACHABLE, "no answer in time")
    assert time.monotonic() - begun < 4


def test_a_greeting_of_tls_in_drops_is_cut_too() -> None:
    begun = time.monotonic()
    with server(b"\x16\x03\x03\x40\x00\x02", *([b"\x00"] * 300), pause=0.02) as (place, _):
        found = ask(f"https://{place}", GROWTH, timeout=0.15)
    assert (found.outcome, found.reason) == (Outcome.UNREACHABLE, "no answer in time")
    assert time.monotonic() - begun < 4


def test_a_server_without_tls_or_none_at_all_is_unreachable() -> None:
    with server(http("200 OK")) as (place, _):
        assert ask(f"https://{place}", GROWTH, timeout=2).outcome is Outcome.UNREACHABLE
    found = ask(f"http://{place}", GROWTH, timeout=2, local=True)
    assert (found.outcome, "refused" in found.reason) == (Outcome.UNREACHABLE, True)


def test_a_witness_is_believed_by_its_certificate_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So `ask` checks it, and goes through TLS to a witness that is served behind it."""
    pem = certificate(tmp_path, "localhost")
    with closing(new_witness(tmp_path / "saksi")) as witness:
        behind = WitnessServer(witness, ("127.0.0.1", 0))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        behind.socket = context.wrap_socket(behind.socket, server_side=True)
        threading.Thread(target=behind.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        port, growth = behind.server_port, LOG.growth(0, 3)
        found = ask(f"https://localhost:{port}", growth, timeout=3)
        assert (found.outcome, "its certificate" in found.reason) == (Outcome.UNREACHABLE, True)
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        assert ask(f"https://localhost:{port}", growth, timeout=3).outcome is Outcome.SIGNED
        found = ask(f"https://127.0.0.1:{port}", growth, timeout=3)
        assert (found.outcome, "its certificate" in found.reason) == (Outcome.UNREACHABLE, True)
        behind.shutdown()
        behind.server_close()


def certificate(folder: Path, host: str) -> Path:
    """A key and a certificate that it signed itself, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "server.pem"
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


# --- addresses


@pytest.mark.parametrize("url", ["https://saksi.example", "https://saksi.example:8443/a/b/", "https://[2001:db8::1]/"])
def test_a_witness_is_asked_over_https(url: str) -> None:
    assert check_address(url).scheme == "https"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "saksi.example",
        "http://saksi.example",
        "http://127.0.0.1:8090",
        "http://127.0.0.1.saksi.example",
        "https://",
        "https://a:b@saksi.example",
        "https://saksi.example?x",
        "https://saksi.example#x",
        "https://saksi.example:0",
        "https://saksi.example:x",
        "https://saksi.exämple",
        "https://saksi.example/a b",
        "https://saksi.example/\r\nX: y",
        "ftp://saksi.example",
        "file:///etc",
        "https://saksi.example/" + "a" * 500,
    ],
)
def test_every_other_address_is_refused_unasked(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_address(url)
    found = ask(url, GROWTH, timeout=1)
    assert (found.outcome, found.status) == (Outcome.UNREACHABLE, 0)


def test_this_machine_alone_is_asked_over_http_where_that_is_allowed() -> None:
    for url in ("http://127.0.0.1:8090", "http://localhost:8090/x", "http://[::1]:8090", "file:///var/saksi"):
        assert check_address(url, local=True)
    for url in ("http://saksi.example", "http://10.0.0.1", "file://saksi.example/var", "file:saksi"):
        with pytest.raises(AddressRefused):
            check_address(url, local=True)


# --- lines, and witnesses on this machine


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    witness = new_witness(tmp_path / "saksi ombudsman")
    witness.close()
    return witness.folder


def test_a_local_witness_answers_as_one_far_away(folder: Path) -> None:
    local = LocalWitness(folder, lambda: NOW)
    first = local.ask(LOG.growth(0, 3), timeout=1)
    assert first.outcome is Outcome.SIGNED
    with closing(Witness(folder)) as witness:
        assert good_lines(LOG.note(3), first.lines, witness.key) == first.lines
    assert local.ask(LOG.growth(0, 5)) == Asked(Outcome.BEHIND, size=3, status=409)
    assert local.ask(Log(branch="x").growth(3, 3)).outcome is Outcome.CONFLICT
    assert ask(folder.as_uri(), LOG.growth(3, 5), timeout=1, local=True).outcome is Outcome.SIGNED
    assert ask(folder.as_uri(), LOG.growth(3, 5), timeout=1).outcome is Outcome.UNREACHABLE


def test_a_folder_that_is_no_witness_is_unreachable(tmp_path: Path) -> None:
    assert LocalWitness(tmp_path).ask(GROWTH).outcome is Outcome.UNREACHABLE


def test_only_good_lines_of_the_witness_count(folder: Path) -> None:
    lines = LocalWitness(folder, lambda: NOW).ask(LOG.growth(0, 3)).lines
    with closing(Witness(folder)) as witness:
        key = witness.key
    (line,) = lines
    bad = Signature(line.name, line.key_id, line.value[:-1] + bytes([line.value[-1] ^ 1]))
    stranger = read_signatures("— stranger.example YWFhYWFh\n")
    assert good_lines(LOG.note(3), (*stranger, bad, line, bad), key) == (line,)
    assert good_lines(LOG.note(4), lines, key) == ()
    assert good_lines(LOG.note(3), lines, LOG.key) == ()
