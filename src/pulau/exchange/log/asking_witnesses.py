"""Asking a witness to cosign (C2SP tlog-witness, the log's side): within a time, for an answer of a size.

Over https alone, no redirect is followed, and no proxy of the surroundings is used. A witness on this machine may be
asked over http, or by its folder: for the demo, where the platform plays the witnesses itself.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import sqlite3
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from pulau.core.log.checkpoints import cosigners_of, read_number
from pulau.core.log.notes import Key, Note, NoteRefused, Signature, read_signatures
from pulau.core.log.proofs import Growth
from pulau.exchange.log import keys
from pulau.exchange.log.trusted_logs import LogsRefused
from pulau.exchange.log.witness_state import StateRefused
from pulau.exchange.log.witnessing import SIZE, Witness

MOST_BYTES: Final = 64 * 1024
"""Of an answer: 64 signatures, the ones of the future among them, take less."""
LONGEST_ADDRESS: Final = 500
_PORTS: Final = {"https": 443, "http": 80}
_OK: Final = 200
_CONFLICT: Final = 409
_HEADERS: Final = {"User-Agent": "Pulau", "Accept-Encoding": "identity", "Content-Type": "text/plain; charset=utf-8"}


class Outcome(StrEnum):
    """How a question ended."""

    SIGNED = "signed"
    """It gave signature lines; whether they are good is for `good_lines` to say."""
    BEHIND = "behind"
    """It cosigned another size last, and says which; the proof has to begin there."""
    CONFLICT = "conflict"
    """It cosigned another root of this size."""
    REFUSED = "refused"
    """It answered otherwise."""
    UNREACHABLE = "unreachable"
    """There was no answer, or its address is none that may be asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a witness said. `size` belongs to BEHIND; `status` is 0 where none came; `reason` is for the operator."""

    outcome: Outcome
    lines: tuple[Signature, ...] = ()
    size: int = 0
    status: int = 0
    reason: str = ""


class AddressRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A witness is not asked at such an address."""


def check_address(url: str, *, local: bool = False) -> SplitResult:
    """Return the parts of a witness's address. Raises AddressRefused; nothing is asked yet.

    It begins with https://, and tells no user, query or fragment. `local` allows http:// to this very machine, and
    `file:///folder` of a witness.
    """
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST_ADDRESS
    try:
        parts = urlsplit(url)
        sound = plain and parts.port != 0
    except ValueError:
        raise AddressRefused("not an address") from None
    if local and sound and parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        return parts
    if not sound or not parts.hostname or parts.scheme not in _PORTS:
        raise AddressRefused("not an address that begins with https://")
    if parts.username is not None or parts.query or parts.fragment:
        raise AddressRefused("the address of a witness has no user, ? or #")
    if parts.scheme == "http" and not (local and _is_loopback(parts.hostname)):
        raise AddressRefused("the address of a witness begins with https://")
    return parts


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def ask(url: str, growth: Growth, *, timeout: float, local: bool = False) -> Asked:
    """Ask the witness at an address (its submission prefix) once.

    `timeout` are seconds for everything but the resolving of its name. What `local` allows: see check_address.
    Raises nothing that the other side can cause.
    """
    try:
        parts = check_address(url, local=local)
    except AddressRefused as refused:
        return Asked(Outcome.UNREACHABLE, reason=str(refused))
    if parts.scheme == "file":
        return LocalWitness(Path(unquote(parts.path))).ask(growth, timeout=timeout)
    connection = _connection(parts, timeout)
    try:
        with _deadline(connection, timeout) as over:
            return _post(connection, f"{parts.path.rstrip('/')}/add-checkpoint", growth, over)
    finally:
        connection.close()


class _Plain(HTTPConnection):
    """Keeps hold of the line itself, so that it can be cut at any time."""

    line: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        self.line = sock.dup()
        return sock


class _Secured(HTTPSConnection):
    """The same: the line below TLS, also while both sides still greet each other."""

    line: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        self.line = sock.dup()
        return sock


