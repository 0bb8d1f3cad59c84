"""Signing a proposal: the letter and the statement by the agency's head, and every unit proposed with it, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import agency_of
from pulau.apps.assessments.contract import Advance, advance, lock_case
from pulau.apps.proposals.actions import SIGNED
from pulau.apps.proposals.checking import CaseConditions, conditions_of
from pulau.apps.proposals.facts import quota_of
from pulau.apps.proposals.models import LONGEST_NUMBER, Proposal, ProposalState, ProposedUnit
from pulau.apps.proposals.paper import Ground, letter_wish, statement_wish
from pulau.apps.proposals.policies import SIGN
from pulau.apps.proposals.readying import unready_of
from pulau.apps.proposals.refusals import (
    LetterNumberMissing,
    NotADraft,
    NothingProposed,
    OverQuota,
    ProposalChanged,
    UnitsUnready,
)
from pulau.apps.proposals.selectors import lock_proposal, proposed_in, seal_of, units_of_proposal
from pulau.apps.proposals.signers import signatory_of_head
from pulau.apps.signing.contract import Given, sign_at_once
from pulau.core.shared.words import checked_words
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.apps.assessments.contract import Case
    from pulau.apps.proposals.wishes import SigningWish
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class _Ready:
    """A draft with all that its letter says."""

    proposal: Proposal
    units: Sequence[ProposedUnit]
    cases: Sequence[Case]
    checks: Mapping[UUID, CaseConditions]


@transaction.atomic
def sign_proposal(*, actor: Actor, proposal_id: UUID, wish: SigningWish, now: datetime) -> Proposal:
    """Sign letter and statement, and propose every unit of the draft: all of them or none.

    Raises ProposalNotFound, PermissionDenied, NotADraft, NothingProposed, LetterNumberMissing, BadInput,
    ProposalChanged (the head was shown something else), OverQuota, UnitsUnready with what stands in the way of which
    unit, and as `sign_at_once`; then nothing was signed and nothing proposed.
    """
    actor = require(actor, SIGN)
    number = checked_words(wish.letter_number, "nomor", LONGEST_NUMBER, needed=False)
    if not number:
        raise LetterNumberMissing
    day = today_of(actor, now)
    ready = _ready(actor, proposal_id, wish.seen, day, now)
    proposal = ready.proposal
    proposal.letter_number, proposal.day = number, day
    proposal.rules = next(iter(ready.checks.values())).rules.instrument
    _sign(actor, ready, wish.given, now)
    proposal.state, proposal.signed_by_id, proposal.signed_at = ProposalState.SIGNED, actor.user_id, now
    proposal.save(
        update_fields=["state", "letter_number", "day", "rules", "letter", "statement", "signed_by", "signed_at"]
    )
    _keep_checks(ready)
    payload = {
        **journal.changed({"state": str(ProposalState.DRAFT)}, {"state": str(proposal.state)}),
        "year": proposal.year, "number": proposal.number, "letter": proposal.letter_id,
        "statement": proposal.statement_id, "letter_number": fingerprint("number", number),
        "units": {str(unit.case_id): unit.digest for unit in ready.units},
    }  # fmt: skip
    journal.record(actor, SIGNED.code, proposal, payload, now)
    for case in ready.cases:
        advance(actor=actor, case_id=case.pk, wish=Advance("propose", seen=case.stage), now=now)
    return proposal


def _ready(actor: Actor, proposal_id: UUID, seen: str, day: date, now: datetime) -> _Ready:
    proposal = lock_proposal(actor, proposal_id)
    if proposal.state != ProposalState.DRAFT:
        raise NotADraft
    units = units_of_proposal(proposal)
    if not units:
        raise NothingProposed
    cases = [lock_case(actor, case_id) for case_id in sorted(unit.case_id for unit in units)]
    checks = conditions_of(actor.tenant_id, cases, day)
    if seal_of(units, checks) != seen:
        raise ProposalChanged
    quota, count = quota_of(actor, proposal.year), proposed_in(actor.tenant_id, proposal.year) + len(units)
    if quota is not None and count > quota:
        raise OverQuota(quota, count)
    unready = unready_of(cases, now)
    if unready:
        raise UnitsUnready(unready)
    return _Ready(proposal, units, cases, checks)


def _sign(actor: Actor, ready: _Ready, given: Given, now: datetime) -> None:
    agency = agency_of(actor)
    ground = Ground(
        issuer=agency.name if agency else ready.cases[0].agency_name,
        place=agency.region if agency else "",
        signatory=signatory_of_head(actor, now),
        checks=ready.checks,
        units=ready.units,
    )
    letter = sign_at_once(actor=actor, wish=letter_wish(ready.proposal, ground), given=given, now=now)
    statement = sign_at_once(actor=actor, wish=statement_wish(ready.proposal, ground), given=given, now=now)
    ready.proposal.letter, ready.proposal.statement = letter, statement


def _keep_checks(ready: _Ready) -> None:
    for unit in ready.units:
        found = ready.checks[unit.case_id]
        unit.eased, unit.eased_conditions = found.eased if found.eased_conditions else "", found.eased_conditions
        unit.checks, unit.digest = found.snapshot(), found.digest
        unit.save(update_fields=["eased", "eased_conditions", "checks", "digest"])
