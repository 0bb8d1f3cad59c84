"""The HTTP API of stored answers: read, write, what changed. A token only; what it may, its person may."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from pulau.apps.people.contract import BearerToken, actor_of, acts
from pulau.apps.worksheets import rest_worksheet_schemas as shapes
from pulau.apps.worksheets.changes import AnswerChangedMeanwhile
from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.rest_asking import (
    ASKED,
    CHANGE_KEYS,
    READ,
    WRITE,
    asked_limit,
    asked_word,
    change_in,
    described,
    id_in,
    next_address,
    worksheet_in,
)
from pulau.apps.worksheets.rest_objects import (
    answer_object,
    change_object,
    conflict_object,
    outcomes_object,
    score_object,
)
from pulau.apps.worksheets.rest_schemas import ProblemsOut
from pulau.apps.worksheets.selectors import (
    answers_of,
    changes_before,
)
from pulau.apps.worksheets.services.answers import answer_item, answer_items
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from pulau.foundation.api.problems import answer, language_of, refuse
from pulau.foundation.api.reading import asked_whole, body_of, object_in, only_asked
from pulau.foundation.tenancy.policy import requires

router = Router(tags=["answers"], auth=BearerToken())

REVISIONS: Final = 20
MOST_REVISIONS: Final = 50
MOST_ANSWERS: Final = 1_000
SUBMITTED: Final = Problem.of("worksheet-submitted")


@router.get(
    "/{worksheet_id}/answers",
    operation_id="list_answers",
    summary="Read all answers",
    response={200: shapes.AnswersOut, **READ},
    openapi_extra=described(),
)
@requires(acts)
def list_answers(request: HttpRequest, worksheet_id: str) -> HttpResponse:
    """Read the answer of every item of the form, in its order, each with its note, version and writer."""
    row = worksheet_in(request, worksheet_id)
    standing = answers_of(row)
    answers = {item: answer_object(item, standing.get(item)) for item in load_pack(row.regulation).items}
    return answer(request, {"revision": row.revision, "answers": answers})


@router.get(
    "/{worksheet_id}/answers/{item}",
    operation_id="get_answer",
    summary="Read an answer",
    response={200: shapes.AnswerOut, **READ},
    openapi_extra=described(),
)
@requires(acts)
def get_answer(request: HttpRequest, worksheet_id: str, item: str) -> HttpResponse:
    """Read one answer; an item that nobody touched has version 0."""
    row = worksheet_in(request, worksheet_id)
    if item not in load_pack(row.regulation).items:
        return refuse(request, 404, [Problem.of("unknown-item", item[:40], regulation=row.regulation)])
    return answer(request, answer_object(item, answers_of(row, [item]).get(item)))


@router.put(
    "/{worksheet_id}/answers/{item}",
    operation_id="put_answer",
    summary="Answer an item",
    response={200: shapes.AnsweredOut, **WRITE, 409: shapes.ConflictOut | ProblemsOut},
    openapi_extra=described(body=shapes.CHANGE_BODY),
)
@requires(acts)
def put_answer(request: HttpRequest, worksheet_id: str, item: str) -> HttpResponse:
    """Answer an item, write its note, or both; the reply has the answer and the score as they now stand."""
    change = change_in(item, body_of(request, CHANGE_KEYS, ("version",)))
    try:
        # One transaction, so that the reply is what this change made, and not what the next one did.
        with transaction.atomic():
            saved = answer_item(
                actor=actor_of(request), worksheet_id=id_in(worksheet_id), change=change, now=timezone.now()
            )
            standing = answers_of(saved.worksheet, [item])
    except AnswerChangedMeanwhile as problem:
        return answer(request, conflict_object(problem.clash, language_of(request)), 409)
    except WorksheetSubmitted:
        return refuse(request, 409, [SUBMITTED])
    except BadInput as problem:
        unknown = problem.problems[0].code == "unknown-item"
        return refuse(request, 404 if unknown else 422, problem.problems)
    return answer(request, {"answer": answer_object(item, standing.get(item)), "score": score_object(saved.worksheet)})


@router.put(
    "/{worksheet_id}/answers",
    operation_id="put_answers",
    summary="Answer many items",
    response={200: shapes.OutcomesOut, **WRITE, 409: ProblemsOut},
    openapi_extra=described(body=shapes.CHANGES_BODY),
)
@requires(acts)
def put_answers(request: HttpRequest, worksheet_id: str) -> HttpResponse:
    """Answer many items at once; each has its outcome, and one that cannot be taken keeps no other back."""
    sent = body_of(request, ("answers",), ("answers",))["answers"]
    if not isinstance(sent, dict):
        raise BadInput.because("json-not-object", "answers")
    if len(sent) > MOST_ANSWERS:
        raise BadInput.because("too-many-answers", "answers", most=MOST_ANSWERS)
    changes = [change_in(item, object_in(found, item[:40], CHANGE_KEYS, ("version",))) for item, found in sent.items()]
    try:
        with transaction.atomic():
            saved = answer_items(
                actor=actor_of(request), worksheet_id=id_in(worksheet_id), changes=changes, now=timezone.now()
            )
            known = load_pack(saved.worksheet.regulation).items.keys() & sent.keys()  # the rest may be no text at all
            standing = answers_of(saved.worksheet, known)
    except WorksheetSubmitted:
        return refuse(request, 409, [SUBMITTED])
    return answer(request, outcomes_object(saved, standing, list(sent), language_of(request)))


@router.get(
    "/{worksheet_id}/history",
    operation_id="list_history",
    summary="Read what changed",
    response={200: shapes.HistoryOut, **ASKED},
    openapi_extra=described(
        shapes.word("item", "Only of this item.", "P1.i.a"),
        shapes.whole("before", "Only revisions below this one.", 1, shapes.LAST_VERSION),
        shapes.whole("limit", "Revisions a page.", 1, MOST_REVISIONS, REVISIONS),
    ),
)
@requires(acts)
def list_history(request: HttpRequest, worksheet_id: str) -> HttpResponse:
    """Read which answers changed, newest revision first; a page holds whole revisions."""
    only_asked(request, "item", "before", "limit")
    before = asked_whole(request, "before", 1, shapes.LAST_VERSION, None)
    limit, item = asked_limit(request, MOST_REVISIONS, REVISIONS), asked_word(request, "item")
    rows, more_before = changes_before(worksheet_in(request, worksheet_id), before=before, revisions=limit, item=item)
    next_page = None if more_before is None else next_address(request, before=more_before)
    return answer(request, {"changes": [change_object(row) for row in rows], "next": next_page})
