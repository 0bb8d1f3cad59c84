"""How much of the machine strangers may use for checking files: few at once, and not too often from one address.

An address is counted in the memory of this process alone, under a key that is thrown away with its window: nothing is
written, so that it stays true that nobody notes who checks what.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Final

AT_ONCE: Final = 2
PATIENCE: Final = 4.0
"""Seconds that a file waits for its turn before whoever sent it is asked to come again."""
OFTEN: Final = 60
"""Files from one address within a window; an office behind one address checks fewer."""
WINDOW: Final = 600.0  # seconds
_MOST_ADDRESSES: Final = 20_000


class Busy(Exception):  # noqa: N818 - a fact, as every error of this project
    """No turn was free; `seconds` is when to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class TooOften(Busy):
    """One address has sent too many files; `seconds` is when its next one is taken."""


class Turns:
    """Turns of one process."""

    def __init__(self, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._free, self._patience = BoundedSemaphore(at_once), patience

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a turn. Raises Busy where none gets free in time."""
        if not self._free.acquire(timeout=self._patience):
            raise Busy(15)
        try:
            yield
        finally:
            self._free.release()


class Tally:
    """How many files came from which address in the window that runs; the next window begins with nothing."""

    def __init__(self, often: int = OFTEN, window: float = WINDOW) -> None:
        self._often, self._window = often, window
        self._lock = Lock()
        self._begin(monotonic())

    def count(self, source: str) -> None:
        """Count a file. Raises TooOften."""
        with self._lock:
            now = monotonic()
            if now >= self._until:
                self._begin(now)
            key = hashlib.blake2b(source.encode(), key=self._key, digest_size=16).digest()
            if self._counts[key] >= self._often:
                raise TooOften(max(1, round(self._until - now)))
            if key in self._counts or len(self._counts) < _MOST_ADDRESSES:
                self._counts[key] += 1

    def _begin(self, now: float) -> None:
        self._key, self._until = secrets.token_bytes(32), now + self._window
        self._counts: Counter[bytes] = Counter()
