"""What a witness remembers: per log the largest checkpoint that it cosigned, in a file that outlives a power cut.

All is read and changed under the write lock of the database, so two processes on one folder take turns.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pulau.exchange.log.lock_store import SAFE
from pulau.exchange.log.trees import sync_folder

WAIT_SECONDS: Final = 10.0
"""For another process that holds the state; after that the request is refused."""
_HELD: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SCHEMA: Final = """
CREATE TABLE witness (one INTEGER PRIMARY KEY CHECK (one = 1), vkey TEXT NOT NULL);
CREATE TABLE seen (
    origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL
);
"""


class StateRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """The state is missing, is no state, or belongs to another key."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The largest checkpoint that was cosigned: its root (32 bytes), when last (seconds since 1970), and the note."""

    origin: str
    size: int
    root: bytes
    at: int
    note: str


def create_state(path: Path, vkey: str) -> None:
    """Make an empty state for a key, on the disk when this returns. Raises FileExistsError, sqlite3.Error."""
    path.touch(mode=0o600, exist_ok=False)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in SAFE:
            database.execute(statement)
        database.executescript(_SCHEMA)
        database.execute("INSERT INTO witness VALUES (1, ?)", (vkey,))
    sync_folder(path.parent)


class State:
    """The state of one witness, used by all threads of a process in turn.

    Raises StateRefused, or sqlite3.Error where another process holds it for longer than WAIT_SECONDS.
    """

    def __init__(self, path: Path, vkey: str) -> None:
        self._lock = threading.Lock()
        if not path.is_file():
            raise StateRefused(f"{path} is missing")
        self._database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw",  # never makes an empty state in the place of a lost one
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            row = self._begun()
        except sqlite3.Error as problem:
            self.close()
            if getattr(problem, "sqlite_errorcode", 0) in _HELD:
                raise
            raise StateRefused(f"{path}: {problem}") from problem
        if not row or row[0] != vkey:
            self.close()
            raise StateRefused(f"{path} belongs to another key")

    def _begun(self) -> tuple[str] | None:
        for statement in SAFE:
            self._database.execute(statement)
        found: tuple[str] | None = self._database.execute("SELECT vkey FROM witness").fetchone()
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Give a turn, in which nobody else reads or writes; what it changed is committed by itself alone.

        Raises sqlite3.Error where the state cannot be had within WAIT_SECONDS.
        """
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield Turn(self._database)
            finally:
                if self._database.in_transaction:
                    with suppress(sqlite3.Error):  # the transaction is over either way; the first problem is told
                        self._database.execute("ROLLBACK")

    def all_seen(self) -> tuple[Seen, ...]:
        """Return what is remembered of every log, by origin. Raises sqlite3.Error."""
        with self._lock:
            return tuple(Seen(*row) for row in self._database.execute("SELECT * FROM seen ORDER BY origin"))


class Turn:
    """One look at the state, and at most one change."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def seen(self, origin: str) -> Seen | None:
        """Return what is remembered of a log."""
        row = self._database.execute("SELECT * FROM seen WHERE origin = ?", (origin,)).fetchone()
        return Seen(*row) if row else None

    def last_time(self) -> int:
        """Return when anything was cosigned last, in seconds since 1970; 0 where nothing ever was."""
        row = self._database.execute("SELECT coalesce(max(at), 0) FROM seen").fetchone()
        return int(row[0])

    def remember(self, seen: Seen) -> None:
        """Remember, and commit: when this returns, the disk has it. Raises sqlite3.Error; then nothing may be told."""
        self._database.execute(
            "INSERT INTO seen VALUES (?, ?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE SET"
            " size = excluded.size, root = excluded.root, at = excluded.at, note = excluded.note",
            (seen.origin, seen.size, seen.root, seen.at, seen.note),
        )
        self._database.execute("COMMIT")
