"""The hub: one reader for each thing that is followed, however many follow it; none for what nobody follows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import Http404

from pulau.foundation.live.followers import Batch, Follower
from pulau.foundation.live.reading import notice, read_apart
from pulau.foundation.registry.topics import Event, Topic

Read = Callable[[Topic, str, int], Sequence[Event]]

AWAY: Final = "away"
BACK: Final = "back"
ALIVE: Final = "alive"
"""What a stream says of itself: the database does not answer, answers again, nothing has happened for a while."""
_THREADS: Final = 2  # of their own: a reading never waits for the pages' threads
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two readings, between two tries of a database that is away, and until a sign of life."""

    read: float = 0.5
    again: float = 2.0
    heartbeat: float = 15.0


class Hub:
    """All that is followed in this process. Every method is called in the event loop."""

    def __init__(self, read: Read = read_apart, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self.closed = False
        self._read = read
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="live")
        self._feeds: dict[tuple[str, str], _Feed] = {}

    def follow(self, topic: Topic, key: str, reached: int) -> Follower:
        """Begin to follow from a number; the caller sends what `next` returns, and calls `leave` whatever happens."""
        feed = self._feeds.get((topic.code, key))
        if feed is None:
            feed = self._feeds[topic.code, key] = _Feed(self, topic, key, reached)
        return feed.add(Follower(reached))

    def leave(self, topic: Topic, key: str, follower: Follower) -> None:
        """Stop following. With the last follower the reading ends."""
        feed = self._feeds.get((topic.code, key))
        if feed is not None and feed.remove(follower):
            self.drop(feed)

    def drop(self, feed: _Feed) -> None:
        """Forget a feed, and end whoever still follows it."""
        if self._feeds.get(feed.name) is feed:
            del self._feeds[feed.name]
        feed.end()

    def close(self) -> None:
        """End all streams; their browsers come back to the server that starts next, from where they are."""
        self.closed = True
        for feed in list(self._feeds.values()):
            self.drop(feed)

    @property
    def read_now(self) -> int:
        """How many things are being read."""
        return len(self._feeds)

    async def read(self, topic: Topic, key: str, after: int) -> Sequence[Event]:
        """Read in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._read, topic, key, after)


class _Feed:
    """One thing that is followed, and the task that reads it."""

    def __init__(self, hub: Hub, topic: Topic, key: str, reached: int) -> None:
        self.name = (topic.code, key)
        self._hub, self._topic, self._key = hub, topic, key
        self._after = reached
        self._away = False
        self._followers: set[Follower] = set()
        self._task = asyncio.get_running_loop().create_task(self._run())
        self._told = 0.0

    def add(self, follower: Follower) -> Follower:
        """Add one; who comes from further back is read for from there, and the others leave what they have."""
        self._after = min(self._after, follower.reached)
        self._followers.add(follower)
        return follower

    def remove(self, follower: Follower) -> bool:
        """Remove one; say whether nobody is left."""
        self._followers.discard(follower)
        return not self._followers

    def end(self) -> None:
        """End the reading and all streams of it."""
        self._task.cancel()
        for follower in self._followers:
            follower.end()

    async def _run(self) -> None:
        self._told = asyncio.get_running_loop().time()
        try:
            while True:
                await self._turn()
                await asyncio.sleep(self._hub.pace.again if self._away else self._hub.pace.read)
        except Http404:
            _log.info("%s is not there any more", self._topic.code)
        finally:
            self._hub.drop(self)  # also when a topic has failed: nobody waits at a stream that is read no more

    async def _turn(self) -> None:
        """Read once and hand out what is new."""
        asked = self._after
        try:
            events = await self._hub.read(self._topic, self._key, asked)
        except (OperationalError, InterfaceError) as problem:
            if not self._away:
                _log.warning("the database does not answer a stream: %s", problem)
                self._tell(AWAY)
            self._away = True
            return
        if self._away:
            self._away = False
            self._tell(BACK)
        if events:
            self._hand_out(Batch.of(asked, events))
        elif asyncio.get_running_loop().time() - self._told >= self._hub.pace.heartbeat:
            self._tell(ALIVE)

    def _hand_out(self, batch: Batch) -> None:
        if self._after == batch.after:  # otherwise somebody came from further back meanwhile
            self._after = batch.events[-1].number
        self._told = asyncio.get_running_loop().time()
        for follower in self._followers:
            follower.take(batch)

    def _tell(self, state: str) -> None:
        self._told = asyncio.get_running_loop().time()
        for follower in self._followers:
            follower.tell(notice(state))
