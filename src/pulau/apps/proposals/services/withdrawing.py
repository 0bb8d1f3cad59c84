"""Taking a unit back from the ministry: with a letter and a reason, until the Minister determines."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import EVENT, Advance, advance, lock_case
from pulau.apps.proposals.actions import UNIT_WITHDRAWN
from pulau.apps.proposals.models import LONGEST_NUMBER, LONGEST_REASON, Proposal, ProposalState, ProposedUnit
from pulau.apps.proposals.refusals import ProposalNotFound, ReasonMissing
from pulau.apps.proposals.selectors import lock_proposal
from pulau.core.shared.words import checked_words
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def withdraw_unit(*, actor: Actor, case_id: UUID, letter: str, reason: str, now: datetime) -> ProposedUnit:
    """Withdraw the proposal of a unit; the letter of its last unit is withdrawn with it. It stays to be seen.

    Raises CaseNotFound, PermissionDenied, StageMoved (too late, or not proposed), ProposalNotFound, ReasonMissing,
    BadInput.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, EVENT["withdraw_proposal"], unit_id=case.unit_id, state=case.stage)
    text = checked_words(reason, "alasan", LONGEST_REASON, needed=False)
    if not text:
        raise ReasonMissing
    rows = ProposedUnit.objects.for_actor(actor).filter(case_id=case_id, withdrawn_at__isnull=True)
    row: ProposedUnit | None = rows.filter(proposal__state=ProposalState.SIGNED).first()
    if row is None:
        raise ProposalNotFound(case_id)
    proposal = lock_proposal(actor, row.proposal_id)
    row.withdrawn_by_id, row.withdrawn_at, row.withdraw_reason = actor.user_id, now, text
    row.withdraw_letter = checked_words(letter, "nomor", LONGEST_NUMBER, needed=False)
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdraw_reason", "withdraw_letter"])
    _end(actor, proposal, now)
    payload = {
        **journal.changed({"withdrawn": None}, {"withdrawn": now}), "proposal": proposal.pk, "case": case_id,
        "state": str(proposal.state), "reason": fingerprint("reason", text),
    }  # fmt: skip
    journal.record(actor, UNIT_WITHDRAWN.code, row, payload, now, unit_id=case.unit_id)
    advance(actor=actor, case_id=case_id, wish=Advance("withdraw_proposal", reason=text), now=now)
    return row


def _end(actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Say of a proposal that it is withdrawn once its last unit is."""
    if ProposedUnit.objects.for_actor(actor).filter(proposal=proposal, withdrawn_at__isnull=True).exists():
        return
    proposal.state, proposal.ended_at = ProposalState.WITHDRAWN, now
    proposal.save(update_fields=["state", "ended_at"])
