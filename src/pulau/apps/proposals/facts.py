"""Facts of the process that proposals tell."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from pulau.apps.agencies.contract import agency_of
from pulau.apps.assessments.contract import case_of
from pulau.apps.proposals.checking import conditions_of
from pulau.apps.proposals.models import ProposalState, ProposedUnit, Screening
from pulau.apps.proposals.seasons import season_now
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import SCREENING
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import Fact


def signed(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
    """Whether the case stands in a proposal whose letter and statement are signed."""
    rows = ProposedUnit.objects.for_tenant(tenant_id).filter(case_id=case_id, withdrawn_at__isnull=True)
    rows = rows.filter(proposal__state=ProposalState.SIGNED)
    return rows.filter(proposal__letter__isnull=False, proposal__statement__isnull=False).exists()


def met(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
    """Whether the conditions are met or eased: as the TPN found at its pre-evaluation, before by one's own check."""
    case = case_of(tenant_id, case_id)
    if case.stage == SCREENING:
        row = newest_screening(tenant_id, case_id)
        return row is not None and all(each["confirmed"] for each in row.checks.values())
    try:
        found = conditions_of(tenant_id, [case], today_of(Actor.system(tenant_id), at))
    except LookupError:
        return False
    return found[case.pk].met


def in_season(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
    """Whether proposals of the case's year are taken at this moment, by the season's own clock."""
    try:
        return season_now(case_of(tenant_id, case_id).year).open_at(at)
    except LookupError:
        return False


def screened(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
    """Whether the pre-evaluation is recorded for each condition."""
    row = newest_screening(tenant_id, case_id)
    return row is not None and bool(row.checks)


def newest_screening(tenant_id: UUID, case_id: UUID) -> Screening | None:
    """Return the pre-evaluation of a case as it stands, or None."""
    rows = Screening.objects.for_tenant(tenant_id).filter(case_id=case_id).select_related("user")
    row: Screening | None = rows.order_by("-number").first()
    return row


def quota_of(actor: Actor, year: int) -> int | None:
    """Return how many units the actor's agency may propose in a year; None: no quota is known."""
    agency = agency_of(actor)
    try:
        return season_now(year).quotas[agency.kind].quota if agency is not None else None
    except LookupError:
        return None


FACTS: Final = (
    Fact("proposal-signed", signed),
    Fact("conditions-met", met),
    Fact("in-season", in_season),
    Fact("screening-recorded", screened),
)
