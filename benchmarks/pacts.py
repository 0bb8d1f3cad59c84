"""sign-pacts: 1,500 integrity pacts set, signed and stored, one after another, each by its own person."""

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

PACTS = 1_500
MINUTES = 10
MEMORY_MB = 512


def sign_pacts() -> Iterator[Figure]:
    """Sign them in a process of its own, on an installation of its own; progress goes to standard error."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "PULAU_HOME": home, "DJANGO_SETTINGS_MODULE": "pulau.config.settings.chosen"}
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.pacts_process", str(PACTS)],
            cwd=Path(__file__).parents[1], env=environment, stdout=subprocess.PIPE, check=True, text=True,
        )  # fmt: skip
    told = json.loads(run.stdout)
    yield Figure("sign-pacts", told["seconds"], "s", limit=MINUTES * 60)
    yield Figure("sign-pacts-each", told["each"], "ms")
    for part in ("paper", "appearance", "sign", "store"):
        yield Figure(f"sign-pacts-{part}", told[part], "ms")
    yield Figure("sign-pacts-memory", told["memory"], "MB", limit=MEMORY_MB)
