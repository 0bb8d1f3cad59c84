"""Pages beside streams: what a WSGI application is given, and how its answers leave."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from pulau.foundation.live import bridge
from pulau.foundation.live.bridge import GATHERED, Pages

SCOPE: dict[str, Any] = {
    "type": "http",
    "method": "POST",
    "path": "/a",
    "raw_path": b"/a",
    "query_string": b"",
    "headers": [],
    "http_version": "1.1",
    "scheme": "http",
    "client": ("192.0.2.7", "4000"),
    "server": ("127.0.0.1", "8000"),
}
Message = Mapping[str, Any]


def ask(application: Any, messages: Iterable[Message] = (), **changed: Any) -> list[Message]:  # noqa: ANN401 - of WSGI
    """Return what is sent for a request whose body comes in these messages."""
    sent: list[Message] = []
    coming = iter(messages)

    async def receive() -> Message:
        return next(coming)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Pages(application, threads=1)(SCOPE | changed, receive, send))
    return sent


class Seen:
    """An application that keeps what it was given."""

    def __init__(self) -> None:
        self.environ: dict[str, Any] = {}
        self.body: bytes | None = None

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:  # noqa: ANN401 - of WSGI
        self.environ, self.body = environ, environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", " a=1"), ("Set-Cookie", " b=2")])
        return [b"ya"]


def body(*parts: bytes) -> list[Message]:
    return [
        {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts, start=1)
    ]


def test_an_answer_of_one_piece_leaves_in_one_piece() -> None:
    start, piece = ask(Seen())
    assert start["status"] == 200
    assert start["headers"] == [(b"content-type", b"text/plain"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    assert piece == {"type": "http.response.body", "body": b"ya", "more_body": False}


def test_what_a_request_says_arrives_and_nothing_passes_for_something_else() -> None:
    seen = Seen()
    headers = [
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"x-forwarded-for", b"198.51.100.1"),
        (b"x_forwarded_for", b"203.0.113.9"),
    ]
    ask(seen, headers=headers, query_string=b"b=\xc3\xa9&c=%20", raw_path=b"/\xc3\xa9%2Fb", path="/é/b")
    assert seen.environ["HTTP_COOKIE"] == "a=1; b=2"
    assert seen.environ["HTTP_X_FORWARDED_FOR"] == "198.51.100.1"
    assert seen.environ["QUERY_STRING"] == "b=%C3%A9&c=%20"
    assert seen.environ["PATH_INFO"].encode("latin-1").decode() == "/é/b"
    assert (seen.environ["REMOTE_ADDR"], seen.environ["wsgi.url_scheme"]) == ("192.0.2.7", "http")


@pytest.mark.parametrize("size", [10, GATHERED + 10])
def test_a_body_is_given_whole_however_it_comes(size: int) -> None:
    seen = Seen()
    whole = b"x" * size
    ask(seen, body(whole[:7], whole[7:]), headers=[(b"content-length", str(size).encode())])
    assert seen.body == whole


def test_half_a_form_reaches_nobody() -> None:
    seen = Seen()
    broken: list[Message] = [
        {"type": "http.request", "body": b"jawab=A", "more_body": True},
        {"type": "http.disconnect"},
    ]
    assert ask(seen, broken, headers=[(b"content-length", b"20")]) == []
    assert seen.environ == {}


def test_half_an_upload_is_an_error_and_not_a_short_file() -> None:
    seen = Seen()
    broken: list[Message] = [{"type": "http.request", "body": b"x", "more_body": True}, {"type": "http.disconnect"}]
    with pytest.raises(ConnectionResetError):
        ask(seen, broken, headers=[(b"content-length", str(GATHERED + 1).encode())])
    assert seen.body is None


def test_slow_uploads_hold_no_more_than_half_of_the_threads() -> None:
    seen, sent = Seen(), []

    async def never() -> Message:
        await asyncio.sleep(3600)
        return {}

    async def at_once() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def play() -> None:
        pages = Pages(seen, threads=2)
        slow = SCOPE | {"headers": [(b"content-length", str(GATHERED + 1).encode())]}
        uploads = [asyncio.create_task(pages(slow, never, send)) for _ in range(2)]
        await asyncio.sleep(0.05)
        await asyncio.wait_for(pages(SCOPE, at_once, send), 0.5)
        assert sent[-1]["body"] == b"ya"
        ended = await asyncio.wait_for(asyncio.gather(*uploads, return_exceptions=True), 5)
        assert {type(each) for each in ended} == {ConnectionResetError}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bridge, "SILENT_SECONDS", 1.0)
        asyncio.run(play())


class Pieces:
    """An answer that is made while it is sent."""

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for number in range(4):
            self.threads.add(threading.get_ident())
            yield b"%d" % number

    def close(self) -> None:
        self.closed = True


def test_pieces_are_made_in_one_thread_and_sent_as_they_come() -> None:
    pieces = Pieces()

    def application(_environ: object, start: Any) -> Pieces:  # noqa: ANN401 - of WSGI
        start("200 OK", [])
        return pieces

    sent = ask(application)
    assert [message.get("body") for message in sent] == [None, b"0", b"1", b"2", b"3", b""]
    assert [message.get("more_body") for message in sent] == [None, True, True, True, True, False]
    assert pieces.closed
    assert len(pieces.threads) == 1
    assert threading.get_ident() not in pieces.threads


def test_a_file_is_read_in_large_pieces_and_closed() -> None:
    file = io.BytesIO(b"x" * 1_200_000)

    def application(environ: dict[str, Any], start: Any) -> Any:  # noqa: ANN401 - of WSGI
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](file, 4096)

    sent = ask(application)
    assert len(sent) == 5
    assert sum(len(message.get("body", b"")) for message in sent) == 1_200_000
    assert file.closed


def test_a_failure_closes_and_is_not_hidden() -> None:
    pieces = Pieces()

    def application(_environ: object, start: Any) -> Any:  # noqa: ANN401 - of WSGI
        start("200 OK", [])
        return Broken(pieces)

    with pytest.raises(RuntimeError):
        ask(application)
    assert pieces.closed


class Broken:
    """Fails at its second piece."""

    def __init__(self, pieces: Pieces) -> None:
        self.close = pieces.close

    def __iter__(self) -> Iterator[bytes]:
        yield b"0"
        raise RuntimeError("a mistake in a page")
