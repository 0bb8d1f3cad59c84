"""The final score of a case as it is told: by area and by minimum, from the stored figures and the law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.apps.publication.facts import AreaFacts, GateFacts
from pulau.core.regulation.model import Gate, PriorTitle, Unit
from pulau.core.shared.numbers import hundredths
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pulau.apps.assessments.contract import Case

TPI: Final = "tpi"
TPN: Final = "tpn"


@dataclass(frozen=True, slots=True)
class FinalScore:
    """Whose judgement is final, its total, and that of the internal assessors beside a national one; hundredths."""

    level: str
    total: int
    internal_total: int | None
    areas: list[AreaFacts]
    gates: list[GateFacts]


def final_score(case: Case) -> FinalScore | None:
    """Return the score that stands at the end of a case: the ministry's, else the internal assessors'; None: no one's.

    The figures are those that were computed when the judgement was handed over; nothing is computed anew here.
    """
    level = next((one for one in (TPN, TPI) if one in case.printed), None)
    if level is None:
        return None
    figures = case.printed[level]
    internal = case.printed.get(TPI) if level == TPN else None
    return FinalScore(
        level,
        figures["total"],
        internal["total"] if internal else None,
        _areas(case.regulation, figures, internal),
        _gates(case, figures, case.gates.get(level, {})),
    )


def _areas(regulation: str, figures: Mapping[str, int], internal: Mapping[str, int] | None) -> list[AreaFacts]:
    return [
        {
            "area": key,
            "weight": _hundredths(area.weight),
            "points": figures[f"areas.{key}"],
            "percent": figures[f"areas.{key}.percent"],
            "internal_percent": internal[f"areas.{key}.percent"] if internal else None,
        }
        for key, area in load_pack(regulation).areas.items()
    ]


def _gates(case: Case, figures: Mapping[str, int], met: Mapping[str, bool]) -> list[GateFacts]:
    title = load_pack(case.regulation).titles.get(case.title)
    known = ((gate, met.get(f"{case.title}.{gate.id}")) for gate in (title.gates if title else ()))
    return [_gate(case.title, gate, figures, met=reached) for gate, reached in known if reached is not None]


def _gate(title: str, gate: Gate | PriorTitle, figures: Mapping[str, int], *, met: bool) -> GateFacts:
    found: GateFacts = {
        "title": title, "gate": gate.id, "measure": "", "unit": "", "required": None, "actual": None, "met": met,
    }  # fmt: skip
    if isinstance(gate, Gate):
        found |= {"measure": gate.measure, "unit": gate.unit.value, "required": _hundredths(gate.minimum)}
        found["actual"] = _actual(gate, figures)
    return found


def _actual(gate: Gate, figures: Mapping[str, int]) -> int | None:
    """Return what was reached, in the gate's own unit; None where the stored figures have it only in another."""
    return figures.get(f"{gate.measure}.percent" if gate.unit is Unit.PERCENT else gate.measure)


def _hundredths(value: Fraction) -> int:
    return hundredths(value.numerator, value.denominator)
