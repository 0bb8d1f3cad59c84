"""Reading plans, steps and practices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q

from pulau.apps.remediation.models import (
    Practice,
    PracticeCopy,
    PracticeState,
    RemediationPlan,
    RemediationStep,
    StepState,
)
from pulau.apps.remediation.policies import SEE_PLAN, WRITE_PRACTICE
from pulau.apps.remediation.refusals import PlanNotFound, PracticeNotFound
from pulau.core.shared.permissions import reach
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def plans_for(actor: Actor) -> ScopedQuerySet[RemediationPlan]:
    """Return the plans of the actor's body that they may see."""
    rows = RemediationPlan.objects.for_actor(actor)
    seen = reach(actor, SEE_PLAN)
    return rows if seen.everything else rows.filter(unit_id__in=seen.units)


def plan_of_case(actor: Actor, case_id: UUID) -> RemediationPlan | None:
    """Return the plan of a case, where there is one that the actor may see."""
    row: RemediationPlan | None = plans_for(actor).filter(case_id=case_id).order_by().first()
    return row


def steps_of(plan: RemediationPlan) -> ScopedQuerySet[RemediationStep]:
    """Return the steps of a plan in their order, with who answers for each and its proof."""
    rows = RemediationStep.objects.for_tenant(plan.tenant_id).filter(plan_id=plan.pk)
    return rows.select_related("owner", "checked_by", "proof")


def get_step(plan: RemediationPlan, number: int) -> RemediationStep:
    """Return a step by its number. Raises PlanNotFound (404)."""
    row: RemediationStep | None = steps_of(plan).filter(number=number).first()
    if row is None:
        raise PlanNotFound(number)
    return row


def get_step_for(actor: Actor, step_id: UUID, *, lock: bool = False) -> RemediationStep:
    """Return a step of a plan that the actor may see, with its plan. Raises PlanNotFound (404)."""
    rows = RemediationStep.objects.for_actor(actor).filter(pk=step_id, plan__in=plans_for(actor).order_by())
    rows = rows.order_by().select_related("plan")
    row: RemediationStep | None = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise PlanNotFound(step_id)
    return row


def step_counts(actor: Actor, plan_ids: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """Return how many steps of each plan are in each state; one query."""
    rows = RemediationStep.objects.for_actor(actor).filter(plan_id__in=list(plan_ids)).order_by()
    found: dict[UUID, dict[str, int]] = {}
    for plan_id, state, count in rows.values_list("plan_id", "state").annotate(n=Count("pk")):
        found.setdefault(plan_id, {})[state] = count
    return found


def due_steps(actor: Actor, last: date) -> ScopedQuerySet[RemediationStep]:
    """Return the steps under way that are due no later than a day, each with its plan and unit."""
    rows = RemediationStep.objects.for_actor(actor).filter(state=StepState.PLANNED, due_on__lte=last)
    return rows.exclude(owner_id=None).select_related("plan__unit").order_by("due_on", "id")


def newest_plan_before(actor: Actor, unit_id: UUID, year: int) -> RemediationPlan | None:
    """Return the newest plan of a unit born of a year before, where the actor may see it."""
    row: RemediationPlan | None = plans_for(actor).filter(unit_id=unit_id, year__lt=year).order_by("-year").first()
    return row


def practices_for(actor: Actor) -> Any:  # noqa: ANN401 - rows of several tenants have no scoped type
    """Return what the actor may read: everything that is published, and the drafts of their own units."""
    own = reach(actor, WRITE_PRACTICE)
    mine = Q(tenant_id=actor.tenant_id, unit_id__in=own.units)
    mine |= Q(tenant_id=actor.tenant_id) if own.everything else Q(pk__in=())
    everything = Practice.objects.published() | Practice.objects.for_actor(actor).filter(mine)
    return everything.order_by("-published_at", "title", "pk")


def get_practice_for(actor: Actor, code: str) -> Practice:
    """Return a practice that the actor may read. Raises PracticeNotFound (404)."""
    row: Practice | None = practices_for(actor).filter(code=code).first()
    if row is None:
        raise PracticeNotFound(code)
    return row


def writes_for(actor: Actor, practice: Practice) -> bool:
    """Whether the actor may change a practice: their own unit's, while it is not withdrawn."""
    if practice.tenant_id != actor.tenant_id or practice.state == PracticeState.WITHDRAWN:
        return False
    return allowed(actor, WRITE_PRACTICE, unit_id=practice.unit_id)


def followers_of(actor: Actor, practice: Practice) -> list[PracticeCopy]:
    """Return who follows a practice: to its own body all, to others the units of their own body."""
    if practice.tenant_id == actor.tenant_id:
        rows = PracticeCopy.objects.of_source(actor.tenant_id)
    else:
        rows = PracticeCopy.objects.for_actor(actor)
    return list(rows.filter(practice_id=practice.pk, ended_at__isnull=True).order_by("followed_at", "pk"))


def follower_counts(actor: Actor, practice_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return how many units follow practices, as far as the actor may know: of their own body's practices all."""
    own = PracticeCopy.objects.of_source(actor.tenant_id) | PracticeCopy.objects.for_actor(actor)
    rows = own.filter(practice_id__in=list(practice_ids), ended_at__isnull=True).order_by()
    return dict(rows.values_list("practice_id").annotate(n=Count("pk", distinct=True)))


def copies_in(actor: Actor, step_ids: Collection[UUID]) -> dict[UUID, PracticeCopy]:
    """Return the practices that steps follow, by step."""
    rows = PracticeCopy.objects.for_actor(actor).filter(step_id__in=list(step_ids), ended_at__isnull=True)
    return {row.step_id: row for row in rows.select_related("practice") if row.step_id}
