"""A unit's part of the proposal (`/penilaian/<unit>/<year>/usulan`): its conditions one by one, and the screening."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.assessments.contract import EVENT, SEE, StageMoved, case_frame
from pulau.apps.proposals.checking import EASED_UNIT, REGIONS, STATED, conditions_of, findings_of
from pulau.apps.proposals.forms import StatementForm, WithdrawForm
from pulau.apps.proposals.policies import PREPARE, SCREEN, STATE_CONDITION
from pulau.apps.proposals.proposed import proposed_checks
from pulau.apps.proposals.refusals import ProposalChanged
from pulau.apps.proposals.screening_form import screening_context
from pulau.apps.proposals.selectors import proposed_unit_of
from pulau.apps.proposals.services.screening import record_screening
from pulau.apps.proposals.services.stating import state_condition
from pulau.apps.proposals.services.withdrawing import withdraw_unit
from pulau.apps.proposals.views.answers import CONFLICT, REFUSED, UNPROCESSABLE, told
from pulau.apps.proposals.views.proposals import season_context
from pulau.apps.proposals.wishes import ScreeningWish, StatedWish
from pulau.apps.proposals.words import check_views, kept_views
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.proposing import YEARS
from pulau.exchange.condition_names import condition_name
from pulau.exchange.proposing import conditions_in_force
from pulau.foundation.accounts.step_up import ask_to_confirm, confirmed_recently
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import ask_facts
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.assessments.contract import Case, CaseFrame
    from pulau.core.shared.actor import Actor

_NOT_BARRED: Final = "not-barred"


@requires(may(SEE))
@never_cache
@require_safe
def unit(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the conditions of a unit one by one, with document and what to do; and the TPN's pre-evaluation."""
    return _page(request, case_frame(request, unit, year))


@requires(may(STATE_CONDITION))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, unit: str, year: int, condition: str) -> HttpResponse:
    """State one condition with its document. 404 for conditions that are not stated, 403 once it is proposed."""
    frame = case_frame(request, unit, year)
    case, actor = frame.case, frame.actor
    if condition not in {EASED_UNIT, *STATED}:
        raise Http404(condition)
    require(actor, STATE_CONDITION, unit_id=case.unit_id, state=case.stage)
    now = timezone.now()
    stands = findings_of(case.tenant_id, [case.pk]).get(case.pk, {}).get(condition)
    typed = {"nilai": stands.value, "dokumen": stands.document, "tanggal": stands.document_date} if stands else {}
    kinds = _kinds(actor, now) if condition == EASED_UNIT else []
    form = StatementForm(kinds, condition == YEARS, request.POST if request.method == "POST" else None, initial=typed)
    back = reverse("proposals:unit", args=[unit, year])
    if form.is_valid() and _stated(actor, case, condition, form, now):
        messages.success(request, _("Pernyataan tersimpan dengan dokumennya."))
        return HttpResponseRedirect(back, status=303)
    errors = summary_of(form)
    context = {
        **frame.context,
        "name": _("Jenis unit yang diringankan") if condition == EASED_UNIT else _name(condition),
        "fields": field_views(form),
        "errors": errors,
        "back": back,
    }
    return render(request, "proposals/state.html", context, status=UNPROCESSABLE if errors else 200)


