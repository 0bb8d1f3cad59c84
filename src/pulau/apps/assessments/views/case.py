"""The page of one case (`/penilaian/<unit>/<year>/`): where it stands, what is due of whom, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.case_page import case_context
from pulau.apps.assessments.frame import case_frame
from pulau.apps.assessments.policies import SEE
from pulau.apps.assessments.selectors import case_at_hand
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(may(SEE))
@never_cache
@require_safe
def case(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show a case to whoever may see it. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    with case_at_hand(frame.case):
        context = {**frame.context, **case_context(frame, unit, timezone.now())}
    return render(request, "assessments/case.html", context)
