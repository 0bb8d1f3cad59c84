"""The cases that the reader may know of (`/penilaian`): searched by name, by stage, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.frame import stage_color
from pulau.apps.assessments.policies import SEE
from pulau.apps.assessments.selectors import cases_for
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(may(SEE))
@never_cache
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """List the cases of the body that the reader may see, newest year first."""
    actor = required_actor(request)
    words, stage = asked_for(request), asked_for(request, "tahap")
    rows = cases_for(actor).order_by("-year", "unit_name", "-number", "id")
    if words:
        rows = rows.filter(Q(unit_name__icontains=words) | Q(unit_code__icontains=words))
    if stage in ASSESSMENT.stages:
        rows = rows.filter(stage=stage)
    listed = paged(request, rows.select_related("unit"), cari=words, tahap=stage)
    tongue = get_language() or ""
    named = [(row, ASSESSMENT.stages[row.stage]) for row in listed["page"].object_list]
    context = {
        **listed,
        "rows": [(row, found.words(tongue), stage_color(found)) for row, found in named],
        "words": words,
        "stage": stage if stage in ASSESSMENT.stages else "",
        "stages": [(one.code, one.words(tongue)) for one in ASSESSMENT.stages.values()],
        "today": today_of(actor, timezone.now()),
    }
    return render(request, "assessments/cases.html", context)
