"""A witness over HTTP: `POST /add-checkpoint` of tlog-witness, and who this is.

The standard library's server, made narrow: a request comes whole within a time and a size, connections are counted,
and a slow or silent one costs a thread for seconds only. TLS is a matter of the proxy before it.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import socket
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from pulau.exchange.log.trusted_logs import LogsRefused
from pulau.exchange.log.witness_state import Seen
from pulau.exchange.log.witnessing import MOST_BYTES, TEXT, Witness

REQUEST_SECONDS: Final = 10.0
"""From the first byte of a request to its last."""
IDLE_SECONDS: Final = 60.0
"""Between two requests on one connection."""
MOST_CONNECTIONS: Final = 128
MOST_OF_ONE_ADDRESS: Final = 32
"""Not counted for this machine: a proxy brings everybody's."""
_HEADERS: Final = 32 * 1024
_LINGER_SECONDS: Final = 2.0
_LINGER_BYTES: Final = 1024 * 1024
_LENGTH: Final = re.compile(r"[0-9]{1,9}")
_CHECKPOINT: Final = re.compile(r"/checkpoint/([0-9a-f]{64})")

_log = logging.getLogger("pulau.witness")


class WitnessServer(ThreadingHTTPServer):
    """The server of one witness. Raises OSError where the address cannot be had."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, witness: Witness, address: tuple[str, int], clock: Callable[[], float] = time.time) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.witness = witness
        self.clock = clock
        self._places = _Places()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Take the address, without asking anybody for its name."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as socketserver has it
        """Give a connection its thread, or let it go where there are too many."""
        if not self._places.take(str(client_address[0])):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # the system gives no more threads
            self._places.give(str(client_address[0]))
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the same
        """Serve a connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.give(str(client_address[0]))

    def handle_error(self, request: object, client_address: object) -> None:
        """Say that a connection broke, without a trace for what the other side does."""
        del request
        _log.info("%s: the connection ended early", client_address, exc_info=_log.isEnabledFor(logging.DEBUG))


class _Places:
    """How many connections there are, and of whom."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: Counter[str] = Counter()

    def take(self, host: str) -> bool:
        with self._lock:
            own = host.startswith("127.") or host == "::1"
            if self._of.total() >= MOST_CONNECTIONS or (not own and self._of[host] >= MOST_OF_ONE_ADDRESS):
                return False
            self._of[host] += 1
            return True

    def give(self, host: str) -> None:
        with self._lock:
            self._of[host] -= 1
            if self._of[host] <= 0:
                del self._of[host]


class _Metered(io.RawIOBase):
    """What comes over a connection: of each request only so much, and only so long."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.begin()

    def begin(self) -> None:
        """Wait for the next request."""
        self._until = time.monotonic() + IDLE_SECONDS
        self._left = _HEADERS + MOST_BYTES
        self._fresh = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a writable buffer has no type in Python 3.11
        remaining = self._until - time.monotonic()
        if remaining <= 0 or self._left <= 0:
            raise TimeoutError("the request took too long, or is too large")
        self._connection.settimeout(remaining)
        count = self._connection.recv_into(memoryview(buffer)[: self._left])
        self._left -= count
        if self._fresh:
            self._fresh = False
            self._until = time.monotonic() + REQUEST_SECONDS
        return count


