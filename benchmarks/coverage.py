"""coverage: the pages of coverage among 600 agencies with 50,000 units, and the recount of a body with 5,000 units.

A PostgreSQL database behind the wall, made by `pulau generate` (few employees: the pages read counts) and filled with
invented counts of five years; one process asks the pages, and a fresh one counts the body, whose growth is then the
count's alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

from benchmarks.figure import Figure
from benchmarks.many_agencies import PULAU, ROOT, SERVER, p95

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE: Final = ("--agencies", "600", "--units", "50000", "--employees", "20000")
PAGE_MS, RECOUNT_SECONDS, RECOUNT_MB = 200, 10, 100
QUERIES: Final = 12
"""The most that a page may ask, of the country or of a body."""


def coverage() -> Iterator[Figure]:
    """Make the database and measure; starts a PostgreSQL for it where none is named."""
    if not os.environ.get(SERVER):
        command = [str(ROOT / "tools" / "postgres.sh"), sys.executable, "-m", "benchmarks.coverage"]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        yield from (Figure(**found) for found in json.loads(done.stdout))
        return
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        yield from measured(prepared(Path(folder)))


def prepared(home: Path) -> dict[str, str]:
    """Make a database with invented agencies and units; returns the environment that names it."""
    server = urlsplit(os.environ[SERVER])

    def address(role: str) -> str:
        place = f"{role}:bench@{server.netloc.rpartition('@')[2]}"
        return urlunsplit(server._replace(netloc=place, path=f"/bench_coverage_{os.getpid()}"))

    environment = {
        **os.environ,
        "PULAU_HOME": str(home),
        "PULAU_DATABASE_URL": address("pulau_bench"),
        "PULAU_MIGRATION_DATABASE_URL": address("pulau_bench_owner"),
        "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded",
    }
    for command in (
        ("database", "prepare", "--execute", urlunsplit(server._replace(path="/postgres"))),
        ("migrate",),
        ("generate", *SIZE),
    ):
        subprocess.run([PULAU, *command], env=environment, check=True, capture_output=True)
    return environment


def measured(environment: dict[str, str]) -> Iterator[Figure]:
    """Let the process measure, and tell its figures."""
    found = _asked(environment)
    for page, taken in found["pages"].items():
        yield Figure(f"coverage-{page}", p95(taken["ms"]), "ms", limit=PAGE_MS)
        yield Figure(f"coverage-{page}-queries", taken["queries"], "queries", limit=QUERIES)
    recount = _asked(environment, found["large"])
    yield Figure("coverage-recount", recount["seconds"], "s", limit=RECOUNT_SECONDS)
    yield Figure("coverage-recount-memory", recount["mb"], "MB", limit=RECOUNT_MB)


def _asked(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """Run a process of `coverage`, and return what it wrote."""
    command = [sys.executable, "-m", "benchmarks.coverage_process", *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    found = [{name: getattr(figure, name) for name in Figure.__dataclass_fields__} for figure in coverage()]
    sys.stdout.write(json.dumps(found))
