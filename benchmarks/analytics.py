"""analytics: the nightly count of 600 agencies with 50,000 units over five years, and its questions beside SQLite.

In processes of their own, on SQLite in a folder of its own. The ratio is DuckDB's time over SQLite's for the very same
questions about the very same rows, which SQLite has in a database in memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
PULAU: Final = str(Path(sys.executable).with_name("pulau"))
SIZE: Final = (600, 50_000, 5)
SNAPSHOT_SECONDS, QUESTIONS_SECONDS, MEMORY_MB = 120, 30, 600
"""Limits of a night: DuckDB may take 512 MB, and the rows may not be in memory."""
BESIDE: Final = 1.0
"""DuckDB is there because it is quicker: over this it were not."""


def analytics() -> Iterator[Figure]:
    """Fill a database; count the country in a fresh process, and ask SQLite the same in another."""
    with TemporaryDirectory(prefix="pulau-bench-") as home:
        environment = {
            **os.environ, "PULAU_HOME": home, "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded",
        }  # fmt: skip
        subprocess.run([PULAU, "migrate"], env=environment, check=True, capture_output=True)
        size = os.environ.get("PULAU_BENCH_ANALYTICS", ",".join(map(str, SIZE))).split(",")
        _process("fill", *size, environment=environment)
        ours = _process("count", environment=environment)
        theirs = _process("sqlite", environment=environment)
    ratio = ours["asked"] / theirs["asked"]
    yield Figure("analytics-snapshot", ours["snapshot"], "s", limit=SNAPSHOT_SECONDS)
    yield Figure("analytics-questions", ours["asked"], "s", limit=QUESTIONS_SECONDS, ratio=ratio, ratio_limit=BESIDE)
    yield Figure("analytics-figures", ours["figures"], "s", limit=QUESTIONS_SECONDS)
    yield Figure("analytics-memory", ours["mb"], "MB", limit=MEMORY_MB)


def _process(*arguments: str, environment: dict[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.analytics_process", *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout or "{}")
    return found
