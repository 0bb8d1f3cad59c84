"""A process that serves requests to itself and tells how long they took, in an installation of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.served import ROOT, install, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SETTINGS = "benchmarks.web.settings"


@dataclass(frozen=True, slots=True)
class Teller:
    """The process (benchmarks/saving_process.py)."""

    process: subprocess.Popen[str]

    def times(self, kind: str, count: int) -> dict[str, list[float]]:
        """Do one thing so many times; return milliseconds by kind."""
        found: dict[str, list[float]] = self.ask(f"{kind} {count}")
        return found

    def queries(self, kind: str) -> int:
        """Return how many queries one request takes, brackets of transactions left out."""
        found: int = self.ask(f"queries {kind}")
        return found

    def ask(self, line: str) -> Any:  # noqa: ANN401 - JSON
        """Send a line, and return the answer."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the process was started without its pipes")
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{line}: the process ended")
        return json.loads(answer)


@contextmanager
def telling(**wishes: int) -> Iterator[Teller]:
    """Make an installation with SQLite in a folder of its own, and start the process in it."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        there = install(Path(folder), database="", **wishes)
        sessions = json.dumps(dict(there.sessions))
        environment = {**there.environment, "DJANGO_SETTINGS_MODULE": SETTINGS, "BENCH_SESSIONS": sessions}
        run(environment, "benchmarks.web.table")
        with started("benchmarks.saving_process", environment=environment) as teller:
            yield teller


@contextmanager
def started(module: str, *arguments: str, environment: Mapping[str, str]) -> Iterator[Teller]:
    """Start a process that answers lines, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Teller(process)
    finally:
        process.terminate()
        process.wait()
