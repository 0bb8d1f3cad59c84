"""The logs that a witness trusts: a text file that people edit too, one `vkey [address]` a line.

The `log` lines of a policy (C2SP tlog-policy) are taken too, and its other lines passed over: a policy can be put in
the file's place. A log that changes its key has two lines for a while.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pulau.core.log.notes import ED25519, Key, NoteRefused, read_key
from pulau.exchange.log.trees import sync_folder

LONGEST: Final = 200_000
_OF_POLICIES: Final = frozenset({"witness", "group", "quorum"})


class LogsRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A line of the file names no log. `line` is its number, from 1; 0 where the whole is meant."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class TrustedLog:
    """A key of a log, whose name is the log's origin, and where the log is served (empty: not told)."""

    key: Key
    url: str = ""

    @property
    def line(self) -> str:
        """The line of the file, with its end."""
        return f"{self.key.vkey} {self.url}".rstrip() + "\n"


def read_logs(raw: bytes) -> tuple[TrustedLog, ...]:
    """Return the logs of a file. Raises LogsRefused."""
    if len(raw) > LONGEST:
        raise LogsRefused(0, "the file is too long")
    try:
        lines = raw.decode().split("\n")
    except UnicodeDecodeError as problem:
        raise LogsRefused(0, "the file is not UTF-8") from problem
    found = (_log_of(number, line) for number, line in enumerate(lines, 1))
    return tuple(each for each in found if each)


def _log_of(number: int, line: str) -> TrustedLog | None:
    words = line.split()
    if not words or words[0].startswith("#") or words[0] in _OF_POLICIES:
        return None
    vkey, *rest = words[1:] if words[0] == "log" and len(words) > 1 else words
    if len(rest) > 1:
        raise LogsRefused(number, "a line is a key and, where it is told, an address")
    try:
        return TrustedLog(read_key(vkey, ED25519), rest[0] if rest else "")
    except NoteRefused as problem:
        raise LogsRefused(number, str(problem)) from problem


def trust(path: Path, log: TrustedLog) -> bool:
    """Add a key; return whether it is new. Raises LogsRefused, OSError."""
    with _held(path):
        raw = path.read_bytes() if path.exists() else b""
        if any(each.key == log.key for each in read_logs(raw)):
            return False
        ended = raw if not raw or raw.endswith(b"\n") else raw + b"\n"
        replace_file(path, ended + log.line.encode())
    return True


def distrust(path: Path, key: Key) -> bool:
    """Take a key away; return whether it was there. Comments stay. Raises LogsRefused, OSError."""
    with _held(path):
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not any(each.key == key for each in read_logs(line))]
        if len(kept) == len(lines):
            return False
        replace_file(path, b"".join(kept))
    return True


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """One writer at a time."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def replace_file(path: Path, raw: bytes) -> None:
    """Put a file in the place of the old one: whole, and on the disk; readers find the old or the new one."""
    beside = path.with_name(f"{path.name}.new")
    write_synced(beside, raw)
    beside.replace(path)
    sync_folder(path.parent)


def write_synced(path: Path, raw: bytes) -> None:
    """Write a file, for its owner alone, and have it on the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
