"""Programs and readers in a process of their own, which can do little harm: limits, no network, few folders, no shell.

    outcome = run_module("pulau.exchange.files.worker", ["pages", "a.pdf"], Room(folder, read=(path,)), READERS)

What the system lends is told by `isolation()`: a network of its own, a filter of calls, closed folders (Landlock).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import PIL

import pulau

_STARTING: Final = Path(__file__).with_name("starting.py")
_PATH: Final = [str(Path(one.__path__[0]).resolve().parent) for one in (pulau, PIL)]
"""Where our own modules and the libraries lie; the process starts without any path of its own."""
_OUT: Final = ".out"
_MOST_OUT: Final = 4_000_000
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_WAITS: Final = (0.005, 0.02, 0.05)
"""Seconds between looks at a process: shorter at first, since most are done soon."""


class End(StrEnum):
    """How a process ended."""

    DONE = "done"
    FAILED = "failed"
    TOO_LONG = "too-long"
    TOO_LARGE = "too-large"


@dataclass(frozen=True, slots=True)
class Rules:
    """The most that a process may take: seconds on the clock and of CPU, bytes of memory, of a file, open files.

    `memory` bounds what it may address; where that is None, `resident` alone bounds what it and its children hold,
    looked at many times a second (LibreOffice addresses gigabytes that it never touches).
    """

    seconds: float = 20
    cpu: int = 10
    memory: int | None = 512_000_000
    resident: int = 512_000_000
    file: int = 250_000_000
    open: int = 128


READERS: Final = Rules()
"""For our own readers of one file: ten seconds of CPU, and twice that on the clock where others use it too."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where a process may write (its own folder, also its home), and which files or folders it may read besides.

    In the folders of `sockets` it may make local sockets, and no files.
    """

    folder: Path
    read: tuple[Path, ...] = ()
    sockets: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a process: its end, exit code, what it wrote on standard output, seconds, most bytes it held."""

    end: End
    code: int
    out: bytes
    seconds: float
    resident: int


@dataclass(frozen=True, slots=True)
class Isolation:
    """What is in force here: a network of its own (empty), a filter that refuses sockets, closed folders."""

    network: bool
    calls: bool
    folders: bool

    @property
    def offline(self) -> bool:
        """Whether a process cannot reach the network, one way or the other."""
        return self.network or self.calls


def run(command: Sequence[str], room: Room, rules: Rules = READERS) -> Outcome:
    """Run a program, named by its absolute path, with arguments; nothing reads them as a shell would."""
    return _run({"command": list(command)}, room, rules)


def run_module(module: str, arguments: Sequence[str], room: Room, rules: Rules = READERS) -> Outcome:
    """Run a module of Pulau as a program."""
    return _run({"module": module, "arguments": list(arguments), "path": list(_PATH)}, room, rules)


@cache
def isolation() -> Isolation:
    """Ask a process what the system allowed it to close; asked once."""
    told = subprocess.run(  # noqa: S603 - our own file, no argument from outside
        [sys.executable, "-I", "-S", str(_STARTING), "{}"], capture_output=True, check=False, env={}, timeout=20
    )
    found = json.loads(told.stdout or b"{}")
    return Isolation(*(bool(found.get(key)) for key in ("network", "calls", "folders")))


def _run(wish: dict[str, Any], room: Room, rules: Rules) -> Outcome:
    limits = {"cpu": rules.cpu, "file": rules.file, "open": rules.open}
    if rules.memory is not None:
        limits["memory"] = rules.memory
    read = [str(path.resolve()) for path in room.read]
    wish |= {"limits": limits, "read": [*read, *wish.get("path", [])], "write": [str(room.folder.resolve())]}
    wish["sockets"] = [str(path) for path in room.sockets]
    command = [sys.executable, "-I", "-B", str(_STARTING), json.dumps(wish)]
    out = room.folder / _OUT
    started = time.monotonic()
    with out.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603 - no shell; the command is made here
            command,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.DEVNULL,
            cwd=room.folder,
            env=_environment(room.folder),
            start_new_session=True,
        )
        try:
            end, most = _watch(process, rules)
        finally:
            _kill(process)
    with out.open("rb") as file:
        said = file.read(_MOST_OUT)
    out.unlink()
    return Outcome(end, process.returncode, said, time.monotonic() - started, most)


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _watch(process: subprocess.Popen[bytes], rules: Rules) -> tuple[End, int]:
    """Wait for a process, within its time and memory; returns how it ended and the most bytes that were seen."""
    until, most, looks = time.monotonic() + rules.seconds, 0, 0
    while True:
        most = max(most, resident(process.pid))
        if most > rules.resident:
            return End.TOO_LARGE, most
        try:
            code = process.wait(_WAITS[min(looks // 20, len(_WAITS) - 1)])
        except subprocess.TimeoutExpired:
            looks += 1
            if time.monotonic() > until:
                return End.TOO_LONG, most
            continue
        if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            return End.TOO_LONG, most
        if code == -signal.SIGXFSZ:
            return End.TOO_LARGE, most
        return (End.DONE if code == 0 else End.FAILED), most


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started in its group, also where it is over and left some behind."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def resident(leader: int) -> int:
    """Return the bytes of memory that the processes of a session hold together; shared pages count for each."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            session = int((folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[3])
            if session == leader:
                total += int((folder / "statm").read_text("ascii").split()[1]) * _PAGE
        except (OSError, ValueError, IndexError):
            continue  # over by now
    return total
