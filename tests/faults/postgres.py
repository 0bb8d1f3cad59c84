"""A PostgreSQL that syncs to the disk, to be stopped and crashed: the one of a test run does neither."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.served import ROOT

SCRIPT = str(ROOT / "tools" / "postgres.sh")
SAY = "import os, sys; print(*(os.environ[f'PULAU_TEST_{n}'] for n in ('DATABASE_URL', 'POSTGRES_HOME')), flush=True)"
WAIT = "; sys.stdin.read()"


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server: the address of its database, and the folder that it lives in."""

    address: str
    home: str

    def crash(self) -> None:
        """End it at once, as a power cut would, and start it again."""
        self._do("--crash")

    def stop(self) -> None:
        """End it at once."""
        self._do("--stop")

    def start(self) -> None:
        """Start it again."""
        self._do("--start")

    def pour(self, source: str) -> None:
        """Copy all of another database, named by its address, into the empty one; whoever the address names owns it."""
        programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
        with subprocess.Popen([programs / "pg_dump", "-xO", source], stdout=subprocess.PIPE) as dump:
            target = [str(programs / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", self.address]
            subprocess.run(target, stdin=dump.stdout, check=True)
        assert dump.returncode == 0

    def _do(self, what: str) -> None:
        # Not captured: the server that it starts would keep the pipe open.
        subprocess.run([SCRIPT, what, self.home], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def durable_postgres() -> Iterator[Postgres]:
    """Run one until the block ends."""
    command = [SCRIPT, "--durable", sys.executable, "-c", SAY + WAIT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address, _, home = server.stdout.readline().strip().partition(" ")
        head, _, query = address.partition("?")
        try:
            yield Postgres(f"{head.rpartition('/')[0]}/postgres?{query}", home)
        finally:
            server.communicate("")
