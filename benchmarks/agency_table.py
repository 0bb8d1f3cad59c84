"""agency-table: a page of the agency's table with 5,000 units, beside the same with 50, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

PULAU = str(Path(sys.executable).with_name("pulau"))


def agency_table() -> Iterator[Figure]:
    """Time the table on a database of its own, and count its queries."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        environment = {
            **os.environ,
            "PULAU_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded",
        }
        subprocess.run([PULAU, "migrate"], env=environment, check=True, capture_output=True)
        child = [sys.executable, "-m", "benchmarks.agency_table_process"]
        done = subprocess.run(child, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    yield Figure("agency-table", found["many_ms"], "ms", ratio=found["many_ms"] / found["few_ms"], ratio_limit=3)
    yield Figure("agency-table-queries", found["queries"], "queries", limit=10)
