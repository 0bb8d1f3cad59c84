"""many-worksheets: fifty thousand worksheets under a changed regulation, in a process and on a core of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 50_000


def many_worksheets() -> Iterator[Figure]:
    """Time the batch, tell its peak memory, and count where a sample differs from the single path."""
    child = [sys.executable, "-m", "benchmarks.many_process", str(COUNT)]
    found = json.loads(subprocess.run(child, check=True, capture_output=True, text=True).stdout)
    yield Figure("many-worksheets", found["seconds"], "s", limit=6)
    yield Figure("many-worksheets-memory", found["peak_mb"], "MB", limit=1000)
    yield Figure("many-worksheets-equal", found["mismatches"], "mismatches", limit=0)
