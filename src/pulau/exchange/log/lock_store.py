"""The lock store: what the log's size and root are, in a small file that is on the disk before anybody hears of it.

It is the truth about the log: tiles, checkpoint and database follow it. One process at a time holds it, by a lock of
the operating system that ends with the process.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pulau.core.log.tree import EMPTY_ROOT, Tree

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS state (one INTEGER PRIMARY KEY CHECK (one = 1), store TEXT NOT NULL, "
    "origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL)"
)
SAFE: Final = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
"""With both a commit returns when the disk has it (WAL, FULL: the log is synced by every commit)."""


class LockHeld(Exception):  # noqa: N818 - a fact, as every error of this project
    """Another sequencer holds this lock store."""


class LockMoved(Exception):  # noqa: N818 - a fact, as every error of this project
    """Size and root are no more what they were: somebody else moved them on."""


class LockUnusable(OSError):  # noqa: N818 - a fact, as every error of this project
    """The file cannot be read or written: the disk is full or away, or the file is damaged."""


@dataclass(frozen=True, slots=True)
class Head:
    """Which store this is, of which log, and what it holds: the size and the root (32 bytes)."""

    store: str
    origin: str
    size: int
    root: bytes


class LockStore:
    """The store of one log, held from `with` to its end. Raises LockHeld where another process has it, LockUnusable."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: int | None = None
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        held = os.open(self._path.with_suffix(".held"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            os.close(held)
            raise LockHeld(str(self._path)) from problem
        self._held = held
        try:
            with _telling(self._path):
                self._database = sqlite3.connect(self._path, isolation_level=None)
                for statement in (*SAFE, _SCHEMA):
                    self._database.execute(statement)
        except LockUnusable:
            self._let_go()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._let_go()

    def _let_go(self) -> None:
        if self._database is not None:
            self._database.close()
        if self._held is not None:
            os.close(self._held)
        self._database = self._held = None

    def head(self) -> Head | None:
        """Return what the store holds; None where it was never begun. Raises LockUnusable."""
        with _telling(self._path):
            row = self._connection.execute("SELECT store, origin, size, root FROM state").fetchone()
        return Head(row[0], row[1], row[2], bytes(row[3])) if row else None

    def begin(self, origin: str, tree: Tree | None = None) -> Head:
        """Begin the store of a log, empty or at a tree that was found again elsewhere.

        Raises LockMoved where it was begun already, LockUnusable.
        """
        head = _new(origin, tree)
        with _telling(self._path):
            done = self._connection.execute("INSERT OR IGNORE INTO state VALUES (1, ?, ?, ?, ?)", _row(head))
        if done.rowcount != 1:
            raise LockMoved(str(self._path))
        return head

    def begin_again(self, origin: str, tree: Tree) -> Head:
        """Have a new store, with an id of its own, at a tree that was verified, in the place of one that is too old.

        Raises LockMoved: what stands here knows as large a tree. Raises LockUnusable.
        """
        head = _new(origin, tree)
        with _telling(self._path):
            done = self._connection.execute(
                "INSERT INTO state VALUES (1, ?, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET store = excluded.store, "
                "origin = excluded.origin, size = excluded.size, root = excluded.root "
                "WHERE size < excluded.size OR (size = excluded.size AND root = excluded.root)",
                _row(head),
            )
        if done.rowcount != 1:
            raise LockMoved(f"{self._path}: it holds a tree that is as large")
        return head

    def move(self, before: Head, tree: Tree) -> Head:
        """Compare and swap: from what it was to a tree that has grown. Raises LockMoved, LockUnusable."""
        if tree.size <= before.size:
            raise LockMoved(f"{self._path}: a log only grows")
        with _telling(self._path):
            done = self._connection.execute(
                "UPDATE state SET size = ?, root = ? WHERE store = ? AND origin = ? AND size = ? AND root = ?",
                (tree.size, tree.root, before.store, before.origin, before.size, before.root),
            )
        if done.rowcount != 1:
            raise LockMoved(f"{self._path}: no longer at {before.size}")
        return Head(before.store, before.origin, tree.size, tree.root)

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._database is None:
            raise RuntimeError("the lock store is used inside `with`")
        return self._database


def peek(path: Path) -> Head | None:
    """Return what a lock store holds, without holding it; None where none is, or it cannot be read. For pages."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            row = database.execute("SELECT store, origin, size, root FROM state").fetchone()
    except sqlite3.Error:
        return None
    return Head(row[0], row[1], row[2], bytes(row[3])) if row else None


def _new(origin: str, tree: Tree | None) -> Head:
    size, root = (tree.size, tree.root) if tree else (0, EMPTY_ROOT)
    return Head(uuid.uuid4().hex, origin, size, root)


def _row(head: Head) -> tuple[str, str, int, bytes]:
    return head.store, head.origin, head.size, head.root


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Have what SQLite says of the file told as an error of the disk."""
    try:
        yield
    except sqlite3.Error as problem:
        raise LockUnusable(f"{path}: {problem}") from problem
