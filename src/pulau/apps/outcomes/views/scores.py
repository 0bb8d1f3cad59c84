"""The score that a case came to, as a file that anybody can compute again (`…/hasil/nilai`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.contract import SEE, case_frame, score_file, side_of
from pulau.apps.outcomes.comparing import told_body
from pulau.foundation.api.score_answers import answer_score
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(may(SEE))
@never_cache
@require_safe
def score(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Give the score at the last body that the reader has been told of; 409: none yet. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    body = told_body(frame.case, side_of(frame.actor))
    name = f"nilai-{frame.case.unit_code}-{year}-{body.value if body else '-'}"
    return answer_score(request, name, lambda: score_file(frame.case, body) if body else None)
