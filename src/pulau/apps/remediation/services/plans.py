"""Plans of repair: born of findings, planned and carried out by the unit, checked by the internal assessors."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import case_of
from pulau.apps.evidence.contract import get_evidence_for
from pulau.apps.people.contract import actors_around
from pulau.apps.remediation import actions
from pulau.apps.remediation.born import digest_of, findings_of
from pulau.apps.remediation.models import (
    EffectState,
    PlanState,
    RemediationPlan,
    RemediationStep,
    StepKind,
    StepState,
)
from pulau.apps.remediation.policies import CHECK, REPAIR
from pulau.apps.remediation.refusals import PlanNotFound, StepMoved, StepNotReady
from pulau.apps.remediation.selectors import get_step_for, plans_for
from pulau.apps.remediation.telling import tell_checked, tell_done
from pulau.apps.remediation.wishes import text_of
from pulau.core.shared.problems import BadInput
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import allowed, require

if TYPE_CHECKING:
    from pulau.apps.remediation.wishes import Doneness, EffectFound, StepWish
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.process_cases import CaseMove

_WORDS = frozenset({"root_cause", "action", "result", "effect_note", "finding"})


@transaction.atomic
def bear_plan(*, actor: Actor, move: CaseMove, now: datetime) -> RemediationPlan | None:
    """Make the plan of a case that just ended, a step of each finding; None where there is nothing to repair.

    The policy is that of the event, whose transaction this is. The same case bears one plan.
    """
    case = case_of(actor.tenant_id, move.case_id)
    rows = RemediationPlan.objects.for_actor(actor)
    if rows.filter(case_id=case.pk).exists():
        return None
    findings = findings_of(case)
    if not findings:
        return None
    plan: RemediationPlan = rows.create(
        case_id=case.pk,
        unit_id=case.unit_id,
        year=case.year,
        event=move.event,
        digest=digest_of(findings),
        born_at=now,
    )
    RemediationStep.objects.for_actor(actor).bulk_create(
        RemediationStep(
            tenant_id=plan.tenant_id,
            plan=plan,
            number=number,
            kind=found.kind,
            key=found.key,
            area=found.area,
            finding=found.text,
            recommendation=found.recommendation,
            actual=found.actual,
            required=found.required,
        )
        for number, found in enumerate(findings, start=1)
    )
    payload = {"case": case.pk, "digest": plan.digest, "steps": len(findings), "event": move.event}
    journal.record(actor, actions.BORN.code, plan, payload, now, unit_id=plan.unit_id)
    return plan


@transaction.atomic
def add_step(*, actor: Actor, plan_id: UUID, finding: str, now: datetime) -> RemediationStep:
    """Add what the unit itself found; what stands there in the same words is not added again.

    Raises PlanNotFound, PermissionDenied, StepNotReady (closed plan), BadInput.
    """
    plan = plans_for(actor).filter(pk=plan_id).order_by().select_for_update(of=("self",)).first()
    if plan is None:
        raise PlanNotFound(plan_id)
    actor = require(actor, REPAIR, unit_id=plan.unit_id)
    if plan.state != PlanState.OPEN:
        raise StepNotReady
    text = text_of("finding", finding)
    rows = RemediationStep.objects.for_actor(actor)
    there: RemediationStep | None = rows.filter(plan=plan, kind=StepKind.OTHER, finding=text).first()
    if there is not None:
        return there
    last = rows.filter(plan=plan).order_by("-number").values_list("number", flat=True).first() or 0
    step: RemediationStep = rows.create(plan=plan, number=last + 1, kind=StepKind.OTHER, key="other", finding=text)
    journal.record(actor, actions.STEP_ADDED.code, step, {"number": step.number}, now, unit_id=plan.unit_id)
    return step


@transaction.atomic
def plan_step(*, actor: Actor, step_id: UUID, wish: StepWish, now: datetime) -> RemediationStep:
    """Say why it is so, what will be done, by whom and until when.

    Raises PlanNotFound, PermissionDenied, StepMoved, StepNotReady (checked already), and BadInput: missing or long
    words, a person who does not serve the unit, a day before today.
    """
    actor, step = _taken(actor, step_id, wish.seen)
    if step.state == StepState.CHECKED:
        raise StepNotReady
    before = _told(step)
    step.root_cause, step.action = text_of("root_cause", wish.root_cause), text_of("action", wish.action)
    around = {user.pk for user, their in actors_around(actor, step.plan.unit_id, now)
              if allowed(their, REPAIR, unit_id=step.plan.unit_id)}  # fmt: skip
    if wish.owner_id not in around:
        raise BadInput.because("person-missing", "penanggung_jawab")
    if wish.due_on < today_of(actor, now):
        raise BadInput.because("day-past", "tenggat")
    step.owner_id, step.due_on = wish.owner_id, wish.due_on
    step.state = StepState.PLANNED
    return _kept(actor, step, actions.STEP_PLANNED.code, before, now)


@transaction.atomic
def finish_step(*, actor: Actor, step_id: UUID, done: Doneness, now: datetime) -> RemediationStep:
    """Say that it is done, what came of it, and show it; the assessors are told in the same transaction.

    Raises PlanNotFound, PermissionDenied, StepMoved, StepNotReady (not planned, or checked), EvidenceNotFound,
    BadInput.
    """
    actor, step = _taken(actor, step_id, done.seen)
    if step.state not in {StepState.PLANNED, StepState.DONE}:
        raise StepNotReady
    before = _told(step)
    step.result = text_of("result", done.result)
    if done.proof_id is None and step.proof_id is None:
        raise BadInput.because("proof-missing", "bukti")
    if done.proof_id is not None:
        step.proof = get_evidence_for(actor, done.proof_id)
    step.state, step.done_at = StepState.DONE, now
    kept = _kept(actor, step, actions.STEP_DONE.code, before, now)
    tell_done(actor, kept, now)
    return kept


@transaction.atomic
def check_step(*, actor: Actor, step_id: UUID, found: EffectFound, now: datetime) -> RemediationStep:
    """Say whether a finished step had its effect, by an internal assessor; if not, it is under way again.

    A plan whose steps all had one, at least in part, is closed. Raises PlanNotFound, PermissionDenied, StepMoved,
    StepNotReady, BadInput.
    """
    step = _seen(get_step_for(actor, step_id, lock=True), found.seen)
    actor = require(actor, CHECK, unit_id=step.plan.unit_id)
    if step.state != StepState.DONE:
        raise StepNotReady
    if found.effect not in EffectState.values:
        raise BadInput.because("unknown-choice", "hasil_periksa", value=found.effect, allowed=", ".join(EffectState))
    before = _told(step)
    step.effect, step.effect_note = found.effect, text_of("note", found.note)
    step.checked_by_id, step.checked_at = actor.user_id, now
    step.state = StepState.PLANNED if found.effect == EffectState.NOT else StepState.CHECKED
    kept = _kept(actor, step, actions.STEP_CHECKED.code, before, now)
    # Who checks another last step at once waits here, and then sees this one checked.
    RemediationPlan.objects.for_actor(actor).select_for_update(of=("self",)).order_by().get(pk=step.plan_id)
    left = RemediationStep.objects.for_actor(actor).filter(plan_id=step.plan_id).exclude(state=StepState.CHECKED)
    if not left.exists():
        step.plan.state, step.plan.closed_at = PlanState.CLOSED, now
        step.plan.save(update_fields=["state", "closed_at"])
    tell_checked(actor, kept, now)
    return kept


def _taken(actor: Actor, step_id: UUID, seen: int) -> tuple[Actor, RemediationStep]:
    step = get_step_for(actor, step_id, lock=True)
    actor = require(actor, REPAIR, unit_id=step.plan.unit_id)
    return actor, _seen(step, seen)


def _seen(step: RemediationStep, seen: int) -> RemediationStep:
    if step.version != seen:
        raise StepMoved(step)
    return step


def _told(step: RemediationStep) -> dict[str, object]:
    fields = ("root_cause", "action", "owner_id", "due_on", "proof_id", "result", "state", "effect", "effect_note")
    return {field: getattr(step, field) for field in fields}


def _kept(
    actor: Actor, step: RemediationStep, action: str, before: dict[str, object], now: datetime
) -> RemediationStep:
    step.version += 1
    step.save()
    change = journal.changed(before, _told(step), sealed=_WORDS)
    journal.record(actor, action, step, {"number": step.number, **change}, now, unit_id=step.plan.unit_id)
    return step
