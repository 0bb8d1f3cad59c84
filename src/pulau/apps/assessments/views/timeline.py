"""The timeline of a case (`/penilaian/<unit>/<year>/linimasa`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.frame import case_frame
from pulau.apps.assessments.policies import SEE
from pulau.apps.assessments.timeline import chosen, filters_of, moments_of
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(may(SEE))
@never_cache
@require_safe
def timeline(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what happened in a case, page by page, by kind and item. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    told = moments_of(frame.actor, frame.case, unit)
    kind, item = asked_for(request, "jenis"), asked_for(request, "butir")
    pages = paged(request, chosen(told, kind, item), jenis=kind, butir=item)
    context = {**frame.context, **pages, **filters_of(told), "kind": kind, "item": item, "count": len(told)}
    return render(request, "assessments/timeline.html", context)
