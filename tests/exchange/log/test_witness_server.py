"""The witness over HTTP: what it answers, and what bad clients get."""

from __future__ import annotations

import hashlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from pulau.core.log.proofs import Growth
from pulau.exchange.log import witness_server
from pulau.exchange.log.asking_witnesses import Asked, Outcome, ask, good_lines
from pulau.exchange.log.witness_server import WitnessServer
from pulau.exchange.log.witnessing import MOST_BYTES, Witness
from tests.exchange.log.other_sides import send
from tests.exchange.log.witnessed import NAME, NOW, ORIGIN, Log, new_witness, quick_folder

LOG = Log()


@dataclass
class Served:
    witness: Witness
    server: WitnessServer

    @property
    def port(self) -> int:
        return self.server.server_port

    def wait_for(self, connections: int) -> None:
        until = time.monotonic() + 5
        while self.server._places._of.total() != connections:
            assert time.monotonic() < until
            time.sleep(0.005)

    def ask(self, growth: Growth) -> Asked:
        return ask(f"http://127.0.0.1:{self.port}", growth, timeout=5, local=True)

    def get(self, path: str, method: str = "GET") -> tuple[int, str, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as line:
            line.request(method, path)
            answer = line.getresponse()
            return answer.status, answer.headers["Content-Type"], answer.read().decode()

    def raw(self, raw: bytes, **how: float) -> tuple[int, bytes]:
        got = send(self.port, raw, **how)
        return (int(got.split()[1]), got.partition(b"\r\n\r\n")[2]) if got else (0, b"")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with closing(new_witness(tmp_path / "saksi")) as witness:
        server = WitnessServer(witness, ("127.0.0.1", 0), clock=lambda: NOW + 0.9)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Served(witness, server)
        server.shutdown()
        thread.join()
        server.server_close()


def request(body: bytes, *headers: str, first: str = "POST /add-checkpoint HTTP/1.1") -> bytes:
    return "\r\n".join((first, "Host: saksi", *headers)).encode() + b"\r\n\r\n" + body


def told(body: bytes) -> str:
    return f"Content-Length: {len(body)}"


# --- what it answers


def test_a_log_is_cosigned_over_http(served: Served) -> None:
    asked = served.ask(LOG.growth(0, 5))
    assert asked.outcome is Outcome.SIGNED
    assert good_lines(LOG.note(5), asked.lines, served.witness.key) == asked.lines
    assert served.ask(LOG.growth(5, 9)).outcome is Outcome.SIGNED


def test_the_log_learns_every_other_answer(served: Served) -> None:
    assert served.ask(LOG.growth(0, 5)).outcome is Outcome.SIGNED
    assert served.ask(LOG.growth(0, 9)) == Asked(Outcome.BEHIND, size=5, status=409)
    assert served.ask(Log(branch="x").growth(5, 5)).outcome is Outcome.CONFLICT
    assert [(a.outcome, a.status) for a in (served.ask(Growth(5, (), LOG.note(9))),)] == [(Outcome.REFUSED, 422)]
    assert served.ask(Log("other.example/log").growth(0, 5)).status == 404
    assert served.ask(Log(signers="stolen").growth(5, 9)).status == 403


def test_after_a_week_away_a_witness_catches_up_in_one_step(served: Served) -> None:
    assert served.ask(LOG.growth(0, 5)).outcome is Outcome.SIGNED
    asked = served.ask(LOG.growth(700, 900))  # the log has lost sight of it
    assert (asked.outcome, asked.size) == (Outcome.BEHIND, 5)
    assert served.ask(LOG.growth(asked.size, 900)).outcome is Outcome.SIGNED
    assert served.witness.seen()[0].root == LOG.root(900)


def test_two_requests_go_over_one_connection(served: Served) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=5)) as line:
        line.connect()
        sock = line.sock
        for old, new in ((0, 5), (5, 9)):
            line.request("POST", "/add-checkpoint", LOG.request(old, new))
            answer = line.getresponse()
            assert (answer.status, answer.read()[:3]) == (200, "—".encode())
        line.request("POST", "/add-checkpoint", LOG.request(0, 12))
        answer = line.getresponse()
        assert (answer.status, answer.headers["Content-Type"], answer.read()) == (409, "text/x.tlog.size", b"9\n")
        assert line.sock is sock


def test_the_first_page_says_who_this_is_and_what_it_knows(served: Served) -> None:
    status, kind, text = served.get("/")
    assert (status, kind) == (200, "text/plain; charset=utf-8")
    assert all(part in text for part in (NAME, served.witness.key.vkey, ORIGIN, "nothing signed yet", "Saksi"))
    assert served.ask(LOG.growth(0, 5)).outcome is Outcome.SIGNED
    text = served.get("/")[2]
    assert all(part in text for part in ("size: 5", LOG.root(5).hex(), "2026-11-27T07:00:00Z"))
    assert served.get("/", "HEAD") == (200, kind, "")


