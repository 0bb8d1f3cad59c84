"""search: finding among 50,000 published units, as somebody types and as a whole page, on SQLite and on PostgreSQL.

Both databases are made alike, by `tests.many_published`; each is asked by a process of its own, without pages that are
kept ready: every question is answered anew.
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

LIMIT_MS: Final = 150


def search() -> Iterator[Figure]:
    """Make both databases and measure; starts a PostgreSQL where none is named."""
    if not os.environ.get(SERVER):
        command = [str(ROOT / "tools" / "postgres.sh"), sys.executable, "-m", "benchmarks.search"]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        yield from (Figure(**found) for found in json.loads(done.stdout))
        return
    for name, addresses in (("sqlite", {}), ("postgres", _addresses())):
        with TemporaryDirectory(prefix="pulau-bench-") as folder:
            for asked, taken in _measured(Path(folder), addresses).items():
                yield Figure(f"search-{asked}-{name}", p95(taken), "ms", limit=LIMIT_MS)


def _addresses() -> dict[str, str]:
    """Return the settings that name a fresh database of the server, for the application and for its owner."""
    server = urlsplit(os.environ[SERVER])

    def address(role: str) -> str:
        place = f"{role}:bench@{server.netloc.rpartition('@')[2]}"
        return urlunsplit(server._replace(netloc=place, path=f"/bench_search_{os.getpid()}"))

    return {
        "PULAU_DATABASE_URL": address("pulau_bench"),
        "PULAU_MIGRATION_DATABASE_URL": address("pulau_bench_owner"),
    }


def _measured(home: Path, addresses: dict[str, str]) -> dict[str, list[float]]:
    environment = {
        **os.environ,
        "PULAU_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded",
        "PULAU_STANDING_MEMORY_MB": "0",
        **addresses,
    }
    commands: list[list[str]] = [[PULAU, "migrate"]]
    if addresses:
        server = urlunsplit(urlsplit(os.environ[SERVER])._replace(path="/postgres"))
        commands.insert(0, [PULAU, "database", "prepare", "--execute", server])
    for command in commands:
        subprocess.run(command, env=environment, check=True, capture_output=True)
    process = [sys.executable, "-m", "benchmarks.search_process"]
    done = subprocess.run(process, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    told = [{name: getattr(figure, name) for name in Figure.__dataclass_fields__} for figure in search()]
    sys.stdout.write(json.dumps(told))
