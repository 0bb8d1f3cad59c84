"""log: how fast the journal comes into the public log, is proven and followed; and what that costs a page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from benchmarks.figure import Figure
from benchmarks.many_agencies import PULAU, ROOT, SERVER, p95
from benchmarks.teller import started
from tests.served import bare, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.teller import Teller

ENTRIES: Final = 20_000
MICROSECONDS: Final = {"append": 500, "monitor": 20}
"""Of an entry: 2,000 and 50,000 entries a second."""
SECONDS: Final = 10
PROOF_MS: Final = 5
SLOWER: Final = 1.1
LATE: Final = 300
PROOFS: Final = 300
ROUNDS, A_ROUND, WARM = 12, 25, 20
FILLED: Final = json.dumps({"filled": 1})
PROCESS: Final = "benchmarks.log_process"
Environment = dict[str, str]


def log() -> Iterator[Figure]:
    """Measure appending, proving, following, cosigning, and how long an entry waits; on SQLite, then PostgreSQL."""
    yield from _on_both("log", _measured)


def log_page() -> Iterator[Figure]:
    """Measure a page that writes one journal entry, with the sequencer at work beside it and without it, in turns."""
    yield from _on_both("log-page", _page)


def _on_both(name: str, measure: Callable[[str, Environment], Iterator[Figure]]) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        yield from measure("sqlite", bare(Path(folder)))
    command = [str(ROOT / "tools" / "postgres.sh"), "--durable", sys.executable, "-m", "benchmarks.log", name]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    yield from (Figure(**found) for found in json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def _postgresql() -> Iterator[Environment]:
    """Have an installation on PostgreSQL whose role the wall holds."""
    server = urlsplit(os.environ[SERVER])

    def address(role: str) -> str:
        place = f"{role}:bench@{server.netloc.rpartition('@')[2]}"
        return urlunsplit(server._replace(netloc=place, path="/bench_log"))

    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        environment = bare(Path(folder), address("pulau_bench"))
        environment["PULAU_MIGRATION_DATABASE_URL"] = address("pulau_bench_owner")
        environment["BENCH_BUILDER"] = urlunsplit(server._replace(path="/bench_log"))  # behind no wall
        prepare = [PULAU, "database", "prepare", "--execute", urlunsplit(server._replace(path="/postgres"))]
        subprocess.run(prepare, env=environment, check=True, capture_output=True)
        yield environment


def _migrated(environment: Environment) -> None:
    subprocess.run([PULAU, "migrate"], env=environment, check=True, capture_output=True)


def _measured(database: str, environment: Environment) -> Iterator[Figure]:
    _migrated(environment)
    with started(PROCESS, environment=environment) as teller, started(PROCESS, environment=environment) as worker:
        teller.ask(f"fill {ENTRIES}")
        yield from _each("append", database, teller.ask(f"append {ENTRIES}"))
        proofs = teller.ask(f"proofs {PROOFS}")
        yield Figure(f"log-proof-{database}", p95(proofs["ms"]), "ms", limit=PROOF_MS)
        yield Figure(f"log-proof-busy-{database}", proofs["busy"], "ms", limit=PROOF_MS)
        yield from _each("monitor", database, teller.ask("monitor 3"))
        yield Figure(f"log-cosign-{database}", median(teller.ask("cosign 10")), "ms")
        worker.ask("on")
        waited = sorted(teller.ask(f"latency {LATE}"))
        worker.ask("off")
        yield Figure(f"log-latency-p50-{database}", median(waited), "s", limit=SECONDS)
        yield Figure(f"log-latency-p99-{database}", waited[int(len(waited) * 0.99)], "s", limit=SECONDS)


def _each(what: str, database: str, taken: Mapping[str, float]) -> Iterator[Figure]:
    """Tell the microseconds of an entry, by the clock and of the processor, and the queries of a batch."""
    for name, seconds in (("", taken["seconds"]), ("-busy", taken["busy"])):
        each = seconds / taken["entries"] * 1_000_000
        yield Figure(f"log-{what}{name}-{database}", each, "us", limit=MICROSECONDS[what])
    if "queries" in taken:
        yield Figure(f"log-{what}-queries-{database}", taken["queries"], "queries", limit=20)


def _page(database: str, environment: Environment) -> Iterator[Figure]:
    _migrated(environment)
    builder = dict(environment)
    if "BENCH_BUILDER" in environment:
        builder["PULAU_DATABASE_URL"] = builder["PULAU_MIGRATION_DATABASE_URL"] = environment["BENCH_BUILDER"]
    known = json.loads(run(builder, "tests.served_house", FILLED))
    sessions = environment | {"BENCH_SESSIONS": json.dumps(known["sessions"])}
    sessions["DJANGO_SETTINGS_MODULE"] = "benchmarks.web.settings"
    with (
        started("benchmarks.saving_process", environment=sessions) as teller,
        started(PROCESS, environment=environment) as worker,
    ):
        teller.times("save", WARM)
        rounds = [_round(teller, worker) for _ in range(ROUNDS)]
    on, off = ([each for pair in rounds for each in pair[side]] for side in (0, 1))
    yield Figure(f"log-page-{database}", median(on), "ms", ratio=median(on) / median(off), ratio_limit=SLOWER)


def _round(teller: Teller, worker: Teller) -> tuple[Sequence[float], Sequence[float]]:
    """Save with the sequencer at work, and without."""
    worker.ask("on")
    on = teller.times("save", A_ROUND)["save"]
    worker.ask("off")
    return on, teller.times("save", A_ROUND)["save"]


def main(name: str) -> None:
    """Print what was measured on PostgreSQL as a line of JSON."""
    with _postgresql() as environment:
        figures = list({"log": _measured, "log-page": _page}[name]("postgresql", environment))
    told = [{each: getattr(figure, each) for each in Figure.__dataclass_fields__} for figure in figures]
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
