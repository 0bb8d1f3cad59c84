"""desks: the pages of the assessors' desks with 5,000 open cases, beside the same with 50, in a process of its own."""

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


def desks() -> Iterator[Figure]:
    """Time the slowest page on a database of its own, and count the most queries of one."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        environment = {
            **os.environ,
            "PULAU_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded",
        }
        subprocess.run([PULAU, "migrate"], env=environment, check=True, capture_output=True)
        child = [sys.executable, "-m", "benchmarks.desks_process"]
        done = subprocess.run(child, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    yield Figure("desks", found["many_ms"], "ms", limit=1_000)
    yield Figure("desks-queries", found["queries"], "queries", limit=12)
