"""What is kept in a process: bounded by bytes, and not to be emptied by a crawler that asks for everything once."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from pulau.foundation.standing.asking import Key
from pulau.foundation.standing.entries import Ready

_TRIAL_SHARE: Final = 4
"""One part in so many is for what was asked for once; what is asked for again moves to the rest."""


class Memory:
    """Answers by key; of each half the one that was asked for longest ago goes first."""

    def __init__(self, limit: int) -> None:
        """Hold at most so many bytes."""
        self._lock = Lock()
        self._trial = _Half(limit // _TRIAL_SHARE)
        self._proven = _Half(limit - limit // _TRIAL_SHARE)

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return self._trial.size + self._proven.size

    def get(self, key: Key) -> Ready | None:
        """Return what is held, fresh or not."""
        with self._lock:
            found = self._proven.get(key)
            if found is None and (found := self._trial.pop(key)) is not None:
                self._proven.put(key, found)
            return found

    def put(self, key: Key, ready: Ready) -> None:
        """Hold an answer in place of the one before."""
        with self._lock:
            half = self._proven if self._proven.pop(key) is not None else self._trial
            self._trial.pop(key)
            half.put(key, ready)

    def remove(self, key: Key) -> None:
        """Hold it no longer."""
        with self._lock:
            self._proven.pop(key)
            self._trial.pop(key)


class _Half:
    """A part of the memory, bounded by itself."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[Key, Ready] = OrderedDict()
        self.size = 0

    def get(self, key: Key) -> Ready | None:
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def pop(self, key: Key) -> Ready | None:
        found = self._held.pop(key, None)
        if found is not None:
            self.size -= found.size
        return found

    def put(self, key: Key, ready: Ready) -> None:
        if ready.size > self._limit:
            return
        self._held[key] = ready
        self.size += ready.size
        while self.size > self._limit:
            _key, oldest = self._held.popitem(last=False)
            self.size -= oldest.size
