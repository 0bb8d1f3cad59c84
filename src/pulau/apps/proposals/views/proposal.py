"""One proposal (`/usulan-zi/<year>/<n>`): its units with their conditions, its letter and statement, and signing it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.assessments.contract import CaseNotFound, GuardsUnmet, StageMoved, side_of
from pulau.apps.proposals.checking import CaseConditions, conditions_of
from pulau.apps.proposals.models import Proposal, ProposalState, ProposedUnit
from pulau.apps.proposals.policies import PREPARE, SEE, SIGN
from pulau.apps.proposals.readying import unready_of
from pulau.apps.proposals.refusals import LetterNumberMissing, ProposalNotFound, ProposalRefused, UnitsUnready
from pulau.apps.proposals.selectors import get_proposal_for, proposable, seal_of, units_of_proposal
from pulau.apps.proposals.services.drafting import put_unit, take_out
from pulau.apps.proposals.services.signing import sign_proposal
from pulau.apps.proposals.views.answers import CONFLICT, REFUSED, UNAVAILABLE, UNPROCESSABLE, told
from pulau.apps.proposals.views.papers import reads_papers
from pulau.apps.proposals.views.proposals import season_context
from pulau.apps.proposals.wishes import SigningWish
from pulau.apps.proposals.words import CheckView, guard_words, kept_views
from pulau.apps.signing.contract import (
    READ_DOCUMENTS,
    TROUBLES,
    Given,
    ProviderAway,
    SecretRefused,
    asks_secret,
    told_trouble,
)
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import ASSESSMENT, CLEARANCE
from pulau.core.workflow.sight import tpi_told
from pulau.exchange.condition_names import condition_name
from pulau.foundation.accounts.step_up import ask_to_confirm, confirmed_recently
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.core.shared.actor import Actor
    from pulau.core.workflow.sight import Side


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit of a proposal as the page shows it: how many of its conditions hold, and what stands in the way."""

    row: ProposedUnit
    stage: str
    total: Fraction | None
    met: int
    count: int
    short: Sequence[CheckView]
    eased: str
    eased_names: Sequence[str]
    obstacles: Sequence[str]


