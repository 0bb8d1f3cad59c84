"""pyHanko begins an event loop for each signature and check; where one runs already, a thread of its own has none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def outside_loop(work: Callable[[], T]) -> T:
    """Return what `work` returns, and raise what it raises: here, or in a thread where a loop runs here."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()
