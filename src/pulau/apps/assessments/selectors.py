"""Reading cases: those the actor may know of, one by its unit and year, and what happened to it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.assessments.models import Assignment, Case, Transition
from pulau.apps.assessments.policies import SEE
from pulau.apps.assessments.refusals import AssignmentGone, CaseNotFound
from pulau.core.shared.permissions import reach
from pulau.core.workflow.assessment import PROPOSED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

_AT_HAND: Final[ContextVar[Case | None]] = ContextVar("case at hand", default=None)


def cases_for(actor: Actor) -> ScopedQuerySet[Case]:
    """Return the cases of the actor's body that they may see; the condition does not grow with their number."""
    rows = Case.objects.for_actor(actor)
    always = reach(actor, SEE)
    if always.everything:
        return rows
    seen = Q(unit_id__in=always.units)
    if reach(actor, SEE, PROPOSED).everything:
        seen |= Q(national=True)
    return rows.filter(seen)


def get_case_for(actor: Actor, unit: str, year: int) -> Case:
    """Return the newest case of a unit (its code then or now) and year. Raises CaseNotFound (404)."""
    rows = cases_for(actor).filter(Q(unit__code=unit) | Q(unit_code=unit), year=year)
    return _one(rows.select_related("unit").order_by("-number"))


@contextmanager
def case_at_hand(case: Case) -> Iterator[None]:
    """While a page or the facts of a case are put together, let whoever asks for this very case have it, to read."""
    token = _AT_HAND.set(case)
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def at_hand(tenant_id: UUID, case_id: UUID) -> Case | None:
    """Return the case of the page that is put together, if it is this one."""
    case = _AT_HAND.get()
    return case if case is not None and (case.tenant_id, case.pk) == (tenant_id, case_id) else None


def get_case_by_id(actor: Actor, case_id: UUID) -> Case:
    """Return a case by its id. Raises CaseNotFound (404)."""
    found = at_hand(actor.tenant_id, case_id)
    if found is not None:
        return found
    return _one(cases_for(actor).select_related("unit").filter(pk=case_id).order_by())


def lock_case(actor: Actor, case_id: UUID) -> Case:
    """Return a case, locked until the transaction ends: one event at a time. Raises CaseNotFound (404)."""
    return _one(cases_for(actor).filter(pk=case_id).order_by().select_for_update(of=("self",)))


def transitions_of(case: Case) -> ScopedQuerySet[Transition]:
    """Return what happened to a case, earliest first, each with who did it."""
    return Transition.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).select_related("user")


def assignments_of(case: Case) -> ScopedQuerySet[Assignment]:
    """Return who judges a case now, each with the person."""
    rows = Assignment.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, ended_at__isnull=True)
    return rows.select_related("user")


def get_drawn_assignment(case: Case, assignment_id: UUID) -> Assignment:
    """Return an assignment of a case that came about by lot, also an ended one. Raises AssignmentGone (404)."""
    rows = Assignment.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, pk=assignment_id)
    row: Assignment | None = rows.select_related("user").first()
    if row is None or not row.lot:
        raise AssignmentGone
    return row


def _one(rows: ScopedQuerySet[Case]) -> Case:
    row: Case | None = rows.first()
    if row is None:
        raise CaseNotFound
    return row
