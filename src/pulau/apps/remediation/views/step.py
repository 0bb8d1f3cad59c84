"""One step of a plan of repair (`…/perbaikan/<n>`): planned and finished by the unit, checked by the assessors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pulau.apps.evidence.contract import EvidenceNotFound, picker
from pulau.apps.people.contract import actors_around
from pulau.apps.remediation.forms import DoneForm, EffectForm, StepForm
from pulau.apps.remediation.models import PlanState, PracticeState, StepState
from pulau.apps.remediation.policies import CHECK, FOLLOW, REPAIR, SEE_PLAN
from pulau.apps.remediation.refusals import StepMoved, StepNotReady
from pulau.apps.remediation.selectors import get_step, practices_for
from pulau.apps.remediation.services.plans import check_step, finish_step, plan_step
from pulau.apps.remediation.views.plan import UNPROCESSABLE, open_plan, step_views
from pulau.core.shared.ids import read_id
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms

    from pulau.apps.assessments.contract import CaseFrame
    from pulau.apps.remediation.models import RemediationPlan, RemediationStep
    from pulau.foundation.accounts.models import User

CONFLICT = 409
OFFERED = 5


@requires(may(SEE_PLAN))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Show a step; or plan it, by the unit."""
    frame, plan = open_plan(request, unit, year)
    row = get_step(plan, number)
    if request.method != "POST":
        return _page(request, frame, plan, row)
    require(frame.actor, REPAIR, unit_id=plan.unit_id)
    form = StepForm(_people(frame, plan), request.POST)

    def save() -> None:
        wish = form.wish(_seen(request))
        plan_step(actor=frame.actor, step_id=row.pk, wish=wish, now=timezone.now())
        messages.success(request, _("Rencana langkah ini tersimpan."))

    return _tried(request, frame, plan, row, form, "form", save)


@requires(may(REPAIR))
@never_cache
@require_POST
def finish(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Say that a step is done, and show it."""
    frame, plan = open_plan(request, unit, year)
    row, form = get_step(plan, number), DoneForm(request.POST)

    def save() -> None:
        done = form.done(read_id(request.POST.get("bukti", "")), _seen(request))
        finish_step(actor=frame.actor, step_id=row.pk, done=done, now=timezone.now())
        messages.success(request, _("Tersimpan. Penilai memeriksa hasilnya."))

    return _tried(request, frame, plan, row, form, "done_form", save)


@requires(may(CHECK))
@never_cache
@require_POST
def check(request: HttpRequest, unit: str, year: int, number: int) -> HttpResponse:
    """Say whether a finished step had its effect."""
    frame, plan = open_plan(request, unit, year)
    row, form = get_step(plan, number), EffectForm(request.POST)

    def save() -> None:
        found = form.found(_seen(request))
        check_step(actor=frame.actor, step_id=row.pk, found=found, now=timezone.now())
        messages.success(request, _("Hasil pemeriksaan tersimpan."))

    return _tried(request, frame, plan, row, form, "effect_form", save)


def _tried(
    request: HttpRequest,
    frame: CaseFrame,
    plan: RemediationPlan,
    row: RemediationStep,
    form: forms.Form,
    name: str,
    save: Callable[[], None],
) -> HttpResponse:
    """Save what was typed and go back to the step; or show it again with what is to be mended."""
    if not form.is_valid():
        return _page(request, frame, plan, row, {name: form, "errors": summary_of(form)}, UNPROCESSABLE)
    try:
        save()
    except BadInput as problem:
        errors = [("", text) for text in reasons(problem, spoken_language())]
        return _page(request, frame, plan, row, {name: form, "errors": errors}, UNPROCESSABLE)
    except EvidenceNotFound:
        told = [("bukti", _("Pilih bukti dari daftar."))]
        return _page(request, frame, plan, row, {name: form, "errors": told}, UNPROCESSABLE)
    except StepMoved as moved:
        return _page(request, frame, plan, get_step(plan, row.number), {name: form, "moved": moved.step}, CONFLICT)
    except StepNotReady:
        messages.error(request, _("Langkah ini sudah berpindah keadaan. Periksa keadaannya di bawah."))
    return HttpResponseRedirect(_address(frame, plan, row), status=303)


def _address(frame: CaseFrame, plan: RemediationPlan, row: RemediationStep) -> str:
    return reverse("remediation:step", args=[frame.context["case_unit"], plan.year, row.number])


def _page(
    request: HttpRequest,
    frame: CaseFrame,
    plan: RemediationPlan,
    row: RemediationStep,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, more = frame.actor, more or {}
    repairs = allowed(actor, REPAIR, unit_id=plan.unit_id) and plan.state == PlanState.OPEN
    people = _people(frame, plan) if repairs else []
    plans = repairs and row.state != StepState.CHECKED
    finishes = repairs and row.state in {StepState.PLANNED, StepState.DONE}
    checks = allowed(actor, CHECK, unit_id=plan.unit_id) and row.state == StepState.DONE
    form = more.pop("form", None) or StepForm(people, initial=_typed(row))
    done_form = more.pop("done_form", None) or DoneForm(initial={"hasil": row.result})
    context = {
        **frame.context,
        "plan": plan,
        "view": step_views(frame, [row])[0],
        "row": row,
        "fields": field_views(form) if plans else None,
        "done_fields": field_views(done_form) if finishes else None,
        "effect_fields": field_views(more.pop("effect_form", None) or EffectForm()) if checks else None,
        "picker": picker(request, actor, many=False) if finishes else None,
        "offered": _offered(frame, plan, row) if plans else [],
        "before": row.number - 1 if row.number > 1 else None,
        "after": _after(plan, row),
        **more,
    }
    return render(request, "remediation/step.html", context, status=status)


def _offered(frame: CaseFrame, plan: RemediationPlan, row: RemediationStep) -> list[Any]:
    """Return published practices of the step's area that the unit could follow."""
    if not row.area or not allowed(frame.actor, FOLLOW, unit_id=plan.unit_id):
        return []
    rows = practices_for(frame.actor).filter(area=row.area, state=PracticeState.PUBLISHED)
    return list(rows.exclude(unit_id=plan.unit_id)[:OFFERED])


def _after(plan: RemediationPlan, row: RemediationStep) -> int | None:
    after: int | None = (
        plan.steps.filter(number__gt=row.number).order_by("number").values_list("number", flat=True).first()
    )
    return after


def _people(frame: CaseFrame, plan: RemediationPlan) -> list[User]:
    around = actors_around(frame.actor, plan.unit_id, timezone.now())
    return [user for user, their in around if allowed(their, REPAIR, unit_id=plan.unit_id)]


def _typed(row: RemediationStep) -> dict[str, Any]:
    return {
        "akar": row.root_cause,
        "tindakan": row.action,
        "penanggung_jawab": str(row.owner_id or ""),
        "tenggat": row.due_on,
    }


def _seen(request: HttpRequest) -> int:
    typed = request.POST.get("versi", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0  # noqa: PLR2004 - never so many
