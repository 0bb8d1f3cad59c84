"""Explain any figure of an evaluation: its formula with the inputs filled in, down to answers and clauses.

An explanation is facts (which operation over which terms), not sentences: the page, the command line and the API word
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Choice, Part, Scale, Share
from pulau.core.scoring.gates import score_at
from pulau.core.scoring.model import PriorTitleResult, Unanswered
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from pulau.core.regulation.model import Citation, Decrease, Item
    from pulau.core.scoring.answers import Answer, Counts
    from pulau.core.scoring.model import Evaluation


@dataclass(frozen=True, slots=True)
class Term:
    """One input of a formula: the path of the figure it is (or the name of a count) and its value."""

    path: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one figure came about.

    `operation` is one of `sum`, `mean` (mean of the terms × weight), `option` (value of the chosen option × weight),
    `scale` (number / maximum × weight), `share` (done / due × weight), `decrease` ((before - now) / before × weight),
    `unanswered`, `gate` (terms: actual, required) and `prior-title`. `value` is the figure in points (percent for a
    gate in percent; 1 or 0 for a prior title); `weight` the most it can be. `fraction` is the value 0..1 of an item.
    `notes` are codes: `clamped`, `zero-denominator`, `unanswered-zero`, `unanswered-skipped`.
    """

    path: str
    operation: str
    value: Fraction
    weight: Fraction
    terms: tuple[Term, ...]
    citation: Citation
    answer: Answer | None = None
    fraction: Fraction | None = None
    stated: tuple[str, str | None] | None = None
    notes: tuple[str, ...] = ()


def explain(evaluation: Evaluation, path: str) -> Explanation:
    """Explain the figure at a path: `total`, `enabler`, `result`, `areas.5`, `areas.5.reform`, `sub_areas.R5.iii`,
    `items.P1.i.a`, `titles.WBK.area-5`. Raises BadInput for a path that names no figure.
    """  # noqa: D205 - the paths are the summary
    head, _, rest = path.partition(".")
    match head:
        case "total" | "enabler" | "result" if path == head:
            return _whole(evaluation, path)
        case "areas" if rest.split(".")[0] in evaluation.areas and not rest.endswith("."):
            return _area(evaluation, path, rest)
        case "sub_areas" if rest in evaluation.sub_areas:
            return _sub_area(evaluation, path, rest)
        case "items" if rest in evaluation.items:
            return _item(evaluation, path, evaluation.pack.items[rest])
        case "titles":
            return _gate(evaluation, path, *rest.partition(".")[::2])
    raise BadInput.because("unknown-path", path, regulation=evaluation.pack.id)


def paths_below(evaluation: Evaluation, path: str) -> tuple[str, ...]:
    """List the paths of the figures that make up a figure, in the order of its formula."""
    if path.startswith("titles.") and path.count(".") == 1:
        title = path.removeprefix("titles.")
        verdict = evaluation.titles.get(title)
        return tuple(f"{path}.{gate.gate}" for gate in verdict.gates) if verdict else ()
    known = ("total", "enabler", "result", "areas", "sub_areas", "items", "titles")
    terms = explain(evaluation, path).terms
    return tuple(term.path for term in terms if term.path.partition(".")[0] in known)


def _whole(evaluation: Evaluation, path: str) -> Explanation:
    pack = evaluation.pack
    score = {"total": evaluation.total, "enabler": evaluation.enabler, "result": evaluation.result}[path]
    if path == "total":
        parts = {"enabler": evaluation.enabler.points, "result": evaluation.result.points}
    elif path == "enabler":
        parts = {f"areas.{key}": area.score.points for key, area in evaluation.areas.items()}
    else:
        results = [s.id for s in pack.sub_areas.values() if s.part is Part.RESULT]
        parts = {f"sub_areas.{key}": evaluation.sub_areas[key].points for key in results}
    return Explanation(path, "sum", score.points, score.weight, _terms(parts), pack.weights_citation)


def _area(evaluation: Evaluation, path: str, rest: str) -> Explanation:
    pack = evaluation.pack
    area_id, _, half = rest.partition(".")
    area, law = evaluation.areas[area_id], pack.areas[area_id]
    if not half and law.reform is not None:
        halves = {f"areas.{area_id}.fulfilment": area.fulfilment, f"areas.{area_id}.reform": area.reform or Fraction(0)}
        return Explanation(path, "sum", area.score.points, area.score.weight, _terms(halves), law.citation)
    part = Part.FULFILMENT if half in ("", "fulfilment") else Part.REFORM
    points, weight = (area.fulfilment, law.fulfilment) if part is Part.FULFILMENT else (area.reform, law.reform)
    if half not in ("", "fulfilment", "reform") or points is None or weight is None:
        raise BadInput.because("unknown-path", path, regulation=pack.id)
    own = [s.id for s in pack.sub_areas.values() if s.area == area_id and s.part is part]
    parts = {f"sub_areas.{key}": evaluation.sub_areas[key].points for key in own}
    return Explanation(path, "sum", points, weight, _terms(parts), law.citation)


