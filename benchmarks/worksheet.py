"""worksheet-evaluate: one worksheet through the core, everything that an explanation needs at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import samples
from benchmarks.figure import Figure
from benchmarks.libreoffice import marginal_seconds
from benchmarks.timing import seconds_each
from pulau.core.scoring.evaluate import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator


def worksheet_evaluate() -> Iterator[Figure]:
    """Time `evaluate`, beside what LibreOffice takes for one more exported workbook."""
    pack = samples.pack()
    own = seconds_each(lambda answers: evaluate(pack, answers), samples.sheets(60))
    office = marginal_seconds(samples.exported())
    ratio = None if office is None else own / office
    yield Figure("worksheet-evaluate", own * 1000, "ms", limit=1, ratio=ratio, ratio_limit=0.01)
