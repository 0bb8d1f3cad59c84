"""Which process a process of pages belongs to: it ends when that one has gone, and leaves the port free."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Final

SERVER: Final = "PULAU_SERVER_PROCESS"
"""Where `pulau serve` tells the processes that it starts what its own is."""
SECONDS: Final = 1.0


def has_server() -> bool:
    """Whether `pulau serve` started this process. Another server looks after its own."""
    return os.environ.get(SERVER) == str(os.getppid())


async def end_with_server() -> None:
    """End this process, as Ctrl+C would, once the one that started it has gone without a word (killed, no memory)."""
    parent = os.getppid()
    while os.getppid() == parent:  # noqa: ASYNC110 - the kernel tells nobody
        await asyncio.sleep(SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
