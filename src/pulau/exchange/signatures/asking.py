"""Asking a server that the operator named: over TLS, within a time, for an answer of a size; no redirect is followed.

What is sent and what comes back is never logged here, and no exception carries it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

import urllib3
from urllib3.util import make_headers

CONNECT_SECONDS: Final = 5.0
_CHUNK: Final = 64 * 1024
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_pool: Final = urllib3.PoolManager(maxsize=8, block=False, cert_reqs="CERT_REQUIRED")


class NoAnswer(Exception):  # noqa: N818 - a fact, as every error of this project
    """There was no answer, none in time, or one that is too large; the text says which."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is and how it knows us. `user` and `password` go by HTTP basic authentication."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent: `kind` is its content type, `wanted` the one that is hoped for."""

    method: str
    path: str = ""
    body: bytes = field(default=b"", repr=False)
    kind: str = ""
    wanted: str = "*/*"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status."""

    status: int
    kind: str
    body: bytes = field(repr=False)


def server_at(address: str, *, plain: bool = False) -> Server:
    """Read an address, which may hold `user:password@`. Raises ValueError.

    It must begin with https://; http:// is for this machine alone, or for everywhere where `plain` (RFC 3161 tokens
    are signed, so that the way they come need not be).
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an address that begins with https://, without ? and #")
    if parts.scheme == "http" and not plain and parts.hostname not in _LOOPBACK:
        raise ValueError("must begin with https://")
    host = parts.netloc.rpartition("@")[2]
    return Server(f"{parts.scheme}://{host}{parts.path}", unquote(parts.username or ""), unquote(parts.password or ""))


def ask(server: Server, question: Question, *, seconds: float, most_bytes: int) -> Answer:
    """Ask once, never twice: what is asked may already have been done. Raises NoAnswer."""
    until = time.monotonic() + seconds
    try:
        answer = _pool.request(
            question.method,
            server.url + question.path,
            body=question.body or None,
            headers=_headers(server, question),
            timeout=urllib3.Timeout(connect=min(CONNECT_SECONDS, seconds), read=seconds),
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
    except (urllib3.exceptions.HTTPError, OSError) as problem:
        raise NoAnswer(_kind_of(problem)) from None  # the cause names the whole address, with whom we asked about
    try:
        body = _body(answer, until, most_bytes)
    except (urllib3.exceptions.HTTPError, OSError) as problem:
        raise NoAnswer(_kind_of(problem)) from None
    finally:
        answer.close()
    return Answer(answer.status, answer.headers.get("Content-Type", "").partition(";")[0].strip().lower(), body)


def _headers(server: Server, question: Question) -> dict[str, str]:
    headers = {"User-Agent": "Pulau", "Accept": question.wanted, "Accept-Encoding": "identity"}
    if question.kind:
        headers["Content-Type"] = question.kind
    if server.user:
        headers |= make_headers(basic_auth=f"{server.user}:{server.password}")
    return headers


def _body(answer: urllib3.BaseHTTPResponse, until: float, most_bytes: int) -> bytes:
    """Read while there is time, in whatever pieces come: an answer in drops must not hold a worker."""
    body = bytearray()
    while piece := answer.read1(_CHUNK):
        body += piece
        if len(body) > most_bytes:
            raise NoAnswer(f"the answer is larger than {most_bytes} bytes")
        if time.monotonic() > until:
            raise NoAnswer("the answer took too long")
    return bytes(body)


def _kind_of(problem: Exception) -> str:
    return f"no answer ({type(problem).__name__})"
