"""Areas against their minimums, result components, dimensions: the figures of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.core.regulation.model import Part
from pulau.core.scoring.explain import explain
from pulau.core.scoring.model import GateResult, Score
from pulau.exchange.names import DIMENSIONS, answer_text, pick, short
from pulau.exchange.words import word

if TYPE_CHECKING:
    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.scoring.model import Evaluation
    from pulau.exchange.words import Worded


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area of change; `short` tells whether it misses the lowest title's minimum."""

    id: str
    name: str
    fulfilment: Fraction
    reform: Fraction | None
    score: Score
    short: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A figure with its name, its score, the answer where it is an item, and why."""

    path: str
    name: str
    score: Score
    answer: str
    why: Worded | None


def whole_views(calculation: Calculation, language: str) -> dict[str, RowView]:
    """Return total, enabler and result."""
    evaluation = calculation.evaluation
    scores = {"total": evaluation.total, "enabler": evaluation.enabler, "result": evaluation.result}
    found = {}
    for path, score in scores.items():
        why = word(evaluation, explain(evaluation, path), calculation.wording, language)
        found[path] = RowView(path, why.name, score, "", why)
    return found


def area_views(calculation: Calculation, language: str) -> list[AreaView]:
    """Return the areas in the order of the law."""
    evaluation = calculation.evaluation
    missed = _areas_missed(evaluation)
    return [
        AreaView(key, calculation.wording.areas[key][language], area.fulfilment, area.reform, area.score, key in missed)
        for key, area in evaluation.areas.items()
    ]


def _areas_missed(evaluation: Evaluation) -> set[str]:
    """List the areas below the minimum of the lowest title."""
    first = next(iter(evaluation.titles.values()), None)
    missed = first.missed if first else ()
    found = (gate.measure for gate in missed if isinstance(gate, GateResult))
    return {measure.removeprefix("areas.") for measure in found if measure.startswith("areas.")}


def minimums(evaluation: Evaluation, start: str, language: str) -> tuple[list[Fraction], str]:
    """Return the minimums of all titles for figures at `start` (`areas.`, `total`), and a sentence that names them."""
    marks: dict[str, Fraction] = {}
    unit = ""
    for title, verdict in evaluation.titles.items():
        for gate in verdict.gates:
            if isinstance(gate, GateResult) and gate.measure.startswith(start):
                marks.setdefault(title, gate.required)
                unit = "%" if gate.unit == "percent" else ""
    conjunction = _("dan")
    named = f" {conjunction} ".join(
        _("%(minimum)s untuk %(title)s") % {"minimum": f"{short(value, language)}{unit}", "title": title}
        for title, value in marks.items()
    )
    return list(marks.values()), _("batas %(minimums)s") % {"minimums": named} if marks else ""


def result_views(calculation: Calculation, language: str) -> list[tuple[RowView, list[RowView]]]:
    """Return the result components, each with its items."""
    evaluation = calculation.evaluation
    components = [s for s in evaluation.pack.sub_areas.values() if s.part is Part.RESULT]
    found = []
    for component in components:
        why = word(evaluation, explain(evaluation, f"sub_areas.{component.id}"), calculation.wording, language)
        items = [_item(calculation, item, language) for item in component.items]
        score = evaluation.sub_areas[component.id]
        found.append((RowView(f"sub_areas.{component.id}", why.name, score, "", why), items))
    return found


def _item(calculation: Calculation, item: str, language: str) -> RowView:
    evaluation = calculation.evaluation
    result = evaluation.items[item]
    why = word(evaluation, explain(evaluation, f"items.{item}"), calculation.wording, language)
    score = Score(result.points, evaluation.pack.items[item].weight)
    return RowView(f"items.{item}", why.name, score, answer_text(result.answer, language), why)


def dimension_views(evaluation: Evaluation, language: str) -> list[RowView]:
    """Return how the points fall on system, people and culture."""
    return [
        RowView(key.value, pick(DIMENSIONS[key.value], language), score, "", None)
        for key, score in evaluation.dimensions.items()
    ]
