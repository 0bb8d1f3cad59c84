"""Drafting a proposal: all units that are fit, as many put in or taken out as the agency wants, until it is signed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pulau.apps.assessments.contract import CaseKind, get_case_by_id
from pulau.apps.proposals.actions import DRAFTED, UNIT_ADDED, UNIT_REMOVED
from pulau.apps.proposals.models import Proposal, ProposalState, ProposedUnit
from pulau.apps.proposals.policies import PREPARE
from pulau.apps.proposals.refusals import (
    DraftStands,
    NotADraft,
    NothingProposed,
    ProposalNotFound,
    UnitNotFit,
    UnitProposedAlready,
)
from pulau.apps.proposals.selectors import hold_body, lock_proposal, proposable
from pulau.core.workflow.assessment import FIT
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.core.shared.actor import Actor


@transaction.atomic
def draft_proposal(*, actor: Actor, year: int, now: datetime) -> Proposal:
    """Draft the proposal of a year with all units that are fit and stand in no other. Pressed twice, it is one.

    Raises PermissionDenied, DraftStands, NothingProposed where no unit is fit.
    """
    actor = require(actor, PREPARE)
    hold_body(actor)
    rows = Proposal.objects.for_actor(actor).filter(year=year)
    if rows.filter(state=ProposalState.DRAFT).exists():
        raise DraftStands
    cases = list(proposable(actor.tenant_id, year))
    if not cases:
        raise NothingProposed
    last = rows.aggregate(last=Max("number"))["last"] or 0
    proposal: Proposal = rows.create(year=year, number=last + 1, made_by_id=actor.user_id, made_at=now)
    ProposedUnit.objects.for_actor(actor).bulk_create([_unit(actor, proposal, case, now) for case in cases])
    payload = {"year": year, "number": proposal.number, "cases": sorted(str(case.pk) for case in cases)}
    journal.record(actor, DRAFTED.code, proposal, payload, now)
    return proposal


@transaction.atomic
def put_unit(*, actor: Actor, proposal_id: UUID, case_id: UUID, now: datetime) -> ProposedUnit:
    """Put one more unit into a draft.

    Raises ProposalNotFound, PermissionDenied, NotADraft, CaseNotFound, UnitNotFit, UnitProposedAlready.
    """
    actor = require(actor, PREPARE)
    proposal = _draft(actor, proposal_id)
    case = get_case_by_id(actor, case_id)
    if case.stage != FIT or case.kind != CaseKind.FIRST or case.year != proposal.year:
        raise UnitNotFit
    if ProposedUnit.objects.for_actor(actor).filter(case_id=case_id, withdrawn_at__isnull=True).exists():
        raise UnitProposedAlready
    row = _unit(actor, proposal, case, now)
    row.save(force_insert=True)
    payload = {"proposal": proposal.pk, "case": case.pk, "title": row.title}
    journal.record(actor, UNIT_ADDED.code, row, payload, now, unit_id=case.unit_id)
    return row


@transaction.atomic
def take_out(*, actor: Actor, proposal_id: UUID, case_id: UUID, now: datetime) -> None:
    """Take a unit out of a draft: it stays fit, and stands in no letter. Raises as `put_unit`."""
    actor = require(actor, PREPARE)
    proposal = _draft(actor, proposal_id)
    row = (
        ProposedUnit.objects.for_actor(actor).filter(proposal=proposal, case_id=case_id).select_related("case").first()
    )
    if row is None:
        raise ProposalNotFound(case_id)
    payload = {"proposal": proposal.pk, "case": case_id, "title": row.title}
    journal.record(actor, UNIT_REMOVED.code, row, payload, now, unit_id=row.case.unit_id)
    row.delete()


def _draft(actor: Actor, proposal_id: UUID) -> Proposal:
    proposal = lock_proposal(actor, proposal_id)
    if proposal.state != ProposalState.DRAFT:
        raise NotADraft
    return proposal


def _unit(actor: Actor, proposal: Proposal, case: Case, now: datetime) -> ProposedUnit:
    return ProposedUnit(
        tenant_id=actor.tenant_id,
        proposal=proposal,
        case_id=case.pk,
        title=case.title,
        added_by_id=actor.user_id,
        added_at=now,
    )
