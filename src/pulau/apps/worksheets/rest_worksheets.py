"""The HTTP API of stored worksheets: read, open, answer. A token only; what it may, its person may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.contract import BearerToken, actor_of, acts
from pulau.apps.worksheets import rest_worksheet_schemas as shapes
from pulau.apps.worksheets.handing_selectors import standing_submission, submitted_of
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.models import FIRST_YEAR, LAST_YEAR, SheetState, Worksheet
from pulau.apps.worksheets.policies import can_see
from pulau.apps.worksheets.rest_asking import (
    COMMON,
    READ,
    WRITE,
    asked_limit,
    asked_word,
    described,
    next_address,
    worksheet_in,
)
from pulau.apps.worksheets.rest_objects import (
    moment,
    worksheet_object,
)
from pulau.apps.worksheets.rest_schemas import ProblemsOut
from pulau.apps.worksheets.selectors import (
    NOT_THERE,
    WorksheetNotFound,
    values_of,
    worksheets_for,
)
from pulau.apps.worksheets.services.opening import WorksheetExists, open_worksheet
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.result_json import replay_digest, result_object
from pulau.foundation.api.problems import answer, refuse
from pulau.foundation.api.reading import asked_whole, body_of, only_asked, text_in, whole_in
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from pulau.core.scoring.model import Evaluation
    from pulau.core.shared.actor import Actor

router = Router(tags=["worksheets"], auth=BearerToken())

PAGE: Final = 50
LARGEST_PAGE: Final = 200
LAST_PAGE: Final = 100_000


@router.get(
    "",
    operation_id="list_worksheets",
    summary="List worksheets",
    response={200: shapes.WorksheetsOut, **COMMON, 422: ProblemsOut},
    openapi_extra=described(
        shapes.whole("year", "Only of this year.", FIRST_YEAR, LAST_YEAR),
        shapes.word("unit", "Only of the unit with this code.", "disdukcapil"),
        shapes.whole("page", "Which page.", 1, LAST_PAGE, 1),
        shapes.whole("limit", "Worksheets a page.", 1, LARGEST_PAGE, PAGE),
    ),
)
@requires(acts)
def list_worksheets(request: HttpRequest) -> HttpResponse:
    """List the worksheets that you may read, newest year first, then by the unit's code."""
    only_asked(request, "year", "unit", "page", "limit")
    page, limit = asked_whole(request, "page", 1, LAST_PAGE, 1) or 1, asked_limit(request, LARGEST_PAGE, PAGE)
    rows = worksheets_for(actor_of(request)).order_by("-year", "unit__code")
    year = asked_whole(request, "year", FIRST_YEAR, LAST_YEAR, None)
    if year is not None:
        rows = rows.filter(year=year)
    if unit := asked_word(request, "unit"):
        rows = rows.filter(unit__code=unit)
    found = list(rows[(page - 1) * limit : page * limit + 1])
    next_page = next_address(request, page=page + 1) if len(found) > limit else None
    shown = found[:limit]
    handed = submitted_of(actor_of(request), [row.pk for row in shown if row.state == SheetState.SUBMITTED])
    return answer(
        request, {"worksheets": [worksheet_object(row, handed.get(row.pk)) for row in shown], "next": next_page}
    )


@router.post(
    "",
    operation_id="open_worksheet",
    summary="Open a worksheet",
    response={201: shapes.WorksheetOut, **WRITE, 409: ProblemsOut},
    openapi_extra=described(body=shapes.OPEN_BODY),
)
@requires(acts)
def post_worksheet(request: HttpRequest) -> HttpResponse:
    """Open an empty worksheet for a unit and a year under a regulation; the header Location has its address."""
    actor = actor_of(request)
    found = body_of(request, ("unit", "year", "regulation", "prior_title"), ("unit", "year", "regulation"))
    unit_id, year = _unit(actor, text_in(found, "unit")), whole_in(found, "year", FIRST_YEAR, LAST_YEAR)
    try:
        row = open_worksheet(
            actor=actor,
            unit_id=unit_id,
            year=year,
            regulation=text_in(found, "regulation"),
            prior_title=text_in(found, "prior_title"),
            now=timezone.now(),
        )
    except (WorksheetExists, IntegrityError):  # the second one: somebody opened it in the same moment
        row = get_worksheet_of(actor, unit_id, year)
        response = refuse(request, 409, [Problem.of("worksheet-exists", "year", year=year)])
    else:
        response = answer(request, worksheet_object(row), 201)
    response.headers["Location"] = reverse("api:get_worksheet", args=[row.pk])
    return response


def get_worksheet_of(actor: Actor, unit_id: UUID, year: int) -> Worksheet:
    """Return a unit's worksheet of a year. Raises WorksheetNotFound (404)."""
    row = worksheets_for(actor).filter(unit_id=unit_id, year=year).first()
    if row is None:
        raise WorksheetNotFound(NOT_THERE)
    return row


@router.get(
    "/{worksheet_id}",
    operation_id="get_worksheet",
    summary="Read a worksheet",
    response={200: shapes.WorksheetOut, **READ},
    openapi_extra=described(),
)
@requires(acts)
def get_worksheet(request: HttpRequest, worksheet_id: str) -> HttpResponse:
    """Read a worksheet and where it stands."""
    row = worksheet_in(request, worksheet_id)
    handed = standing_submission(row) if row.state == SheetState.SUBMITTED else None
    return answer(request, worksheet_object(row, handed))


def _unit(actor: Actor, code: str) -> UUID:
    """Return the unit of a code, where the actor may know of it. Raises BadInput."""
    unit = units_of(actor).filter(code=code.replace("\x00", "")).first()
    if unit is None or not can_see(actor, unit.pk):
        raise BadInput.because("unknown-unit", "unit", value=code[:40])
    return unit.pk


@router.get(
    "/{worksheet_id}/score",
    operation_id="get_score",
    summary="Read the score",
    response={200: shapes.StandingScoreOut, **READ},
    openapi_extra=described(),
)
@requires(acts)
def get_score(request: HttpRequest, worksheet_id: str) -> HttpResponse:
    """Read the whole result, as `POST /evaluate` gives it, of the answers as they stand."""
    row = worksheet_in(request, worksheet_id)
    evaluation = _evaluation(row)
    if replay_digest(evaluation) != row.replay_digest:  # a change came between the two readings
        row = worksheet_in(request, worksheet_id)
        evaluation = _evaluation(row)
    return answer(request, {"revision": row.revision, "at": moment(row.scored_at), **result_object(evaluation)})


def _evaluation(row: Worksheet) -> Evaluation:
    return evaluation_of(row, {item: found.value for item, found in values_of(row).items()})