def _sub_area(evaluation: Evaluation, path: str, sub_area_id: str) -> Explanation:
    sub_area = evaluation.pack.sub_areas[sub_area_id]
    score = evaluation.sub_areas[sub_area_id]
    results = {item: evaluation.items[item] for item in sub_area.items}
    if sub_area.part is Part.RESULT:
        terms = _terms({f"items.{item}": result.points for item, result in results.items()})
        return Explanation(path, "sum", score.points, score.weight, terms, sub_area.citation)
    counted = {f"items.{i}": r.fraction for i, r in results.items() if r.fraction is not None}
    notes = _unanswered_notes(evaluation, sub_area.items)
    return Explanation(path, "mean", score.points, score.weight, _terms(counted), sub_area.citation, notes=notes)


def _unanswered_notes(evaluation: Evaluation, items: tuple[str, ...]) -> tuple[str, ...]:
    if all(item in evaluation.answers.values for item in items):
        return ()
    skipped = evaluation.unanswered is Unanswered.SKIP
    return ("unanswered-skipped" if skipped else "unanswered-zero",)


def _item(evaluation: Evaluation, path: str, item: Item) -> Explanation:
    result = evaluation.items[item.id]
    if result.answer is None:
        notes = _unanswered_notes(evaluation, (item.id,))
        return Explanation(path, "unanswered", result.points, result.weight, (), item.citation, notes=notes)
    operation, terms, notes = _working(item, result.answer)
    return Explanation(
        path=path,
        operation=operation,
        value=result.points,
        weight=result.weight,
        terms=terms,
        citation=item.citation,
        answer=result.answer,
        fraction=result.fraction,
        notes=notes,
    )


def _working(item: Item, answer: Answer) -> tuple[str, tuple[Term, ...], tuple[str, ...]]:
    """Return operation, terms and notes of an answered item."""
    if isinstance(item.answer, Choice):
        return "option", (), ()
    if isinstance(item.answer, Scale):
        number: Fraction = answer  # type: ignore[assignment]  # the pack's check made it a number
        return "scale", (Term("value", number), Term("maximum", item.answer.maximum)), ()
    counts: Counts = answer  # type: ignore[assignment]  # the pack's check made it counts
    return _ratio(item.answer, counts)


def _ratio(ratio: Share | Decrease, counts: Counts) -> tuple[str, tuple[Term, ...], tuple[str, ...]]:
    if isinstance(ratio, Share):
        due = sum(counts[key] for key in ratio.due)
        names = (ratio.done, *ratio.due)
        clamped = counts[ratio.done] > due > 0
        operation = "share"
    else:
        due = counts[ratio.before]
        names = (ratio.before, ratio.now)
        clamped = counts[ratio.now] > due > 0
        operation = "decrease"
    notes = (*(("clamped",) if clamped else ()), *(("zero-denominator",) if due == 0 else ()))
    return operation, tuple(Term(name, Fraction(counts[name])) for name in names), notes


def _gate(evaluation: Evaluation, path: str, title: str, gate_id: str) -> Explanation:
    verdict = evaluation.titles.get(title)
    found = next((gate for gate in verdict.gates if gate.gate == gate_id), None) if verdict else None
    if found is None:
        raise BadInput.because("unknown-path", path, regulation=evaluation.pack.id)
    law = next(gate for gate in evaluation.pack.titles[title].gates if gate.id == gate_id)
    if isinstance(found, PriorTitleResult):
        met = Fraction(int(found.met))
        stated = (found.required, found.actual)
        return Explanation(path, "prior-title", met, Fraction(1), (), law.citation, stated=stated)
    weight = score_at(evaluation, found.measure).weight
    terms = (Term(found.measure, found.actual), Term("required", found.required))
    return Explanation(path, "gate", found.actual, weight, terms, law.citation)


def _terms(parts: dict[str, Fraction]) -> tuple[Term, ...]:
    return tuple(Term(path, value) for path, value in parts.items())
