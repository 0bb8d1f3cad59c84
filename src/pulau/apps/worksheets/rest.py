"""The HTTP API of worksheets: score one, as the command line does, to the byte. Open to all, keeps nothing."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from pulau.apps.worksheets.rest_schemas import EXAMPLE, WORKSHEET, EvaluationOut, ProblemsOut
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from pulau.exchange.result_json import result_text
from pulau.exchange.worksheet_json import read_json
from pulau.foundation.api.problems import JSON, refuse, refuse_input
from pulau.foundation.tenancy.policy import public

router = Router(tags=["worksheets"])

_NOT_JSON: Final = "media-type"

_DESCRIBED: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {JSON: {"schema": WORKSHEET, "examples": {"short": {"summary": "A few answers", "value": EXAMPLE}}}},
    },
    "parameters": [
        {
            "name": "unanswered",
            "in": "query",
            "required": False,
            "description": "What an unanswered item does: count 0, or stay out of its mean as in the ministry's form.",
            "schema": {
                "type": "string",
                "enum": [choice.value for choice in Unanswered],
                "default": Unanswered.ZERO.value,
            },
        },
        {
            "name": "Accept-Language",
            "in": "header",
            "required": False,
            "description": "The language of messages: id (default) or en.",
            "schema": {"type": "string", "examples": ["en"]},
        },
    ],
}


@router.post(
    "/evaluate",
    operation_id="evaluate",
    summary="Score a worksheet",
    response={200: EvaluationOut, 413: ProblemsOut, 415: ProblemsOut, 422: ProblemsOut},
    openapi_extra=_DESCRIBED,
)
@public
def evaluate_worksheet(request: HttpRequest) -> HttpResponse:
    """Score a worksheet under its regulation: figures, gates, verdicts and warnings, all exact and replayable."""
    if request.content_type != JSON:
        return refuse(request, 415, [Problem.of(_NOT_JSON, "Content-Type", value=request.content_type or "–")])
    try:
        return HttpResponse(_evaluated(request), content_type=JSON)
    except BadInput as problem:
        return refuse_input(request, problem)


def _evaluated(request: HttpRequest) -> str:
    unanswered = _unanswered(request)
    # The body as it came: exact decimals, and the place of every mistake.
    submission = read_json(request.body, "JSON")
    pack = load_pack(submission.regulation)
    answers = take_answers(pack, submission.answers)
    return result_text(evaluate(pack, answers, unanswered=unanswered, prior_title=submission.prior_title))


def _unanswered(request: HttpRequest) -> Unanswered:
    asked = request.GET.get("unanswered", Unanswered.ZERO.value)
    allowed = [choice.value for choice in Unanswered]
    if asked not in allowed:
        raise BadInput.because("unknown-choice", "unanswered", value=asked[:40], allowed=", ".join(allowed))
    return Unanswered(asked)
