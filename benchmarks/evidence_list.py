"""evidence-list: the list of an agency's evidence among 100,000 files, and searches in it, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

from benchmarks.figure import Figure
from benchmarks.many_agencies import PULAU, ROOT, SERVER, p95

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITS_MS: Final = {"list": 150, "search": 300}
QUERIES: Final = 15
CHILD: Final = (sys.executable, "-m", "benchmarks.evidence_list_process")
POSTGRESQL: Final = "postgresql"


def evidence_list() -> Iterator[Figure]:
    """Measure on SQLite, then on PostgreSQL behind the wall; starts a server where none is named."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        yield from _measured("sqlite", _sqlite(folder))
    if os.environ.get(SERVER):
        yield from _on_postgresql()
        return
    command = [str(ROOT / "tools" / "postgres.sh"), sys.executable, "-m", "benchmarks.evidence_list"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    yield from (Figure(**found) for found in json.loads(done.stdout))


def _on_postgresql() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        yield from _measured(POSTGRESQL, _postgresql(folder))


def _sqlite(folder: str) -> dict[str, str]:
    return {**os.environ, "PULAU_HOME": folder, "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded"}


def _postgresql(folder: str) -> dict[str, str]:
    server = urlsplit(os.environ[SERVER])

    def address(role: str) -> str:
        place = f"{role}:bench@{server.netloc.rpartition('@')[2]}"
        return urlunsplit(server._replace(netloc=place, path=f"/bench_evidence_{os.getpid()}"))

    environment = _sqlite(folder) | {
        "PULAU_DATABASE_URL": address("pulau_bench"),
        "PULAU_MIGRATION_DATABASE_URL": address("pulau_bench_owner"),
        "BENCH_BUILDER": urlunsplit(server._replace(path=f"/bench_evidence_{os.getpid()}")),  # behind no wall
    }
    prepare = [PULAU, "database", "prepare", "--execute", urlunsplit(server._replace(path="/postgres"))]
    subprocess.run(prepare, env=environment, check=True, capture_output=True)
    return environment


def _measured(database: str, environment: dict[str, str]) -> Iterator[Figure]:
    subprocess.run([PULAU, "migrate"], env=environment, check=True, capture_output=True)
    builder = environment
    if database == POSTGRESQL:
        builder = environment | {"PULAU_DATABASE_URL": environment["BENCH_BUILDER"]}
    for step, who in (("house", builder), ("fill", environment), ("analyze", builder)):
        subprocess.run([*CHILD, step], env=who, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run([*CHILD, "ask"], env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    for page, taken in found.items():
        limit = LIMITS_MS[page.partition("-")[0]]
        yield Figure(f"evidence-{page}-{database}", p95(taken["ms"]), "ms", limit=limit)
    most = max(taken["queries"] for taken in found.values())
    yield Figure(f"evidence-list-queries-{database}", most, "queries", limit=QUERIES)


if __name__ == "__main__":
    figures = [{name: getattr(figure, name) for name in Figure.__dataclass_fields__} for figure in _on_postgresql()]
    sys.stdout.write(json.dumps(figures))
