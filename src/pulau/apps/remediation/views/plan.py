"""The plan of repair of a case (`/penilaian/<unit>/<year>/perbaikan`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.people.contract import area_choices
from pulau.apps.remediation.mapping import step_title
from pulau.apps.remediation.models import PlanState, RemediationPlan, RemediationStep, StepState
from pulau.apps.remediation.policies import CHECK, REPAIR, SEE_PLAN
from pulau.apps.remediation.refusals import PlanNotFound, StepNotReady
from pulau.apps.remediation.selectors import copies_in, plan_of_case, steps_of
from pulau.apps.remediation.services.plans import add_step
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import CaseFrame
    from pulau.apps.remediation.models import PracticeCopy

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the plan lists it: what it is about, its question or minimum, and whether its day is over."""

    row: RemediationStep
    title: str
    question: str
    late: bool
    copy: PracticeCopy | None


@requires(may(SEE_PLAN))
@never_cache
@require_safe
def plan(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what is to be repaired, grouped by area, and how far it is."""
    return _page(request, unit, year)


@requires(may(REPAIR))
@never_cache
@require_POST
def add(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Add a finding of the unit's own."""
    frame, row = open_plan(request, unit, year)
    finding = request.POST.get("temuan", "")
    try:
        made = add_step(actor=frame.actor, plan_id=row.pk, finding=finding, now=timezone.now())
    except BadInput as problem:
        words = " ".join(reasons(problem, spoken_language()))
        told = {"errors": [("temuan", words)], "finding": finding, "finding_error": words}
        return _page(request, unit, year, told, UNPROCESSABLE)
    except StepNotReady:
        messages.error(request, _("Rencana ini sudah selesai. Temuan baru masuk ke lembar kerja tahun ini."))
        return HttpResponseRedirect(reverse("remediation:plan", args=[unit, year]), status=303)
    messages.success(request, _("Temuan ditambahkan. Rencanakan perbaikannya."))
    return HttpResponseRedirect(reverse("remediation:step", args=[unit, year, made.number]), status=303)


def open_plan(request: HttpRequest, unit: str, year: int) -> tuple[CaseFrame, RemediationPlan]:
    """Return the case's frame and its plan. Raises PlanNotFound (404)."""
    frame = case_frame(request, unit, year)
    row = plan_of_case(frame.actor, frame.case.pk)
    if row is None:
        raise PlanNotFound(unit)
    return frame, row


def _page(
    request: HttpRequest, unit: str, year: int, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    frame, row = open_plan(request, unit, year)
    steps = step_views(frame, list(steps_of(row)))
    count = len(steps)
    checked = sum(view.row.state == StepState.CHECKED for view in steps)
    context = {
        **frame.context,
        "plan": row,
        "groups": _grouped(steps),
        "count": count,
        "checked": checked,
        "done": sum(view.row.state == StepState.DONE for view in steps),
        "open": sum(view.row.state == StepState.OPEN for view in steps),
        "late": sum(view.late for view in steps),
        "repairs": allowed(frame.actor, REPAIR, unit_id=row.unit_id) and row.state == PlanState.OPEN,
        "checks": allowed(frame.actor, CHECK, unit_id=row.unit_id),
        **(more or {}),
    }
    return render(request, "remediation/plan.html", context, status=status)


def step_views(frame: CaseFrame, rows: list[RemediationStep]) -> list[StepView]:
    """Return steps as pages show them."""
    wording, lang = load_wording(frame.case.regulation), spoken_language()
    pack, today = load_pack(frame.case.regulation), today_of(frame.actor, timezone.now())
    copies = copies_in(frame.actor, [row.pk for row in rows])
    return [
        StepView(
            row,
            pack.items[row.key].number if row.kind == "item" and row.key in pack.items else step_title(row, lang),
            wording.items[row.key].question[lang] if row.kind == "item" and row.key in wording.items else "",
            row.state == StepState.PLANNED and row.due_on is not None and row.due_on < today,
            copies.get(row.pk),
        )
        for row in rows
    ]


def _grouped(steps: list[StepView]) -> list[tuple[str, list[StepView]]]:
    """Return the steps by what they are about: minimums first, then each area, then what the unit found itself."""
    names = dict(area_choices(spoken_language()))
    groups: dict[str, list[StepView]] = {}
    for view in steps:
        if view.row.kind == "gate":
            name = _("Nilai minimal yang belum tercapai")
        elif view.row.kind == "item":
            name = names.get(view.row.area) or _("Komponen hasil")
        else:
            name = _("Temuan unit sendiri")
        groups.setdefault(name, []).append(view)
    return list(groups.items())
