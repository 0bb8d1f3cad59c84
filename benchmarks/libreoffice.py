"""What LibreOffice takes for one more workbook in a batch: opened, recalculated (OOXMLRecalcMode 0), saved."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import seconds
from tests.exchange.office import PROGRAM, save_as

FEW = 2
MANY = 12


def marginal_seconds(workbook: bytes) -> float | None:
    """Return the seconds of one more workbook in a batch, or None where LibreOffice is missing.

    Two batches of copies are timed after a first start has made the profile; their difference leaves out the start.
    """
    if PROGRAM is None:
        print("LibreOffice is missing: no ratio (apt-get install libreoffice-calc)", file=sys.stderr)
        return None
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        save_as(Path(folder), {"first": workbook})
        few, many = (min(_batch(Path(folder), workbook, size) for _ in range(2)) for size in (FEW, MANY))
    return (many - few) / (MANY - FEW)


def _batch(folder: Path, workbook: bytes, size: int) -> float:
    files = {f"copy-{number}": workbook for number in range(size)}
    return seconds(lambda: save_as(folder, files))