class _Handler(BaseHTTPRequestHandler):
    server: WitnessServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    _refused = False

    def setup(self) -> None:
        super().setup()
        self._meter = _Metered(self.connection)
        self.rfile.close()
        self.rfile = io.BufferedReader(self._meter)

    def handle_one_request(self) -> None:
        self._meter.begin()
        super().handle_one_request()

    def finish(self) -> None:
        """End so that a refusal is read: closing on unread bytes would take it back."""
        with suppress(OSError, ValueError):
            super().finish()
        if not self._refused:
            return
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            until, left = time.monotonic() + _LINGER_SECONDS, _LINGER_BYTES
            while left > 0 and (remaining := until - time.monotonic()) > 0:
                self.connection.settimeout(remaining)
                count = len(self.connection.recv(64 * 1024))
                if not count:
                    break
                left -= count

    def do_POST(self) -> None:
        """Answer `add-checkpoint`."""
        length = self._length()
        if length is None:
            self._end(HTTPStatus.LENGTH_REQUIRED, "a request tells its length, once, and is not chunked")
        elif length > MOST_BYTES:
            self._end(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a request has at most {MOST_BYTES} bytes")
        elif len(raw := self.rfile.read(length)) < length:
            self._end(HTTPStatus.BAD_REQUEST, "the request ended early")
        elif self.path != "/add-checkpoint":
            self._say(HTTPStatus.NOT_FOUND, "here is POST /add-checkpoint")
        else:
            answer = self.server.witness.add_checkpoint(raw, int(self.server.clock()))
            _log.info("%s: %d %s %s", self.client_address[0], answer.status, answer.case, answer.facts.get("size", ""))
            self._give(answer.status, answer.content_type, answer.body)

    def do_GET(self) -> None:
        """Tell who this is, or give the newest checkpoint that it cosigned of a log."""
        if self._length() != 0:
            self._end(HTTPStatus.BAD_REQUEST, "a question has no body")
            return
        try:
            self._tell()
        except (sqlite3.Error, LogsRefused, OSError) as problem:
            self._say(HTTPStatus.SERVICE_UNAVAILABLE, str(problem))

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _tell(self) -> None:
        witness = self.server.witness
        if self.path == "/":
            self._say(HTTPStatus.OK, page(witness))
            return
        asked = _CHECKPOINT.fullmatch(self.path)
        found = [each for each in witness.seen() if asked and _digest(each.origin) == asked[1]]
        if found:
            self._give(HTTPStatus.OK, TEXT, found[0].note.encode())
        else:
            self._say(HTTPStatus.NOT_FOUND, "nothing is here")

    def _length(self) -> int | None:
        """Return how long the body is; None where that cannot be said for certain."""
        told = self.headers.get_all("Content-Length", [])
        if self.headers.get("Transfer-Encoding") is not None or len(told) > 1:
            return None
        if not told:
            return 0 if self.command != "POST" else None
        return int(told[0]) if _LENGTH.fullmatch(told[0]) else None

    def _say(self, status: int, text: str) -> None:
        self._give(status, TEXT, f"{text.rstrip()}\n".encode())

    def _end(self, status: int, text: str) -> None:
        self.close_connection = self._refused = True
        self._say(status, text)

    def _give(self, status: int, kind: str, body: bytes) -> None:
        self.connection.settimeout(REQUEST_SECONDS)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, in one line that repeats nothing of it."""
        del message, explain
        self.request_version = self.protocol_version  # else a request without one would get no status line
        self._end(code, HTTPStatus(code).phrase)

    def version_string(self) -> str:
        return "pulau-witness"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep the log to what was decided."""


def page(witness: Witness) -> str:
    """Return who a witness is and what it remembers, in plain words of both languages."""
    seen = {each.origin: each for each in witness.seen()}
    origins = sorted({each.key.name for each in witness.logs()} | set(seen))
    lines = [
        f"{witness.key.name}",
        "",
        "Saksi catatan publik: menandatangani kepala catatan hanya bila catatan itu bertambah tanpa diubah.",
        "A witness of public logs: it signs the head of a log only where the log grew and was not changed.",
        "Protokol / protocol: c2sp.org/tlog-witness, POST /add-checkpoint",
        "",
        f"Kunci / key: {witness.key.vkey}",
    ]
    for origin in origins:
        lines += ["", origin, *_known(seen.get(origin))]
    return "\n".join(lines) + "\n"


def _known(seen: Seen | None) -> list[str]:
    if seen is None:
        return ["  belum ada yang ditandatangani / nothing signed yet"]
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seen.at))
    return [
        f"  ukuran / size: {seen.size}",
        f"  akar / root: {seen.root.hex()}",
        f"  terakhir ditandatangani / last signed: {moment}",
        f"  /checkpoint/{_digest(seen.origin)}",
    ]


def _digest(origin: str) -> str:
    return hashlib.sha256(origin.encode()).hexdigest()
