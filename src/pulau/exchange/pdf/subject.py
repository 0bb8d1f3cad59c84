"""What a summary is about, and in which language: the figures, their names and the words beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulau.core.regulation.model import Unit
from pulau.core.scoring.model import GateResult
from pulau.core.shared.numbers import hundredths
from pulau.exchange.names import gate_name, name_of, number
from pulau.exchange.pdf.labels import label

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.model import AnyGateResult, Evaluation

Data = dict[str, Any]
"""Plain data for the template: text, whole numbers, truth, lists and objects of them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An evaluation with its words, in one language."""

    evaluation: Evaluation
    wording: Wording
    language: str

    def say(self, key: str, *values: object) -> str:
        """Return a label of the summary."""
        return label(key, self.language, *values)

    def number(self, value: Fraction) -> str:
        """Print a figure: 78,42."""
        return number(value, self.language)

    def percent(self, value: Fraction) -> str:
        """Print a percentage: 78,42%."""
        return f"{self.number(value)}%"

    def name(self, path: str) -> str:
        """Name a figure."""
        return name_of(path, self.evaluation.pack, self.wording, self.language)

    def gate(self, gate: AnyGateResult) -> str:
        """Name a gate; that of an area with the area's name."""
        if isinstance(gate, GateResult) and gate.gate.startswith("area-") and gate.measure.startswith("areas."):
            return self.name(gate.measure)
        return gate_name(gate.gate, self.language)

    def in_unit(self, gate: GateResult, value: Fraction) -> str:
        """Print a figure of a gate: points, or percent."""
        return self.percent(value) if gate.unit is Unit.PERCENT else self.number(value)

    def state(self, gate: AnyGateResult) -> str:
        """Say whether a gate is met, and by how much it is short."""
        if gate.met:
            return self.say("met")
        if isinstance(gate, GateResult):
            return self.say("short", self.in_unit(gate, gate.shortfall))
        return self.say("not-held")


def length(percent: Fraction) -> int:
    """Return a percentage as a length of a bar: hundredths of it, from 0 to 10000."""
    return min(max(hundredths(percent.numerator, percent.denominator), 0), 10_000)
