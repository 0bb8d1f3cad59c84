"""The desks of a body (`/meja`): my work, all cases, where they stand, and who has how much to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.desks.asked import asked_of, narrow
from pulau.apps.assessments.desks.figures import FUNNEL, FunnelYear, funnel_of, loads_of, stages_of
from pulau.apps.assessments.desks.frame import case_views, desk_tabs, list_choices
from pulau.apps.assessments.desks.work import JUDGE, work_of
from pulau.apps.assessments.frame import stage_color
from pulau.apps.assessments.policies import DESK
from pulau.apps.assessments.selectors import cases_for
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.assessments.desks.figures import StageCount

YEARS: Final = 5
"""How many years of the funnel stand side by side."""


@requires(may(DESK))
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the cases that are assigned to the reader, with what is due of them now."""
    actor = required_actor(request)
    rows = work_of(actor, today_of(actor, timezone.now()))
    tongue_now = spoken_language()
    listed = paged(request, rows)
    context = {
        **listed,
        "desk_tabs": desk_tabs(request, actor),
        "rows": [(row, ASSESSMENT.stages[row.case.stage].words(tongue_now)) for row in listed["page"].object_list],
        "due": sum(row.due == JUDGE for row in rows),
        "late": sum(row.late for row in rows),
        "left": sum(row.left for row in rows),
    }
    return render(request, "assessments/desk/mine.html", context)


@requires(may(DESK))
@never_cache
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """List the cases of the body: searched, filtered, sorted, those that are overdue first, a page at a time."""
    actor = required_actor(request)
    asked, today = asked_of(request.GET), today_of(actor, timezone.now())
    rows = narrow(cases_for(actor), asked, actor, today)
    years = list(cases_for(actor).order_by("-year").values_list("year", flat=True).distinct())
    listed = paged(request, rows.select_related("unit"), **asked.query)
    context = {
        **listed,
        **list_choices(asked, years, bodies=False),
        "desk_tabs": desk_tabs(request, actor),
        "rows": case_views(listed["page"].object_list, today),
    }
    return render(request, "assessments/desk/all.html", context)


@requires(may(DESK))
@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show where the cases stand by stage and title, and the funnel of each year."""
    actor = required_actor(request)
    today = today_of(actor, timezone.now())
    stages = stages_of(cases_for(actor), today)
    years = funnel_of(actor)[:YEARS]
    context = {
        "desk_tabs": desk_tabs(request, actor),
        "stages": stage_rows(stages),
        "total": sum(stage.n for stage in stages),
        "late": sum(stage.late for stage in stages),
        "years": [year.year for year in years],
        "funnel": _funnel_rows(years),
    }
    return render(request, "assessments/desk/map.html", context)


@requires(may(DESK))
@never_cache
@require_safe
def load(request: HttpRequest) -> HttpResponse:
    """Show what each assessor has open, and the items left to judge."""
    actor = required_actor(request)
    loads = loads_of(actor)
    most = max((one.left for one in loads), default=0)
    context = {
        "desk_tabs": desk_tabs(request, actor),
        "loads": [(one, _share(one.left, most)) for one in loads],
    }
    return render(request, "assessments/desk/load.html", context)


def stage_rows(stages: list[StageCount]) -> list[dict[str, object]]:
    """Return the stages as the map shows them, each bar beside the longest."""
    most = max((stage.n for stage in stages), default=0)
    return [
        {
            "code": stage.code,
            "words": (known := ASSESSMENT.stages[stage.code]).words(spoken_language()),
            "color": stage_color(known),
            "wbk": stage.titles.get("WBK", 0),
            "wbbm": stage.titles.get("WBBM", 0),
            "n": stage.n,
            "late": stage.late,
            "share": _share(stage.n, most),
        }
        for stage in stages
    ]


def _funnel_rows(years: list[FunnelYear]) -> list[dict[str, object]]:
    words = {
        "submitted": gettext("Diajukan"),
        "tpi": gettext("Dinilai TPI"),
        "fit": gettext("Layak diusulkan"),
        "proposed": gettext("Diusulkan"),
        "desk": gettext("Evaluasi dokumen"),
        "field": gettext("Evaluasi lapangan"),
        "panel": gettext("Sidang panel"),
        "recommended": gettext("Direkomendasikan"),
        "determined": gettext("Ditetapkan"),
        "kept": gettext("Dipertahankan"),
        "revoked": gettext("Dicabut"),
    }
    newest = years[0] if years else None
    return [
        {
            "words": words[step],
            "counts": [year.submitted if step == "submitted" else year.steps[step] for year in years],
            "share": _share(newest.submitted if step == "submitted" else newest.steps[step], newest.submitted)
            if newest
            else 0,
        }
        for step in ("submitted", *FUNNEL)
    ]


def _share(part: int, whole: int) -> int:
    """Return a share in whole percent, for the length of a bar."""
    return round(100 * part / whole) if whole else 0
