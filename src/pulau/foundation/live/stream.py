"""The stream of `/langsung/<topic>/<key>`: what the polling address answers, and then what happens, as it happens.

Django answers first, as it answers anybody: who may, unknown keys, https, headers and a database that is away are
settled there, and only there. Where it says 200, what it told is sent as events and the stream stays open.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
from typing import Any, Final

from django.http import HttpRequest

from pulau.foundation.accounts.origin import address_of, source_of
from pulau.foundation.live.bridge import Answer, Headers, Pages, Receive, Scope, Send, send_answer
from pulau.foundation.live.followers import Follower, Seats, TooManyFollowers
from pulau.foundation.live.hub import Hub
from pulau.foundation.live.reading import framed
from pulau.foundation.registry.topics import Event, topics

PREFIX: Final = "/langsung/"
KIND: Final = b"text/event-stream"
AGAIN_SECONDS: Final = 10
STUCK_SECONDS: Final = 30.0
"""How long a client may take no byte before it is let go."""
_OK: Final = 200
_BUSY: Final = 503
_ASKED_AGAIN: Final = frozenset({b"if-none-match", b"if-modified-since", b"if-match", b"if-unmodified-since", b"range"})
_OF_THE_BODY: Final = frozenset({b"content-type", b"content-length", b"cache-control", b"etag", b"expires"})
_log = logging.getLogger(__name__)


def wants_stream(scope: Scope) -> bool:
    """Whether a request asks for events as they come; anything else is a page's."""
    return (
        scope["type"] == "http"
        and scope["method"] in {"GET", "HEAD"}
        and scope["path"].startswith(PREFIX)
        and any(name == b"accept" and KIND in value for name, value in scope["headers"])
    )


class Streams:
    """The streams of this process."""

    def __init__(self, pages: Pages, hub: Hub, seats: Seats) -> None:
        self._pages, self._hub, self._seats = pages, hub, seats

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and stay."""
        headers = [pair for pair in scope["headers"] if pair[0] not in _ASKED_AGAIN]
        answer = await self._pages.ask(scope | {"headers": headers})
        if answer.status != _OK:
            await send_answer(send, answer)
            return
        if self._hub.closed:
            await _refuse(send, answer)
            return
        try:
            with self._seats.seat(_source(scope)):
                await self._stay(scope, answer, receive, send)
        except TooManyFollowers:
            await _refuse(send, answer)

    async def _stay(self, scope: Scope, answer: Answer, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": _OK, "headers": _stream_headers(answer.headers)})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        told = json.loads(answer.body)
        events = [Event(each["number"], each["name"], each["data"]) for each in told["events"]]
        # Each comes back at a time of its own when a server that many followed has gone.
        head = b"retry: %d\n: \n\n" % random.randrange(1000, 4000)  # noqa: S311 - guards nothing
        code, key = scope["path"].removeprefix(PREFIX).split("/")
        topic = topics.get(code)
        if topic is None:
            raise LookupError(code)  # cannot be: the page has answered for it
        follower = self._hub.follow(topic, key, told["last"])
        listening = asyncio.ensure_future(_until_gone(receive, follower))
        try:
            await _put(send, head + framed(events))
            await _send_all(send, follower)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except TimeoutError:
            _log.info("a client of a stream takes nothing any more")
        finally:
            self._hub.leave(topic, key, follower)
            listening.cancel()


async def _refuse(send: Send, answer: Answer) -> None:
    """Answer that no stream is free just now; asking again and again still works."""
    again = [(b"cache-control", b"no-store"), (b"retry-after", str(AGAIN_SECONDS).encode())]
    await send_answer(send, Answer(_BUSY, [*_kept(answer.headers), *again]))


async def _send_all(send: Send, follower: Follower) -> None:
    while True:
        chunk = await follower.next()
        if chunk:
            await _put(send, chunk)
        elif follower.over:
            return


async def _put(send: Send, chunk: bytes) -> None:
    """Send a piece. Raises TimeoutError where the client takes none."""
    async with asyncio.timeout(STUCK_SECONDS):
        await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _until_gone(receive: Receive, follower: Follower) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass  # a body that nobody asked for
    follower.end()


def _stream_headers(headers: Headers) -> Headers:
    own = [
        (b"content-type", KIND + b"; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),  # nginx would hold events back until a buffer is full
    ]
    return [*_kept(headers), *own]


def _kept(headers: Headers) -> Headers:
    """Return the headers that belong to the answer whatever its body: policies, the request's number."""
    return [pair for pair in headers if pair[0] not in _OF_THE_BODY]


def _source(scope: Scope) -> str:
    """Return by what a visitor is counted, behind the trusted proxies as everywhere."""
    request = HttpRequest()
    client: Any = scope.get("client")
    request.META["REMOTE_ADDR"] = client[0] if client else ""
    forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = ",".join(forwarded)
    return source_of(address_of(request))
