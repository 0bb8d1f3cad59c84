"""The field evaluation of a case on one page (`/penilaian/<unit>/<year>/lapangan`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.visits.models import PresentationState, VisitKind
from pulau.apps.visits.policies import ASK, PLAN, PRESENT, SEE
from pulau.apps.visits.rooms import is_assigned, kind_at
from pulau.apps.visits.selectors import (
    inside,
    interviews_of,
    presentations_of,
    shoppers_of,
    surveys_of,
    visits_of,
)
from pulau.apps.visits.summary import survey_now
from pulau.core.workflow.assessment import FIELD
from pulau.foundation.calendar import legal_zone
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from pulau.apps.assessments.contract import Case
    from pulau.apps.visits.models import Presentation
    from pulau.core.shared.actor import Actor


@requires(may(SEE))
@never_cache
@require_safe
def field(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show presentations, visits, and to the ministry's assessors what people told. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    actor, case = frame.actor, frame.case
    visits = list(visits_of(actor, case))
    context = {
        **frame.context,
        "presentations": [_at(actor, row) for row in presentations_of(case)],
        "awaited": PresentationState.CALLED,
        "visits": visits,
        "may_call": allowed(actor, PRESENT, unit_id=case.unit_id, state=case.stage),
        "may_plan": _may_plan(actor, case),
        **(_told(actor, case) if inside(actor, case, VisitKind.FIELD) else {}),
    }
    return render(request, "visits/field.html", context)


def _may_plan(actor: Actor, case: Case) -> bool:
    kind = kind_at(case.stage)
    if kind is None or not allowed(actor, PLAN, unit_id=case.unit_id, state=case.stage):
        return False
    return is_assigned(case, kind, actor.user_id)


def _at(actor: Actor, row: Presentation) -> tuple[Presentation, datetime, str]:
    """Return a presentation with its moment as clocks show it where the body is, and the name of that time."""
    zone = legal_zone(actor, row.begins_at)
    return row, row.begins_at.astimezone(zone.offset).replace(tzinfo=None), zone.name


def _told(actor: Actor, case: Case) -> dict[str, Any]:
    asks = allowed(actor, ASK, unit_id=case.unit_id, state=case.stage)
    return {
        "inside": True,
        "in_field": case.stage == FIELD,
        "asks": asks and is_assigned(case, VisitKind.FIELD, actor.user_id),
        "survey": survey_now(surveys_of(case).first()),
        "shoppers": shoppers_of(case).count(),
        "interviews": interviews_of(case).count(),
    }
