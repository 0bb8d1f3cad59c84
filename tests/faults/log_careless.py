"""Takes safeguards of the sequencer away, one by name: what the tests of crashes must notice."""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from pulau.core.log.tree import Tree
    from pulau.exchange.log.lock_store import Head


def careless(name: str) -> AbstractContextManager[None]:
    """Return a context in which the safeguard is gone."""
    return _CARELESS[name]()


@contextmanager
def _marks_first() -> Iterator[None]:
    """What was read is marked at once, before it is in the log."""
    from pulau.apps.transparency.running import sequencing
    from pulau.foundation.journal import outbox
    from pulau.foundation.journal.models import OutboxState

    read = sequencing._next

    def marked(most: int) -> Any:  # noqa: ANN401 - as the function it replaces
        batch = read(most)
        outbox.mark(sequencing._by_tenant(each for each, _kind in batch.logged), OutboxState.PUBLISHED)
        return batch

    with patch.object(sequencing, "_next", marked):
        yield


@contextmanager
def _forgets() -> Iterator[None]:
    """The lock store is told nothing, and nothing is made of what was published."""
    from pulau.exchange.log import growing, lock_store

    def move(_store: Any, before: Head, tree: Tree) -> Head:  # noqa: ANN401 - as the method it replaces
        return lock_store.Head(before.store, before.origin, tree.size, tree.root)

    unseen = patch.object(growing.Log, "_refuse_younger_tree", lambda _log: None)
    with unseen, patch.object(lock_store.LockStore, "move", move):
        yield


@contextmanager
def _stages_nothing() -> Iterator[None]:
    """The lock store moves, and what leads there is kept in memory alone."""
    from pulau.exchange.log import growing

    def nothing(_place: Path, _content: bytes) -> None:
        return

    with patch.object(growing, "durable", nothing):
        yield


@contextmanager
def _syncs_nothing() -> Iterator[None]:
    with patch.object(os, "fsync", lambda _handle: None):
        yield


@contextmanager
def _lock_unsynced() -> Iterator[None]:
    from pulau.exchange.log import lock_store

    with patch.object(lock_store, "SAFE", ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = OFF")):
        yield


_CARELESS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "marks-first": _marks_first,
    "forgets": _forgets,
    "stages-nothing": _stages_nothing,
    "syncs-nothing": _syncs_nothing,
    "lock-unsynced": _lock_unsynced,
}