@requires(may(SCREEN))
@never_cache
@require_POST
def screen(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Record the pre-evaluation."""
    frame = case_frame(request, unit, year)
    shown = proposed_checks(frame.case)
    codes = [check["condition"] for check in shown.checks] if shown else []
    said = {code: request.POST.get(f"hasil-{code}", "") for code in codes}
    wish = ScreeningWish(
        {code: value == "ya" for code, value in said.items() if value in {"ya", "tidak"}},
        {code: request.POST.get(f"catatan-{code}", "") for code in codes},
        request.POST.get("ringkasan", ""),
        request.POST.get("dilihat", ""),
    )
    try:
        record_screening(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=timezone.now())
    except ProposalChanged:
        words = _("Usulannya berubah sejak halaman ini dibuka. Periksa lagi syaratnya.")
        return _page(request, frame, trouble=words, typed=wish, status=CONFLICT)
    except BadInput as problem:
        return _page(request, frame, errors=told(problem), typed=wish, status=UNPROCESSABLE)
    messages.success(request, _("Pra-evaluasi tercatat untuk setiap syarat."))
    return HttpResponseRedirect(reverse("proposals:unit", args=[unit, year]) + "#pra-evaluasi", status=303)


@requires(may(EVENT["withdraw_proposal"]))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Take a unit back from the ministry, with its reason. 403 where it is not, or no longer, proposed."""
    frame = case_frame(request, unit, year)
    case = frame.case
    require(frame.actor, EVENT["withdraw_proposal"], unit_id=case.unit_id, state=case.stage)
    if not confirmed_recently(request):
        return ask_to_confirm(request)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    back = reverse("proposals:unit", args=[unit, year])
    if form.is_valid():
        typed = form.cleaned_data
        try:
            withdraw_unit(
                actor=frame.actor, case_id=case.pk, letter=typed["nomor"], reason=typed["alasan"], now=timezone.now()
            )
        except StageMoved:
            messages.error(request, _("Penilaian sudah berpindah tahap; usulan tidak dapat ditarik lagi."))
            return HttpResponseRedirect(back, status=303)
        except REFUSED as problem:
            for field, words in told(problem):
                form.add_error(field if field in form.fields else "alasan", words)
        else:
            messages.success(request, _("Usulan unit ini ditarik. Unit kembali ke pembinaan instansi."))
            return HttpResponseRedirect(back, status=303)
    errors = summary_of(form)
    context = {**frame.context, "fields": field_views(form), "errors": errors, "back": back}
    return render(request, "proposals/withdraw.html", context, status=UNPROCESSABLE if errors else 200)


def _page(
    request: HttpRequest,
    frame: CaseFrame,
    *,
    errors: Sequence[tuple[str, str]] = (),
    trouble: str = "",
    typed: ScreeningWish | None = None,
    status: int = 200,
) -> HttpResponse:
    case, actor = frame.case, frame.actor
    row = proposed_unit_of(case.tenant_id, case.pk)
    context = {
        **frame.context,
        "row": row,
        "states": _states(actor, case),
        "may_prepare": allowed(actor, PREPARE),
        "withdraws": _withdraws(actor, case),
        "errors": errors,
        "error_of": dict(errors),
        "trouble": trouble,
        "barred": (row is None or not row.digest) and not _proposable(case),
        **season_context(actor, case.year),
        **_conditions(actor, case, row),
        **screening_context(actor, case, typed, dict(errors)),
    }
    return render(request, "proposals/unit.html", context, status=status)


def _proposable(case: Case) -> bool:
    """Whether no bar of two years runs on the unit today; the fact is told by whoever keeps the titles."""
    return ask_facts({_NOT_BARRED}, case.tenant_id, case.pk, timezone.now()).get(_NOT_BARRED, True)


def _conditions(actor: Actor, case: Case, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a proposed unit or None
    """Return the conditions as they were signed; before that as they stand today."""
    unit, tongue = case.unit.code, spoken_language()
    if row is not None and row.digest:
        eased = condition_name(row.eased, tongue) if row.eased else ""
        return {"checks": kept_views(row.checks), "rules": row.proposal.rules, "eased": eased, "kept": True}
    records = allowed(actor, PREPARE)
    try:
        found = conditions_of(case.tenant_id, [case], today_of(actor, timezone.now()))[case.pk]
    except LookupError:
        return {"checks": [], "rules": "", "eased": "", "kept": False}
    return {
        "checks": check_views(found.checks, unit=unit, year=case.year, records=records),
        "rules": found.rules.instrument,
        "eased": condition_name(found.eased, tongue) if found.eased else "",
        "eased_offered": bool(found.rules.eased_units) and _region(actor),
        "met": found.met,
        "kept": False,
    }


def _states(actor: Actor, case: Case) -> bool:
    return allowed(actor, STATE_CONDITION, unit_id=case.unit_id, state=case.stage)


def _withdraws(actor: Actor, case: Case) -> bool:
    return allowed(actor, EVENT["withdraw_proposal"], unit_id=case.unit_id, state=case.stage)


def _region(actor: Actor) -> bool:
    agency = agency_of(actor)
    return agency is not None and agency.kind in REGIONS


def _kinds(actor: Actor, now: datetime) -> list[tuple[str, str]]:
    if not _region(actor):
        raise Http404(EASED_UNIT)
    rules = conditions_in_force(today_of(actor, now))
    return [(kind, condition_name(kind, spoken_language())) for kind in rules.eased_units]


def _name(condition: str) -> str:
    return condition_name(condition, spoken_language()).partition(",")[0]


def _stated(actor: Actor, case: Case, condition: str, form: StatementForm, now: datetime) -> bool:
    """State what was typed; False, told at the fields, where that cannot be."""
    typed = form.cleaned_data
    value = typed["nilai"]
    wish = StatedWish(
        condition, value.isoformat() if isinstance(value, date) else value, typed["dokumen"], typed["tanggal"]
    )
    try:
        state_condition(actor=actor, case_id=case.pk, wish=wish, now=now)
    except REFUSED as problem:
        for field, words in told(problem):
            form.add_error(field if field in form.fields else "nilai", words)
        return False
    return True
