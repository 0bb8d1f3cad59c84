"""judging: an assessor's answer saved among 50,000 judged worksheets and among 10, and the page of three levels."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.figure import Figure
from benchmarks.teller import started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.teller import Teller

PULAU: Final = str(Path(sys.executable).with_name("pulau"))
FEW, MANY = 10, 50_000
WARM: Final = 20
ROUNDS, A_ROUND = 20, 10


def judging() -> Iterator[Figure]:
    """Time saves among many and among few in turns of ten; count the queries of a save and of the differences."""
    with _judges(FEW) as few, _judges(MANY) as many:
        for teller in (few, many):
            teller.times("save", WARM)
        pairs = [(few.times("save", A_ROUND)["save"], many.times("save", A_ROUND)["save"]) for _ in range(ROUNDS)]
        alone, crowded = (median(taken for part in side for taken in part) for side in zip(*pairs, strict=True))
        yield Figure("judging-save", crowded, "ms", ratio=crowded / alone, ratio_limit=1.2)
        yield Figure("judging-save-queries", many.queries("save"), "queries", limit=15)
        yield Figure("judging-levels", median(many.times("levels", A_ROUND)["levels"]), "ms", limit=500)
        yield Figure("judging-levels-queries", many.queries("levels"), "queries", limit=15)


@contextmanager
def _judges(count: int) -> Iterator[Teller]:
    """Start the process (benchmarks/judging_process.py) with so many judged worksheets, in a database of its own."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        environment = {
            **os.environ,
            "PULAU_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded",
        }
        subprocess.run([PULAU, "migrate"], env=environment, check=True, capture_output=True)
        with started("benchmarks.judging_process", str(count), environment=environment) as teller:
            yield teller
