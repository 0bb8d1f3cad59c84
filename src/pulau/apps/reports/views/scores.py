"""The score that a report tells, as a file that anybody can compute again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.contract import case_frame, score_file
from pulau.apps.reports.policies import READ
from pulau.apps.reports.scored import body_told
from pulau.apps.reports.selectors import get_version_for
from pulau.foundation.api.score_answers import answer_score
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(may(READ))
@never_cache
@require_safe
def score(request: HttpRequest, unit: str, year: int, report: UUID, number: int) -> HttpResponse:
    """Give the score that a version tells, to whoever reads it; 409 where it moved. Raises ReportNotFound (404)."""
    frame = case_frame(request, unit, year)
    body = body_told(get_version_for(frame.actor, frame.case, report, number), frame.case)
    name = f"nilai-{frame.case.unit_code}-{year}-{body.value if body else '-'}"
    return answer_score(request, name, lambda: score_file(frame.case, body) if body else None)
