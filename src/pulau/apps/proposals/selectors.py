"""Reading proposals of a body, with their units, and what somebody may see of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q

from pulau.apps.assessments.contract import Case, CaseKind
from pulau.apps.proposals.models import Proposal, ProposalState, ProposedUnit
from pulau.apps.proposals.policies import SEE, SEE_DRAFTS
from pulau.apps.proposals.refusals import ProposalNotFound
from pulau.core.shared.digest import canonical_digest
from pulau.core.workflow.assessment import FIT
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pulau.apps.proposals.checking import CaseConditions
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def proposals_for(actor: Actor) -> ScopedQuerySet[Any]:  # rows with an annotation have a type of their own
    """Return the proposals that the actor may see, newest first, each with `count`: how many units stand in it."""
    rows = Proposal.objects.for_actor(actor)
    if not allowed(actor, SEE):
        return rows.none()
    if not allowed(actor, SEE_DRAFTS):
        rows = rows.exclude(state=ProposalState.DRAFT)
    return rows.annotate(count=Count("units", filter=Q(units__withdrawn_at__isnull=True)))


def get_proposal_for(actor: Actor, year: int, number: int) -> Any:  # noqa: ANN401 - a proposal with `count`
    """Return a proposal that the actor may see. Raises ProposalNotFound (404)."""
    row = proposals_for(actor).filter(year=year, number=number).select_related("letter", "statement").first()
    if row is None:
        raise ProposalNotFound(year, number)
    return row


def hold_body(actor: Actor) -> None:
    """Let nobody else of the body number something new until this transaction ends."""
    Tenant.objects.select_for_update(no_key=True).get(pk=actor.tenant_id)


def lock_proposal(actor: Actor, proposal_id: UUID) -> Proposal:
    """Return a proposal of the actor's body, locked until the transaction ends. Raises ProposalNotFound (404)."""
    row: Proposal | None = Proposal.objects.for_actor(actor).filter(pk=proposal_id).select_for_update().first()
    if row is None:
        raise ProposalNotFound(proposal_id)
    return row


def units_of_proposal(proposal: Proposal) -> list[ProposedUnit]:
    """Return the units of a proposal, by name, those that were withdrawn too; each with its case."""
    rows = ProposedUnit.objects.for_tenant(proposal.tenant_id).filter(proposal=proposal)
    return list(rows.select_related("case__unit", "withdrawn_by").order_by("case__unit_name", "case_id"))


def proposable(tenant_id: UUID, year: int) -> ScopedQuerySet[Case]:
    """Return the cases of a year that are fit to be proposed and stand in no proposal yet, by name."""
    standing = ProposedUnit.objects.for_tenant(tenant_id).filter(withdrawn_at__isnull=True).values("case_id")
    rows = Case.objects.for_tenant(tenant_id).filter(year=year, stage=FIT, kind=CaseKind.FIRST)
    return rows.exclude(pk__in=standing).select_related("unit").order_by("unit_name", "pk")


def proposed_unit_of(tenant_id: UUID, case_id: UUID) -> ProposedUnit | None:
    """Return how a case stands in a proposal, with it: the one that is not withdrawn, else the newest."""
    rows = ProposedUnit.objects.for_tenant(tenant_id).filter(case_id=case_id).select_related("proposal", "withdrawn_by")
    found = list(rows.order_by("-added_at"))
    return next((row for row in found if row.withdrawn_at is None), found[0] if found else None)


def proposed_in(tenant_id: UUID, year: int) -> int:
    """Return how many units of a body stand in signed proposals of a year."""
    rows = ProposedUnit.objects.for_tenant(tenant_id).filter(withdrawn_at__isnull=True)
    return rows.filter(proposal__state=ProposalState.SIGNED, proposal__year=year).count()


def seal_of(units: Sequence[ProposedUnit], checks: Mapping[UUID, CaseConditions]) -> str:
    """Return the seal of what is to be signed: its units and their conditions as they stand."""
    return canonical_digest(
        sorted([str(unit.case_id), unit.title, checks[unit.case_id].digest] for unit in units if unit.case_id in checks)
    )


def years_of(actor: Actor) -> Iterable[int]:
    """Return the years in which the body has proposals or units to propose, newest first."""
    seen = set(proposals_for(actor).order_by().values_list("year", flat=True).distinct())
    fit = Case.objects.for_actor(actor).filter(stage=FIT).order_by().values_list("year", flat=True).distinct()
    return sorted(seen | (set(fit) if allowed(actor, SEE_DRAFTS) else set()), reverse=True)
