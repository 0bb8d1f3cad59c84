"""Plans, comparisons and explanations as JSON; the schemas are in docs/schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.core.scoring.answers import plain
from pulau.core.scoring.explain import explain, paths_below
from pulau.core.shared.numbers import print_exact
from pulau.exchange.result_json import gate_object, optional, replay_digest
from pulau.exchange.words import word

if TYPE_CHECKING:
    from pulau.core.planning.plan import Plan, Step
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.answers import Answer
    from pulau.core.scoring.compare import Change, Comparison, GateChange, ItemChange
    from pulau.core.scoring.explain import Explanation
    from pulau.core.scoring.model import Evaluation

JsonObject = dict[str, Any]


def plan_object(plan: Plan) -> JsonObject:
    """Return a plan: numbers of points as decimal text, effort as whole numbers."""
    return {
        "regulation": plan.outcome.pack.id,
        "rules_digest": plan.outcome.pack.rules_digest,
        "title": plan.title,
        "reachable": plan.reachable,
        "effort": plan.effort,
        "steps": [_step(step) for step in plan.steps],
        "total_after": print_exact(plan.outcome.total.points),
        "best_total": print_exact(plan.best.total.points),
        "blocked_by": [gate_object(gate) for gate in plan.blocked_by],
        "assumptions": list(plan.assumptions),
        "pinned": list(plan.pinned),
    }


def _step(step: Step) -> JsonObject:
    return {
        "item": step.item,
        "before": answer_value(step.before),
        "after": answer_value(step.after),
        "effort": step.effort,
        "gain": print_exact(step.gain),
    }


def answer_value(answer: Answer | None) -> str | dict[str, str] | None:
    """Return an answer as plain data, None where there is none."""
    return None if answer is None else plain(answer)


def comparison_object(comparison: Comparison, before: Evaluation, after: Evaluation) -> JsonObject:
    """Return a comparison with both sides named by their replay digests."""
    return {
        "before": {"regulation": before.pack.id, "replay_digest": replay_digest(before)},
        "after": {"regulation": after.pack.id, "replay_digest": replay_digest(after)},
        "figures": [_change(change) for change in comparison.figures],
        "items": [_item_change(change) for change in comparison.items],
        "gates": [_gate_change(change) for change in comparison.gates],
        "titles": [_gate_change(change) for change in comparison.titles],
    }


def _change(change: Change) -> JsonObject:
    return {
        "path": change.path,
        "before": optional(change.before),
        "after": optional(change.after),
        "difference": optional(change.difference),
    }


def _item_change(change: ItemChange) -> JsonObject:
    answers = {"answer_before": answer_value(change.answer_before), "answer_after": answer_value(change.answer_after)}
    return {"item": change.item, **answers, **_change(change.points)}


def _gate_change(change: GateChange) -> JsonObject:
    gate = {"gate": change.gate} if change.gate else {}
    return {"title": change.title, **gate, "met_before": change.met_before, "met_after": change.met_after}


def explanation_object(evaluation: Evaluation, path: str, wording: Wording, language: str) -> JsonObject:
    """Return the explanation of a figure: facts with exact numbers, and the words of a language."""
    found = explain(evaluation, path)
    worded = word(evaluation, found, wording, language)
    return {
        "path": found.path,
        "name": worded.name,
        "operation": found.operation,
        "value": print_exact(found.value),
        "weight": print_exact(found.weight),
        "answer": answer_value(found.answer),
        "fraction": optional(found.fraction),
        "terms": _terms(found),
        "formula": worded.formula,
        "citation": {"text": found.citation.text, "mark": found.citation.mark.value, "note": found.citation.note},
        "notes": list(worded.notes),
        "parts": list(paths_below(evaluation, path)),
    }


def _terms(found: Explanation) -> list[JsonObject]:
    return [{"path": term.path, "value": print_exact(term.value)} for term in found.terms]
