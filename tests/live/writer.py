"""Writes events by SQL, in another process than the server: `python -m tests.live.writer HOME FROM TO SECONDS`."""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.live.app import TABLE


def make(home: Path) -> None:
    """Make an empty database with the bare table."""
    with closing(sqlite3.connect(home / "pulau.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(
            f"CREATE TABLE {TABLE} (number INTEGER PRIMARY KEY, at REAL NOT NULL, key TEXT UNIQUE, word TEXT)"
        )
        database.commit()


def write(home: Path, first: int, last: int, every: float = 0.0) -> None:
    """Write the events of these numbers, one transaction each."""
    with closing(sqlite3.connect(home / "pulau.sqlite3", timeout=20)) as database:
        for number in range(first, last + 1):
            database.execute(f"INSERT INTO {TABLE} (number, at) VALUES (?, ?)", (number, time.time()))  # noqa: S608 - our own name
            database.commit()
            time.sleep(every)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
