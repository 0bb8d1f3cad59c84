"""Plain synchronous pages (WSGI) beside the streams (ASGI): each page in one of a few threads, answered in one piece.

`a2wsgi` translates the request; its own way back hands over headers, body and end one by one between two threads, which
made a stylesheet ten times slower. docs/decisions/0008-streams-beside-pages.md has the figures.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, ParamSpec, Protocol, TypeVar
from urllib.parse import unquote_to_bytes

from a2wsgi.wsgi import Body, build_environ

P = ParamSpec("P")
R = TypeVar("R")
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

THREADS: Final = 4
GATHERED: Final = 128 * 1024
"""Bodies up to this are there before a thread is taken: a slow phone that sends a form holds none."""
SILENT_SECONDS: Final = 30.0
"""How long the sender of a larger body may send nothing: it holds a thread meanwhile."""
LEFT_SECONDS: Final = 30.0
"""How long the rest of a body is taken after it was answered: a line that is cut while it still sends shows nothing."""
_PIECE: Final = 512 * 1024


@dataclass(slots=True)
class Answer:
    """What an application answered, as ASGI wants it."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    body: bytes = b""

    def start(self, status: str, headers: list[tuple[str, str]], _problem: object = None) -> Callable[[bytes], None]:
        """Take status and headers, as WSGI's `start_response`. Nothing here writes by its return value."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.strip().lower().encode("latin-1"), value.strip().encode("latin-1"))
                        for name, value in headers]  # fmt: skip
        return _no_writing


def _no_writing(_data: bytes) -> None:
    raise NotImplementedError("Django returns what it answers; it does not write it")


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


class _Pieces:
    """A file in large pieces (`wsgi.file_wrapper`)."""

    def __init__(self, file: _Readable, _size: int = 0) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self._file.read(_PIECE), b"")

    def close(self) -> None:
        """Close the file, and with it the response that it belongs to."""
        self._file.close()


class Coming(Body):
    """A body that is read as it comes."""

    async def leave(self) -> None:
        """Take what the application did not read and let it go, for a while."""
        try:
            async with asyncio.timeout(LEFT_SECONDS):
                while self._has_more:
                    self._has_more = bool((await self.receive()).get("more_body"))
        except (ConnectionResetError, TimeoutError):
            return  # whoever sends it has gone, or takes too long: they were answered


class Pages:
    """A WSGI application as an ASGI one."""

    def __init__(self, application: Wsgi, threads: int = THREADS) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        # However slowly larger bodies come, half of the threads stay for pages.
        self._large = asyncio.Semaphore(max(1, threads // 2))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            body = await _body(scope, receive)
        except ConnectionResetError:
            return  # nobody is there to be answered, and half a form is no form
        if isinstance(body, Coming):
            async with self._large:
                await self._answer(scope, body, send)
            await body.leave()
        else:
            await self._answer(scope, body, send)

    async def _answer(self, scope: Scope, body: io.BytesIO | Coming, send: Send) -> None:
        loop = asyncio.get_running_loop()

        def stream(message: dict[str, Any]) -> None:
            asyncio.run_coroutine_threadsafe(_sent(send, message), loop).result()

        answer = await loop.run_in_executor(self._threads, _with_room, self._run, _environ(scope, body), stream)
        if answer is not None:
            await send_answer(send, answer)

    async def ask(self, scope: Scope, more: Mapping[str, object] | None = None) -> Answer:
        """Return what is answered to a request without its body; `more` is added to its environment."""
        loop = asyncio.get_running_loop()
        environ = _environ(scope, io.BytesIO()) | dict(more or {})
        return await loop.run_in_executor(self._threads, _with_room, self._run_whole, environ)

    def _run_whole(self, environ: dict[str, Any]) -> Answer:
        answer = Answer()
        result = self._application(environ, answer.start)
        try:
            answer.body = b"".join(result)
        finally:
            _close(result)
        return answer

    def _run(self, environ: dict[str, Any], stream: Callable[[dict[str, Any]], None]) -> Answer | None:
        """Return the answer where it is one piece; otherwise send the pieces as they are made, in this very thread.

        A response that is made while it is sent reads the database, and a connection belongs to its thread.
        """
        answer = Answer()
        result = self._application(environ, answer.start)
        try:
            pieces = iter(result)
            answer.body = next(pieces, b"")
            second = next(pieces, None)
            if second is None:
                return answer
            stream({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            for piece in (answer.body, second):
                stream({"type": "http.response.body", "body": piece, "more_body": True})
            for piece in pieces:
                stream({"type": "http.response.body", "body": piece, "more_body": True})
            stream({"type": "http.response.body", "body": b"", "more_body": False})
            return None
        finally:
            _close(result)


def _with_room(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call, with room for every frame below.

    CPython keeps the frames of Python functions in chunks of 16 KB, and maps and unmaps the next chunk whenever calls
    go to and fro across its edge: a page with a loop just there takes a third longer, by the luck of its depth. This
    function's own frame asks for so much that the chunk made for it holds all that follows.
    """
    return call(*args, **kwargs)


_with_room.__code__ = _with_room.__code__.replace(co_stacksize=70_000)  # words: half a megabyte of a chunk of one


async def send_answer(send: Send, answer: Answer) -> None:
    """Send an answer in one piece."""
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})


async def _sent(send: Send, message: dict[str, Any]) -> None:
    await send(message)


def _close(result: Iterable[bytes]) -> None:
    close = getattr(result, "close", None)
    if close is not None:
        close()


async def _body(scope: Scope, receive: Receive) -> io.BytesIO | Coming:
    """Return what is sent, there already or read as it comes. Raises ConnectionResetError where it breaks off."""

    async def whole() -> Mapping[str, Any]:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("the client went away before its body was whole")
        return message

    async def soon() -> Mapping[str, Any]:
        try:
            return await asyncio.wait_for(whole(), SILENT_SECONDS)
        except TimeoutError:
            raise ConnectionResetError("the client sends nothing any more") from None

    announced = dict(scope["headers"]).get(b"content-length", b"0")
    length = int(announced) if announced.isdigit() else 0
    if length > GATHERED:
        return Coming(asyncio.get_running_loop(), soon)  # type: ignore[arg-type]  # their messages are TypedDicts
    parts: list[bytes] = []
    while length:
        message = await whole()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            break
    return io.BytesIO(b"".join(parts))


def _environ(scope: Scope, body: io.BytesIO | Body) -> dict[str, Any]:
    """Return the request as WSGI has it, mended where `a2wsgi` would fail or misread.

    A query may hold bytes beyond ASCII; HTTP/2 splits cookies; a header with `_` would pass for the one with `-`.
    """
    query = "".join(chr(byte) if byte < 128 else f"%{byte:02X}" for byte in scope["query_string"])  # noqa: PLR2004 - ASCII
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    cookies = [value for name, value in headers if name == b"cookie"]
    if len(cookies) > 1:
        headers = [pair for pair in headers if pair[0] != b"cookie"] + [(b"cookie", b"; ".join(cookies))]
    mended = scope | {"query_string": query.encode("ascii"), "headers": headers}
    environ: dict[str, Any] = dict(build_environ(mended, body))  # type: ignore[arg-type]  # a TypedDict of theirs
    if raw := scope.get("raw_path"):
        environ["PATH_INFO"] = unquote_to_bytes(raw).decode("latin-1")
    environ["wsgi.errors"] = sys.stderr
    environ["wsgi.file_wrapper"] = _Pieces
    return environ