@requires(may(SEE))
@never_cache
@require_safe
def proposal(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show a proposal. Raises ProposalNotFound (404), also for drafts to those who may not see them."""
    actor = required_actor(request)
    return _page(request, actor, get_proposal_for(actor, year, number))


@requires(may(PREPARE))
@never_cache
@require_POST
def put(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Put a unit into a draft."""
    return _moved(request, year, number, put_unit, _("Unit dimasukkan."))


@requires(may(PREPARE))
@never_cache
@require_POST
def take(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Take a unit out of a draft."""
    return _moved(request, year, number, take_out, _("Unit dikeluarkan dari draf; tetap layak diusulkan."))


@requires(may(SIGN))
@never_cache
@sensitive_post_parameters()
@require_POST
def sign(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Sign letter and statement, and propose every unit, right after showing who one is."""
    actor = required_actor(request)
    row = get_proposal_for(actor, year, number)
    if not confirmed_recently(request):
        return ask_to_confirm(request)
    wish = SigningWish(
        request.POST.get("nomor", ""), request.POST.get("dilihat", ""), Given(request.POST.get("sandi") or None)
    )
    try:
        sign_proposal(actor=actor, proposal_id=row.pk, wish=wish, now=timezone.now())
    except (LetterNumberMissing, BadInput) as problem:
        return _page(request, actor, row, errors=told(problem), status=UNPROCESSABLE)
    except (ProposalRefused, GuardsUnmet, StageMoved, CaseNotFound) as problem:
        return _page(request, actor, row, trouble=_trouble(problem), status=CONFLICT)
    except TROUBLES as problem:
        status = UNPROCESSABLE if isinstance(problem, SecretRefused) else CONFLICT
        status = UNAVAILABLE if isinstance(problem, ProviderAway | OSError) else status
        return _page(request, actor, row, trouble=told_trouble(problem), status=status)
    messages.success(request, _("Surat usulan dan SPTJM ditandatangani. Semua unitnya kini di TPN."))
    return HttpResponseRedirect(reverse("proposals:proposal", args=[year, number]), status=303)


def _trouble(problem: Exception) -> str:
    if isinstance(problem, ProposalRefused) and not isinstance(problem, UnitsUnready):
        return told(problem)[0][1]
    return _("Belum ada yang ditandatangani: ada unit yang belum dapat diusulkan. Lihat keterangannya di bawah.")


def _moved(request: HttpRequest, year: int, number: int, act: Any, words: str) -> HttpResponse:  # noqa: ANN401 - a service
    actor = required_actor(request)
    row = get_proposal_for(actor, year, number)
    try:
        case_id = UUID(request.POST.get("unit", ""))
    except ValueError:
        raise ProposalNotFound(number) from None
    try:
        act(actor=actor, proposal_id=row.pk, case_id=case_id, now=timezone.now())
    except REFUSED as problem:
        messages.error(request, told(problem)[0][1])
    else:
        messages.success(request, words)
    return HttpResponseRedirect(reverse("proposals:proposal", args=[year, number]) + "#unit", status=303)


def _page(
    request: HttpRequest,
    actor: Actor,
    row: Proposal,
    *,
    errors: Sequence[tuple[str, str]] = (),
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    row.refresh_from_db(fields=["state", "letter", "statement", "signed_at", "day"])
    units = units_of_proposal(row)
    draft = row.state == ProposalState.DRAFT
    now = timezone.now()
    checks = _checks(actor, [unit for unit in units if draft], now)
    side = side_of(actor)
    views = [_unit_view(unit, checks, obstacles, side) for unit, obstacles in _with_obstacles(units, now, draft=draft)]
    context: dict[str, Any] = {
        "row": row,
        "year": row.year,
        "is_draft": draft,
        "units": views,
        "rules": next(iter(checks.values())).rules.instrument if checks else row.rules,
        "ready": draft and bool(views) and not any(view.obstacles for view in views),
        "seal": seal_of(units, checks) if draft else "",
        "opens": allowed(actor, READ_DOCUMENTS),
        "reads": reads_papers(actor, units),
        "read_from": ASSESSMENT.stages[CLEARANCE].words(spoken_language()),
        "prepares": draft and allowed(actor, PREPARE),
        "signs": draft and allowed(actor, SIGN),
        "more": list(proposable(actor.tenant_id, row.year)) if draft and allowed(actor, PREPARE) else [],
        "asks_secret": asks_secret(),
        "errors": errors,
        "number_error": dict(errors).get("nomor", ""),
        "trouble": trouble,
        "typed_number": request.POST.get("nomor", ""),
        **season_context(actor, row.year),
    }
    return render(request, "proposals/proposal.html", context, status=status)


def _checks(actor: Actor, units: Sequence[ProposedUnit], now: Any) -> Mapping[UUID, CaseConditions]:  # noqa: ANN401 - a moment
    if not units:
        return {}
    try:
        return conditions_of(actor.tenant_id, [unit.case for unit in units], today_of(actor, now))
    except LookupError:
        return {}


def _with_obstacles(units: Sequence[ProposedUnit], now: Any, *, draft: bool) -> list[tuple[ProposedUnit, list[str]]]:  # noqa: ANN401 - a moment
    if not draft:
        return [(unit, []) for unit in units]
    found = {each.case_id: each for each in unready_of([unit.case for unit in units], now)}
    gone = _("tidak lagi pada tahap layak diusulkan")
    return [
        (unit, (guard_words(found[unit.case_id].unmet) or [gone]) if unit.case_id in found else []) for unit in units
    ]


def _unit_view(
    unit: ProposedUnit, checks: Mapping[UUID, CaseConditions], obstacles: Sequence[str], side: Side
) -> UnitView:
    found = checks.get(unit.case_id)
    told = tpi_told(side, (unit.case.stage,))  # the ministry judges without it
    total = unit.case.printed.get("tpi", {}).get("total") if told else None
    tongue = spoken_language()
    eased = found.eased if found and found.eased_conditions else unit.eased
    names = found.eased_conditions if found else unit.eased_conditions
    shown = kept_views(found.snapshot() if found else unit.checks)
    return UnitView(
        row=unit,
        stage=ASSESSMENT.stages[unit.case.stage].words(tongue),
        total=None if total is None else Fraction(total, 100),
        met=sum(each.outcome == "met" for each in shown),
        count=len(shown),
        short=[each for each in shown if each.outcome in {"not-met", "unknown"}],
        eased=condition_name(eased, tongue) if eased else "",
        eased_names=[condition_name(code, tongue).partition(",")[0] for code in names],
        obstacles=obstacles,
    )
