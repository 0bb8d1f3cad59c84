"""The receipt of what a case's title was stated to be: public facts, proven by the public log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.contract import SEE, case_frame
from pulau.apps.outcomes.proving import receipt_of
from pulau.apps.outcomes.selectors import title_of_case
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest


@requires(may(SEE))
@never_cache
@require_safe
def title_receipt(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Give the receipt as a file; where there is none (yet), lead to the page that says why. Raises CaseNotFound."""
    frame = case_frame(request, unit, year)
    held = title_of_case(frame.case)
    made = receipt_of(held) if held is not None else None
    if made is None:
        return HttpResponseRedirect(reverse("outcomes:outcome", args=[unit, year]))
    name = f'attachment; filename="predikat-{unit}-{year}.pulau.json"'
    return HttpResponse(made, content_type="application/json; charset=utf-8", headers={"Content-Disposition": name})