def _connection(parts: SplitResult, timeout: float) -> _Plain | _Secured:
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    if parts.scheme == "http":
        return _Plain(host, port, timeout=timeout)
    return _Secured(host, port, timeout=timeout, ssl_context=ssl.create_default_context())


def _post(connection: _Plain | _Secured, path: str, growth: Growth, over: threading.Event) -> Asked:
    try:
        connection.connect()
        if over.is_set():
            return _unreachable(over)
        connection.request("POST", path, body=str(growth).encode(), headers=_HEADERS, preload_content=False)
        answer = connection.getresponse()
        body = b""
        while len(body) <= MOST_BYTES and (piece := answer.read(MOST_BYTES + 1 - len(body), decode_content=False)):
            body += piece
        kind = answer.headers.get("Content-Type", "")
    except ssl.SSLError as problem:
        return Asked(
            Outcome.UNREACHABLE, reason="no answer in time" if over.is_set() else f"its certificate: {problem}"
        )
    except (HTTPError, http.client.HTTPException, OSError) as problem:
        late = over.is_set() or "timed out" in str(problem)
        return Asked(Outcome.UNREACHABLE, reason="no answer in time" if late else f"no answer: {problem}")
    if over.is_set():
        return Asked(Outcome.UNREACHABLE, reason="no answer in time")
    return answered(growth, answer.status, kind, body)


def _unreachable(over: threading.Event, problem: str = "") -> Asked:
    late = over.is_set() or "timed out" in problem
    return Asked(Outcome.UNREACHABLE, reason="no answer in time" if late else problem)


@contextmanager
def _deadline(connection: _Plain | _Secured, seconds: float) -> Iterator[threading.Event]:
    """Cut the line when the time is over, so that an answer in drops cannot hold anybody."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        if connection.line is not None:
            with suppress(OSError):  # it has just ended by itself
                connection.line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
        if connection.line is not None:
            connection.line.close()


def answered(growth: Growth, status: int, kind: str, body: bytes) -> Asked:
    """Return what an answer to a request means: of HTTP, or of a file that came back."""
    if len(body) > MOST_BYTES:
        return Asked(Outcome.REFUSED, status=status, reason=f"the answer is larger than {MOST_BYTES} bytes")
    try:
        if status == _OK:
            return Asked(Outcome.SIGNED, lines=read_signatures(body.decode()), status=status)
        if status == _CONFLICT and kind.partition(";")[0].strip().lower() == SIZE:
            size = read_number(body.decode().removesuffix("\n"))
            if size != growth.old:
                return Asked(Outcome.BEHIND, size=size, status=status)
    except ValueError as problem:  # NoteRefused, or not UTF-8
        return Asked(Outcome.REFUSED, status=status, reason=f"not an answer of tlog-witness: {problem}")
    told = _printable(body)
    return Asked(Outcome.CONFLICT if status == _CONFLICT else Outcome.REFUSED, status=status, reason=told)


def _printable(body: bytes) -> str:
    """Return the first words of an answer, without what steers a terminal."""
    text = body[:200].decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def good_lines(note: Note, lines: tuple[Signature, ...], key: Key) -> tuple[Signature, ...]:
    """Return which lines are good cosignatures of this witness over the checkpoint; all others are left out."""
    return tuple(each for each in lines if _is_good(note, each, key))


def _is_good(note: Note, line: Signature, key: Key) -> bool:
    try:
        return bool(cosigners_of(Note(note.text, (line,)), [key], keys.verify))
    except NoteRefused:
        return False


class LocalWitness:
    """A witness that is asked by its folder, as the demo's are: whoever can write there could sign anything."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._clock = clock

    def ask(self, growth: Growth, *, timeout: float = 0) -> Asked:
        """Ask it; how long that takes is the disk's affair."""
        del timeout
        try:
            with closing(Witness(self._folder)) as witness:
                answer = witness.add_checkpoint(str(growth).encode(), int(self._clock()))
        except (OSError, sqlite3.Error, keys.KeyFileRefused, LogsRefused, StateRefused) as problem:
            return Asked(Outcome.UNREACHABLE, reason=str(problem))
        return answered(growth, answer.status, answer.content_type, answer.body)
