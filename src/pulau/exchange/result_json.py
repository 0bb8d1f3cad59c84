"""The result of a worksheet as JSON: numbers as decimal text, in a form that is equal byte for byte for equal input.

Messages of warnings are Indonesian, so that the bytes do not depend on the reader's language.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pulau.core.scoring import ENGINE_VERSION
from pulau.core.scoring.answers import plain
from pulau.core.scoring.model import GateResult
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.numbers import print_exact
from pulau.exchange.messages import sentence

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.core.scoring.model import (
        AnyGateResult,
        AreaScore,
        Caution,
        Evaluation,
        ItemResult,
        Score,
        TitleVerdict,
    )

JsonObject = dict[str, Any]


def replay_digest(evaluation: Evaluation) -> str:
    """Return the digest of rules, answers, options and engine: the same digest, the same result byte for byte."""
    return canonical_digest(
        {
            "rules": evaluation.pack.rules_digest,
            "answers": evaluation.answers.digest,
            "options": options_of(evaluation),
            "engine": ENGINE_VERSION,
        }
    )


def options_of(evaluation: Evaluation) -> dict[str, str | None]:
    """Return the options by which it was scored."""
    return {"unanswered": evaluation.unanswered.value, "prior_title": evaluation.prior_title}


def result_object(evaluation: Evaluation) -> JsonObject:
    """Return the result as plain data, keys in the documented order (docs/howto/api.md)."""
    return {
        "regulation": evaluation.pack.id,
        "rules_digest": evaluation.pack.rules_digest,
        "answers_digest": evaluation.answers.digest,
        "replay_digest": replay_digest(evaluation),
        "unanswered": evaluation.unanswered.value,
        "total": print_exact(evaluation.total.points),
        "enabler": print_exact(evaluation.enabler.points),
        "result": print_exact(evaluation.result.points),
        "areas": {key: _area(area) for key, area in evaluation.areas.items()},
        "sub_areas": {key: score_object(score) for key, score in evaluation.sub_areas.items()},
        "items": {key: _item(item) for key, item in evaluation.items.items()},
        "dimensions": {key.value: score_object(score) for key, score in evaluation.dimensions.items()},
        "titles": {key: title_object(verdict) for key, verdict in evaluation.titles.items()},
        "warnings": [_warning(caution) for caution in evaluation.warnings],
    }


def result_text(evaluation: Evaluation) -> str:
    """Return the result as JSON text."""
    return dump(result_object(evaluation))


def dump(value: object) -> str:
    """Write JSON as this project does: readable, UTF-8, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def score_object(score: Score) -> JsonObject:
    """Return a score with weight and percent."""
    return {
        "score": print_exact(score.points),
        "weight": print_exact(score.weight),
        "percent": print_exact(score.percent),
    }


def title_object(verdict: TitleVerdict) -> JsonObject:
    """Return the verdict on a title."""
    return {"met": verdict.met, "gates": [gate_object(gate) for gate in verdict.gates]}


def gate_object(gate: AnyGateResult) -> JsonObject:
    """Return a gate: points, percent for areas; a prior title has titles in place of numbers."""
    if isinstance(gate, GateResult):
        required, actual, short = (print_exact(v) for v in (gate.required, gate.actual, gate.shortfall))
        return _gate(gate, required, actual, short)
    return _gate(gate, gate.required, gate.actual, None)


def _gate(gate: AnyGateResult, required: str, actual: str | None, shortfall: str | None) -> JsonObject:
    return {
        "id": gate.gate,
        "required": required,
        "actual": actual,
        "met": gate.met,
        "shortfall": shortfall,
        "citation": gate.citation,
    }


def optional(value: Fraction | None) -> str | None:
    """Print a number that may be missing."""
    return None if value is None else print_exact(value)


def _area(area: AreaScore) -> JsonObject:
    halves = {"fulfilment": print_exact(area.fulfilment), "reform": optional(area.reform)}
    return {**halves, **score_object(area.score)}


def _item(item: ItemResult) -> JsonObject:
    return {
        "answer": None if item.answer is None else plain(item.answer),
        "fraction": optional(item.fraction),
        "points": print_exact(item.points),
    }


def _warning(caution: Caution) -> JsonObject:
    message = sentence(caution.code, caution.params, "id")
    return {"code": caution.code, "item": caution.item, "message": message}
