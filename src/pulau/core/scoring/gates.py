"""Judge the gates of each title on exact values."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Gate, Unit
from pulau.core.scoring.model import GateResult, PriorTitleResult, Score, TitleVerdict

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.core.regulation.model import Pack, PriorTitle
    from pulau.core.scoring.model import AnyGateResult, Evaluation


def judge_titles(evaluation: Evaluation) -> Evaluation:
    """Return the evaluation with the verdict on each title of its pack."""
    actual: dict[tuple[str, Unit], Fraction] = {}  # titles share their measures
    titles = {
        title.id: TitleVerdict(title.id, tuple(_judge(evaluation, gate, actual) for gate in title.gates))
        for title in evaluation.pack.titles.values()
    }
    return replace(evaluation, titles=MappingProxyType(titles))


def _judge(evaluation: Evaluation, gate: Gate | PriorTitle, actual: dict[tuple[str, Unit], Fraction]) -> AnyGateResult:
    if isinstance(gate, Gate):
        key = gate.measure, gate.unit
        if key not in actual:
            score = score_at(evaluation, gate.measure)
            actual[key] = score.percent if gate.unit is Unit.PERCENT else score.points
        return GateResult(gate.id, gate.measure, gate.unit, gate.minimum, actual[key], gate.citation.text)
    met = satisfies(evaluation.pack, evaluation.prior_title, gate.title)
    return PriorTitleResult(gate.id, gate.title, evaluation.prior_title, met, gate.citation.text)


def satisfies(pack: Pack, held: str | None, required: str) -> bool:
    """Whether a title held is the one required or a higher one."""
    return held is not None and pack.titles[held].rank >= pack.titles[required].rank


def score_at(evaluation: Evaluation, measure: str) -> Score:
    """Return the score at a measure that the pack's check has found to exist."""
    head, _, rest = measure.partition(".")
    wholes = {"total": evaluation.total, "enabler": evaluation.enabler, "result": evaluation.result}
    if measure in wholes:
        return wholes[measure]
    if head == "areas":
        return evaluation.areas[rest].score
    if head == "items":
        item = evaluation.items[rest]
        return Score(item.points, evaluation.pack.items[rest].weight)
    return evaluation.sub_areas[rest]
