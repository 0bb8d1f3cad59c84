"""opendata: a release of 600 agencies with 50,000 units over five years, made as its job makes it.

In a process of its own, on SQLite in a folder of its own, so that time and memory are those of the release alone.
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
RELEASE_SECONDS, RELEASE_MB = 300, 400
"""Limits: issue 9 asks for five minutes; memory must not grow with the country."""


def opendata() -> Iterator[Figure]:
    """Fill a database, and measure the release in a fresh process."""
    with TemporaryDirectory(prefix="pulau-bench-") as home:
        environment = {
            **os.environ, "PULAU_HOME": home, "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded",
        }  # fmt: skip
        subprocess.run([PULAU, "migrate"], env=environment, check=True, capture_output=True)
        process = [sys.executable, "-m", "benchmarks.opendata_process"]
        size = os.environ.get("PULAU_BENCH_OPENDATA", ",".join(map(str, SIZE))).split(",")
        subprocess.run([*process, "fill", *size], env=environment, cwd=ROOT, check=True)
        done = subprocess.run(
            [*process, "build"], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        found = json.loads(done.stdout)
    yield Figure("opendata-release", found["seconds"], "s", limit=RELEASE_SECONDS)
    yield Figure("opendata-release-memory", found["mb"], "MB", limit=RELEASE_MB)
    yield Figure("opendata-release-size", found["stored_mb"], "MB")
