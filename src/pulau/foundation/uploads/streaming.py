"""Bodies of uploads read as they come, in the event loop: a slow phone holds no thread and no transaction.

Django answers first, without the body: who may, whose upload it is and where it goes on are settled there. Where it
says what is to be received, the bytes go to the disk in pieces, and the answer of success leaves once they are safe.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from pulau.foundation.live.bridge import SILENT_SECONDS, Answer, Headers, Pages, Receive, Scope, Send, send_answer
from pulau.foundation.uploads.protocol import Problem
from pulau.foundation.uploads.receiving import BOX, PIECE, Receiving, Refused

ADDRESS: Final = "/unggahan"
THREADS: Final = 4
_OF_SUCCESS: Final = frozenset({b"content-length", b"content-type"})
_log = logging.getLogger(__name__)


def carries_file(scope: Scope) -> bool:
    """Whether a request brings bytes of an upload."""
    return (
        scope["type"] == "http"
        and scope["method"] in {"POST", "PATCH"}
        and (scope["path"] == ADDRESS or scope["path"].startswith(f"{ADDRESS}/"))
    )


class Uploads:
    """The uploads of this process; at most a piece of each is in memory."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._disk = ThreadPoolExecutor(THREADS, thread_name_prefix="uploads")
        self._closing = False

    def close(self) -> None:
        """Take no more bytes: clients are told, and go on with the next server where they were."""
        self._closing = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, once what was brought is on the disk."""
        box: list[Receiving] = []
        answer = await self._pages.ask(scope, {BOX: box})
        if not box:
            await send_answer(send, answer)
            return
        problem = await self._take(box[0], receive)
        if problem is Problem.CUT:
            return  # nobody is there to be answered
        await send_answer(send, _told(answer, problem, box[0].offset))

    async def _take(self, receiving: Receiving, receive: Receive) -> Problem | None:
        """Return why not all was taken, or None."""
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._disk, receiving.open)
            problem = await self._pieces(receiving, receive)
            await loop.run_in_executor(self._disk, receiving.finish if problem is None else receiving.stop)
        except Refused as refused:
            await loop.run_in_executor(self._disk, receiving.stop)
            return refused.problem
        return problem

    async def _pieces(self, receiving: Receiving, receive: Receive) -> Problem | None:
        loop, piece, more = asyncio.get_running_loop(), bytearray(), True
        while more and not self._closing:
            try:
                message: Mapping[str, Any] = await asyncio.wait_for(receive(), SILENT_SECONDS)
            except TimeoutError:
                message = {"type": "http.disconnect"}
            if message["type"] == "http.disconnect":
                if piece:
                    await loop.run_in_executor(self._disk, receiving.write, bytes(piece))
                return Problem.CUT
            piece += message.get("body", b"")
            more = message.get("more_body", False)
            if len(piece) >= PIECE or not more:
                await loop.run_in_executor(self._disk, receiving.write, bytes(piece))
                piece.clear()
        return Problem.STOPPING if more else None


def _told(answer: Answer, problem: Problem | None, offset: int) -> Answer:
    """Return the answer of success, or the same with what went wrong in its place."""
    place = (b"upload-offset", str(offset).encode())
    if problem is None:
        return Answer(answer.status, [*_without(answer.headers, b"upload-offset"), place], answer.body)
    _log.info("an upload was not taken: %s", problem.code)
    response = problem.response()
    kept: Headers = [pair for pair in _without(answer.headers, b"upload-offset") if pair[0] not in _OF_SUCCESS]
    length = (b"content-length", str(len(response.content)).encode())
    return Answer(problem.status, [*kept, place, length, (b"content-type", b"application/json")], response.content)


def _without(headers: Headers, name: bytes) -> Headers:
    return [pair for pair in headers if pair[0] != name]
