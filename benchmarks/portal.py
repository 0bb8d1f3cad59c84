"""portal: public pages of a small and of a large country, made anew and kept ready, on both databases.

Two databases of each kind, each asked by a process of its own, take turns page by page, so that whatever else the
machine does meets both. A page that is kept ready is asked for on `pulau serve`, beside a bare response of its size.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

from benchmarks.figure import Figure
from benchmarks.many_agencies import PULAU, ROOT, SERVER, asking, p95
from benchmarks.portal_searches import SEARCHES
from benchmarks.standing import AT_LEAST, PROCESSES, SHARE, in_turns
from tests.served import Installation, Visitor, bare, run, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MODULE: Final = "benchmarks.portal_process"
SIZES: Final = {"small": (60, 2_000), "large": (600, 50_000)}
"""Bodies and units."""
ROUNDS: Final = 120
RATIO: Final = 1.3
MOST_QUERIES: Final = 10
SEARCH_MS: Final = 150
API_MS: Final = 150
POSTGRESQL: Final = "postgresql"
SMALLER: Final = "PULAU_BENCH_PORTAL"
"""Names other sizes, to try whether it runs: `6,60,12,240,3` are those of both countries, and the rounds."""
_LISTED: Final = ("unit", "unit-year", "home", "agency", "regions", "province", "region")


def portal() -> Iterator[Figure]:
    """Measure on SQLite, then on PostgreSQL; starts a server where none is named."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        homes = {name: _sqlite(Path(folder) / name) for name in SIZES}
        yield from _measured("sqlite", homes)
        yield from _kept(homes["large"])
    if os.environ.get(SERVER):
        yield from _on_postgresql()
        return
    command = [str(ROOT / "tools" / "postgres.sh"), sys.executable, "-m", "benchmarks.portal"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    yield from (Figure(**found) for found in json.loads(done.stdout))


def filled(environment: Mapping[str, str], agencies: int, units: int, builder: str = "") -> None:
    """Migrate a database and publish a country in it; `builder` is the address of a role that may look at all of it."""
    owner = {**environment, "PULAU_DATABASE_URL": builder} if builder else environment
    subprocess.run([PULAU, "migrate"], env=environment, check=True, capture_output=True)
    run(environment, MODULE, "fill", str(agencies), str(units))
    run(owner, MODULE, "analyze")


def _sqlite(home: Path) -> dict[str, str]:
    """Make the installation of one size."""
    environment = bare(home)
    filled(environment, *_sizes()[home.name])
    return environment


def _on_postgresql() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        yield from _measured(POSTGRESQL, {name: _postgresql(Path(folder) / name) for name in SIZES})


def _postgresql(home: Path) -> dict[str, str]:
    server = urlsplit(os.environ[SERVER])
    database = f"/bench_portal_{home.name}_{os.getpid()}"

    def address(role: str) -> str:
        return urlunsplit(server._replace(netloc=f"{role}:bench@{server.netloc.rpartition('@')[2]}", path=database))

    environment = bare(home) | {
        "PULAU_DATABASE_URL": address("pulau_bench"),
        "PULAU_MIGRATION_DATABASE_URL": address("pulau_bench_owner"),
    }
    prepare = [PULAU, "database", "prepare", "--execute", urlunsplit(server._replace(path="/postgres"))]
    subprocess.run(prepare, env=environment, check=True, capture_output=True)
    filled(environment, *_sizes()[home.name], builder=urlunsplit(server._replace(path=database)))
    return environment


def _measured(database: str, homes: Mapping[str, dict[str, str]]) -> Iterator[Figure]:
    """Ask both countries in turns; a page's figure is its p95 in the large one, and the ratio to that in the small."""
    with ExitStack() as stack:
        few, many = (stack.enter_context(asking(homes[name], MODULE, "ask")) for name in SIZES)
        for page in few({"list": True})["pages"]:
            rounds = max(_rounds(), len(SEARCHES)) if page == "search" else _rounds()
            pairs = [(few({"page": page}), many({"page": page})) for _ in range(rounds)]
            yield from _figures(f"portal-{page}", database, pairs)


def _figures(name: str, database: str, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> Iterator[Figure]:
    small, large = (p95([pair[side]["ms"] for pair in pairs]) for side in (0, 1))
    page = name.removeprefix("portal-")
    limit = SEARCH_MS if page == "search" else API_MS if page.startswith("api-") else None
    flat = RATIO if page in _LISTED else None
    yield Figure(f"{name}-{database}", large, "ms", limit=limit, ratio=large / small, ratio_limit=flat)
    queries = max(found["queries"] for pair in pairs for found in pair)
    yield Figure(f"{name}-queries-{database}", queries, "queries", limit=MOST_QUERIES if page == "unit" else None)


def _kept(environment: dict[str, str]) -> Iterator[Figure]:
    """Ask for the page of a unit that is kept ready, and for a bare response, in turns."""
    if shutil.which("wrk") is None:
        print("wrk is missing: kept pages were not measured (apt-get install wrk)", file=sys.stderr)
        return
    path = json.loads(run(environment, MODULE, "addresses"))["unit"]
    with _both(environment, path) as (page, least):
        rounds = in_turns(page, least)
    ours, theirs = (median(pair[side] for pair in rounds) for side in (0, 1))
    share = median(kept / bare_one for kept, bare_one in rounds)
    yield Figure("portal-kept", ours, "requests/s", limit=AT_LEAST, ratio=share, ratio_limit=SHARE, more_is_better=True)
    yield Figure("portal-kept-bare", theirs, "requests/s")


@contextmanager
def _both(environment: dict[str, str], path: str) -> Iterator[tuple[str, str]]:
    """Serve the country and the bare response, each by two processes; gives the two addresses."""
    there = Installation(Path(environment["PULAU_HOME"]), environment, {}, {}, {})
    with serving(there, PULAU_WORKERS=PROCESSES) as ours:
        size = len(Visitor(there, ours.port, "").ask("GET", path, Cookie="x=1").text.encode())
        least = "benchmarks.web.standing_bare_settings"
        with serving(there, settings=least, PULAU_WORKERS=PROCESSES, BENCH_BYTES=str(size)) as theirs:
            yield f"http://127.0.0.1:{ours.port}{path}", f"http://127.0.0.1:{theirs.port}/polos"


def _sizes() -> dict[str, tuple[int, int]]:
    wanted = os.environ.get(SMALLER)
    if not wanted:
        return dict(SIZES)
    few, fewer, many, more, _rounds = map(int, wanted.split(","))
    return {"small": (few, fewer), "large": (many, more)}


def _rounds() -> int:
    wanted = os.environ.get(SMALLER)
    return int(wanted.rpartition(",")[2]) if wanted else ROUNDS


if __name__ == "__main__":
    figures = [{name: getattr(figure, name) for name in Figure.__dataclass_fields__} for figure in _on_postgresql()]
    sys.stdout.write(json.dumps(figures))
