"""standing: public pages that are kept ready, on `pulau serve`, beside a bare Django response of the same size."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.figure import Figure
from tests.migrated import migrated_file
from tests.served import Installation, Visitor, bare, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.served import Server

AT_LEAST: Final = 1_000
"""Requests a second."""
SHARE: Final = 0.6
"""Of those of the bare response."""
THREADS, CONNECTIONS = 2, 32
PROCESSES: Final = "2"
ROUNDS, SECONDS, WARM = 5, 6, 2
_PER_SECOND: Final = re.compile(r"Requests/sec:\s+([\d.]+)")
_FAILED: Final = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")


def standing() -> Iterator[Figure]:
    """Ask for a kept page and for a bare response in turns; tell requests a second, and the share of the bare one's.

    The bare one is Django's least: the same server and bridge, one address, no middleware. The page is made anew every
    five seconds meanwhile.
    """
    if shutil.which("wrk") is None:
        print("wrk is missing: nothing was measured (apt-get install wrk)", file=sys.stderr)
        return
    with TemporaryDirectory(prefix="pulau-bench-") as folder, _both(Path(folder)) as (page, least):
        rounds = in_turns(page, least)
    ours, theirs = (median(pair[side] for pair in rounds) for side in (0, 1))
    share = median(kept / bare_one for kept, bare_one in rounds)
    yield Figure("standing", ours, "requests/s", limit=AT_LEAST, ratio=share, ratio_limit=SHARE, more_is_better=True)
    yield Figure("standing-bare", theirs, "requests/s")


def in_turns(page: str, least: str) -> list[tuple[float, float]]:
    """Ask two addresses in turns, warmed up; returns the requests a second of each, round by round."""
    for address in (page, least):
        _per_second(address, WARM)
    return [(_per_second(page, SECONDS), _per_second(least, SECONDS)) for _ in range(ROUNDS)]


@contextmanager
def _both(folder: Path) -> Iterator[tuple[str, str]]:
    """Serve the page and the bare response, each by two processes; return their addresses."""
    there = Installation(folder, bare(folder), {}, {}, {})
    shutil.copyfile(migrated_file(), folder / "pulau.sqlite3")
    with serving(there, settings="benchmarks.web.standing_settings", PULAU_WORKERS=PROCESSES) as ours:
        size = len(Visitor(there, ours.port, "").ask("GET", "/siap", Cookie="x=1").text.encode())
        least = "benchmarks.web.standing_bare_settings"
        with serving(there, settings=least, PULAU_WORKERS=PROCESSES, BENCH_BYTES=str(size)) as theirs:
            yield _address(ours, "siap"), _address(theirs, "polos")


def _address(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.port}/{path}"


def _per_second(address: str, seconds: int) -> float:
    """Return the requests a second that were answered. Raises RuntimeError where one of them was not."""
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", address]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found, failed = _PER_SECOND.search(told), _FAILED.search(told)
    if found is None or failed is not None:
        raise RuntimeError(f"{address}: {told}")
    return float(found[1])
