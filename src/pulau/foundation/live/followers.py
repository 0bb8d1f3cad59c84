"""Who follows: what waits to be sent to each, and how many there may be."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from pulau.foundation.live.reading import framed
from pulau.foundation.registry.topics import Event

WAITING: Final = 64
"""How many readings may wait for one follower. Who is further behind is dropped, and resumes from its last number."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one reading found after a number, with its bytes, made once for all followers."""

    after: int
    events: Sequence[Event]
    frames: bytes

    @classmethod
    def of(cls, after: int, events: Sequence[Event]) -> Batch:
        """Frame the events."""
        return cls(after, events, framed(events))


class Follower:
    """One open stream: the number that it has come to, and what waits to be sent. Used in one event loop only."""

    def __init__(self, reached: int) -> None:
        self.reached = reached
        self.over = False
        self._waiting: deque[bytes] = deque()
        self._woken = asyncio.Event()

    def take(self, batch: Batch) -> None:
        """Take what is new to this follower. A reading that began further on is left: one from here comes next."""
        if batch.after > self.reached or batch.events[-1].number <= self.reached:
            return
        new = [event for event in batch.events if event.number > self.reached]
        self.reached = batch.events[-1].number
        self.tell(batch.frames if len(new) == len(batch.events) else framed(new))

    def tell(self, chunk: bytes) -> None:
        """Let something be sent; end a follower for whom too much waits already."""
        if self.over:
            return
        if len(self._waiting) >= WAITING:
            self._waiting.clear()
            self.end()
            return
        self._waiting.append(chunk)
        self._woken.set()

    def end(self) -> None:
        """Let the stream end after what waits."""
        self.over = True
        self._woken.set()

    async def next(self) -> bytes:
        """Wait for something to send, and return all of it; nothing when the stream is to end."""
        while not self._waiting and not self.over:
            self._woken.clear()
            await self._woken.wait()
        chunk = b"".join(self._waiting)
        self._waiting.clear()
        return chunk


class TooManyFollowers(Exception):  # noqa: N818 - a fact, as every error of this project
    """No stream is free, in all or for this address."""


class Seats:
    """How many streams are open in this process, in all and by address."""

    def __init__(self, in_all: int, of_one: int) -> None:
        self._in_all, self._of_one = in_all, of_one
        self._taken: Counter[str] = Counter()

    @contextmanager
    def seat(self, address: str) -> Iterator[None]:
        """Hold one. Raises TooManyFollowers."""
        if self._taken.total() >= self._in_all or self._taken[address] >= self._of_one:
            raise TooManyFollowers
        self._taken[address] += 1
        try:
            yield
        finally:
            self._taken[address] -= 1
            if not self._taken[address]:
                del self._taken[address]
