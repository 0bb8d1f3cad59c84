"""The application as ASGI servers (granian) load it: streams and uploads are taken here, pages are Django's."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import FrameType

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from pulau.cli.collecting import without_collecting
from pulau.cli.process import end_with_server, has_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulau.config.settings.chosen")
with without_collecting():
    _django = get_wsgi_application()
    import_module(settings.ROOT_URLCONF)  # or the first who asks for a page would wait for all of them

# What follows needs Django ready.
from pulau.foundation.live.bridge import Pages, Receive, Scope, Send
from pulau.foundation.live.followers import Seats
from pulau.foundation.live.hub import Hub
from pulau.foundation.live.stream import Streams, wants_stream
from pulau.foundation.uploads.streaming import Uploads, carries_file


class Application:
    """Streams, uploads and pages of one process."""

    def __init__(self) -> None:
        self._pages = Pages(_django)
        self._hub = Hub()
        seats = Seats(settings.LIVE_STREAMS, settings.LIVE_STREAMS_OF_ONE_ADDRESS)
        self._streams = Streams(self._pages, self._hub, seats)
        self._uploads = Uploads(self._pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer whatever a server has for an application."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif wants_stream(scope):
            await self._streams(scope, receive, send)
        elif carries_file(scope):
            await self._uploads(scope, receive, send)
        elif scope["type"] == "http":
            await self._pages(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        _at_the_end(self._close)
        watch = asyncio.create_task(end_with_server()) if has_server() else None
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if watch is not None:
            watch.cancel()
        self._close()
        await send({"type": "lifespan.shutdown.complete"})

    def _close(self) -> None:
        self._uploads.close()
        self._hub.close()


def _at_the_end(close: Callable[[], None]) -> None:
    """Close the streams when the process is asked to end: a server waits until all that is open has been answered.

    The server's own handler is called by the loop, which hears of signals by itself; Python's is free for this.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, partial(_ask_to_close, loop, close, signal.getsignal(number)))


def _ask_to_close(
    loop: asyncio.AbstractEventLoop, close: Callable[[], None], before: object, number: int, frame: FrameType | None
) -> None:
    loop.call_soon_threadsafe(close)
    if callable(before):
        before(number, frame)


application = Application()
