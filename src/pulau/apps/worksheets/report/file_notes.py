"""What the file itself said: printed figures that differ, and what was noticed while reading it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.exchange.differences import differences
from pulau.exchange.messages import sentence
from pulau.exchange.names import name_of

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.apps.worksheets.calculation import Calculation


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A figure that the file prints otherwise; `causes` are sentences, at least one."""

    path: str
    name: str
    cell: str
    printed: Fraction
    recomputed: Fraction
    causes: tuple[str, ...]

    @property
    def delta(self) -> Fraction:
        """Recomputed minus printed."""
        return self.recomputed - self.printed


def difference_views(calculation: Calculation, language: str) -> list[DifferenceView]:
    """Return what the file prints otherwise, in words."""
    evaluation = calculation.evaluation
    return [
        DifferenceView(
            path=found.path,
            name=name_of(found.path, evaluation.pack, calculation.wording, language),
            cell=found.cell,
            printed=found.printed,
            recomputed=found.recomputed,
            causes=tuple(sentence(cause, (), language) for cause in found.causes),
        )
        for found in differences(evaluation, calculation.submission)
    ]


def finding_views(calculation: Calculation, language: str) -> list[tuple[str, str]]:
    """Return place and sentence of everything noticed while reading the file."""
    return [
        (finding.place, sentence(finding.code, finding.params, language)) for finding in calculation.submission.findings
    ]
