"""reports: the report of one unit made by the service of its page; those of 500 units by the job, and packed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

UNITS = 500
SECONDS = 2
MEMORY_MB = 768
"""Of which the typesetter keeps about 200 for the next documents; it does not grow after the first dozen."""


def reports() -> Iterator[Figure]:
    """Make them in a process of its own, on an installation of its own; progress goes to standard error."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "PULAU_HOME": home, "DJANGO_SETTINGS_MODULE": "pulau.config.settings.chosen"}
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.reports_process", str(UNITS)],
            cwd=Path(__file__).parents[1], env=environment, stdout=subprocess.PIPE, check=True, text=True,
        )  # fmt: skip
    told = json.loads(run.stdout)
    yield Figure("report-one", told["one"], "s", limit=SECONDS)
    yield Figure("reports-many", told["seconds"], "s")
    yield Figure("reports-each", told["each"], "s", limit=SECONDS)
    yield Figure("reports-pack", told["pack"], "s")
    yield Figure("reports-zip", told["size"], "MB")
    yield Figure("reports-memory", told["memory"], "MB", limit=MEMORY_MB)
