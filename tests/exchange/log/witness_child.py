"""A witness in a process of its own, for tests that kill it, race it, starve it or watch its system calls.

`python -m tests.exchange.log.witness_child MODE FOLDER`: each line of standard input is a request in hex, each line of
output the status and the body. With `serve` it speaks HTTP, and the first line of output is its port.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pulau.exchange.log import witness_state
from pulau.exchange.log.witness_server import WitnessServer
from pulau.exchange.log.witness_state import Seen, State, Turn
from pulau.exchange.log.witnessing import Witness
from tests.exchange.log.witnessed import NOW

_remember = Turn.remember


def _killed_before(turn: Turn, seen: Seen) -> None:
    turn._database.execute("UPDATE seen SET size = ?", (seen.size,))
    os.kill(os.getpid(), signal.SIGKILL)


def _killed_after(turn: Turn, seen: Seen) -> None:
    _remember(turn, seen)
    os.kill(os.getpid(), signal.SIGKILL)


def _slow(turn: Turn, seen: Seen) -> None:
    """What was decided long ago is written over whatever stands there now."""
    time.sleep(0.01)
    row = (seen.origin, seen.size, seen.root, seen.at, seen.note)
    turn._database.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", row)


@contextmanager
def _no_turn(state: State) -> Iterator[Turn]:
    yield Turn(state._database)


def _full() -> None:
    """Nothing can be written beyond a file's first bytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))


def _roomy() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def main(mode: str, folder: Path) -> None:
    """Answer until the input ends."""
    if mode == "unsynced" or mode.endswith("-unsynced"):
        witness_state.SAFE = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = OFF")  # type: ignore[attr-defined]
    changed = {"killed-before": _killed_before, "killed-after": _killed_after, "unlocked": _slow}.get(mode)
    if changed:
        Turn.remember = changed  # type: ignore[assignment, method-assign]
    if mode == "unlocked":
        State.turn = _no_turn  # type: ignore[method-assign, assignment]
    witness = Witness(folder)
    if mode.startswith("serve"):
        server = WitnessServer(witness, ("127.0.0.1", 0))
        print(server.server_port, flush=True)  # noqa: T201 - what the parent waits for
        server.serve_forever()
    for line in sys.stdin:
        words = line.split()
        if words[0] in {"full", "roomy"}:
            (_full if words[0] == "full" else _roomy)()
            continue
        answer = witness.add_checkpoint(bytes.fromhex(words[0]), NOW)
        os.write(1, f"{answer.status} {answer.body.hex()}\n".encode())


if __name__ == "__main__":
    if sqlite3.sqlite_version_info < (3, 35):
        raise SystemExit("SQLite is too old")
    main(sys.argv[1], Path(sys.argv[2]))