def test_the_newest_checkpoint_of_a_log_can_be_had(served: Served) -> None:
    path = f"/checkpoint/{hashlib.sha256(ORIGIN.encode()).hexdigest()}"
    assert served.get(path)[0] == 404
    assert served.ask(LOG.growth(0, 5)).outcome is Outcome.SIGNED
    assert served.get(path)[2] == served.witness.seen()[0].note
    assert path in served.get("/")[2]


@pytest.mark.parametrize("path", ["/add-checkpoint", "/x", "/checkpoint/", "/../key", "/?", "*"])
def test_nothing_else_is_there(served: Served, path: str) -> None:
    assert served.get(path)[0] == 404
    assert served.raw(request(b"", told(b""), "Connection: close", first="POST /x HTTP/1.1"))[0] == 404


# --- bad clients


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (request(b"x" * 100), 411),
        (request(b"5\r\nold 0\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), 411),
        (request(b"old 0", "Content-Length: 5", "Content-Length: 6"), 411),
        (request(b"old 0", "Content-Length: 5", "Transfer-Encoding: chunked"), 411),
        (request(b"old 0", "Content-Length: +5"), 411),
        (request(b"old 0", "Content-Length: -5"), 411),
        (request(b"old 0", "Content-Length: 5", "Connection: close"), 400),
        (request(b"", f"Content-Length: {MOST_BYTES + 1}"), 413),
        (request(b"x" * 1_000_000, "Content-Length: 1000000"), 413),
        (request(b"x" * 5, "Content-Length: 5", first="GET / HTTP/1.1"), 400),
        (request(b"", *(f"X-{each}: y" for each in range(200)), first="GET / HTTP/1.1"), 431),
        (request(b"", first="DELETE / HTTP/1.1"), 501),
        (request(b"", first="GET / HTTP/3.0"), 505),
        (request(b"", first="GET / HTTP/x"), 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 400),
    ],
)
def test_what_is_no_request_is_refused_and_the_line_ended(served: Served, raw: bytes, status: int) -> None:
    assert served.raw(raw)[0] == status
    assert served.witness.seen() == ()


def test_64_lines_of_proof_and_garbage_are_400(served: Served) -> None:
    for body in (b"old 5\n" + b"A" * 43 + b"=\n" * 64, b"old 0\n\n", bytes(range(256)) * 4, b"\n" * 60_000):
        assert served.raw(request(body, told(body), "Connection: close"))[0] == 400


def test_a_refusal_repeats_nothing_that_was_sent(served: Served) -> None:
    status, body = served.raw(request(b"", first="GET /<script>alert(1)</script> HTTP/9.9"))
    assert (status, b"script" in body) == (505, False)


def test_who_sends_drops_is_let_go_and_holds_nobody_up(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness_server, "REQUEST_SECONDS", 0.6)
    begun, drops = time.monotonic(), b"POST /add-checkpoint HTTP/1.1\r\nX: " + b"y" * 500
    slow = threading.Thread(target=send, args=(served.port, drops), kwargs={"pause": 0.01})
    slow.start()
    assert served.ask(LOG.growth(0, 5)).outcome is Outcome.SIGNED
    assert slow.is_alive()
    slow.join()
    assert time.monotonic() - begun < 4
    assert served.raw(request(b"old", "Content-Length: 500")) == (0, b"")


def test_who_says_nothing_is_let_go(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness_server, "IDLE_SECONDS", 0.4)
    assert send(served.port, b"") == b""
    got = send(served.port, request(b"", first="GET / HTTP/1.1"))
    assert got.startswith(b"HTTP/1.1 200")


def test_endless_headers_are_cut(served: Served) -> None:
    got = send(served.port, b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 60_000 + b"\r\nX: " + b"y" * 60_000)
    assert got == b""


def test_only_so_many_connections_are_held(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness_server, "MOST_CONNECTIONS", 3)
    held = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(3)]
    served.wait_for(3)
    assert send(served.port, request(b"", first="GET / HTTP/1.1")) == b""
    held.pop().close()
    served.wait_for(2)
    assert served.get("/")[0] == 200
    for line in held:
        line.close()


def test_one_address_cannot_take_all_places() -> None:
    places = witness_server._Places()
    taken = [places.take("203.0.113.5") for _ in range(witness_server.MOST_OF_ONE_ADDRESS + 1)]
    assert taken.count(False) == 1
    assert places.take("203.0.113.6")
    assert places.take("127.0.0.1")
    places.give("203.0.113.5")
    assert places.take("203.0.113.5")


def test_a_state_that_cannot_be_read_is_said(served: Served) -> None:
    (served.witness.folder / "logs").write_text("?\n", "utf-8")
    assert served.get("/")[0] == 503
    assert served.ask(LOG.growth(0, 5)).status == 503
