"""Answers that registers of the platform propose. None of them counts until a person accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.worksheets.actions import ANSWERS_PROPOSED, PROPOSAL_ACCEPTED, PROPOSAL_DECLINED
from pulau.apps.worksheets.changes import AnswerChangedMeanwhile, Change, Provenance
from pulau.apps.worksheets.locked import require_draft
from pulau.apps.worksheets.models import ProposalState, ProposedAnswer, Source, Worksheet
from pulau.apps.worksheets.next_step import checked_reason
from pulau.apps.worksheets.policies import DECIDE_PROPOSALS
from pulau.apps.worksheets.proposal_selectors import get_proposal_of, newest_proposals
from pulau.apps.worksheets.selectors import WorksheetRef, lock_worksheet, values_of
from pulau.apps.worksheets.services.answers import answer_items
from pulau.core.scoring.answers import plain, take_answer
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.answer_registers import Proposed, answer_registers
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.worksheets.changes import Saved
    from pulau.core.scoring.revisions import Revision
    from pulau.core.shared.actor import Actor

_WORDS = ("id", "en")


class ProposalDecided(Exception):  # noqa: N818 - a fact, as every error of this project
    """Somebody decided on the proposal already, or the facts changed since: `state` says which."""

    def __init__(self, state: str) -> None:
        """Keep what became of it."""
        self.state = state
        super().__init__(state)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the registers brought: how many proposals are new, and how many hold no more."""

    made: int
    superseded: int


@transaction.atomic
def refresh_proposals(*, actor: Actor, worksheet_id: WorksheetRef, now: datetime) -> Refreshed:
    """Ask every register anew. What changed replaces what waits; what was decided on the same facts does not come back.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted.
    """
    row, _listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, DECIDE_PROPOSALS, unit_id=row.unit_id)
    require_draft(row)
    known, standing = newest_proposals(row), values_of(row)
    wanted = {key: found for key, found in _asked(actor, row).items() if not _stands(found, standing)}
    gone = [one for key, one in known.items() if one.state == ProposalState.WAITING and not _same(wanted.get(key), one)]
    fresh = {key: found for key, found in wanted.items() if not _same(found, known.get(key))}
    if not gone and not fresh:
        return Refreshed(0, 0)
    ended = [one.pk for one in gone]
    rows = ProposedAnswer.objects.for_actor(actor)
    rows.filter(pk__in=ended).update(state=ProposalState.SUPERSEDED, decided_at=now)
    made = [_row(row, register, found, now) for (_item, register), found in fresh.items()]
    rows.bulk_create(made)
    told = [{"proposal": one.pk, "item": one.item, "digest": one.digest} for one in made]
    payload = {"proposals": told, "superseded": ended}
    journal.record(actor, ANSWERS_PROPOSED.code, row, payload, now, unit_id=row.unit_id)
    return Refreshed(len(made), len(ended))


@transaction.atomic
def accept_proposal(*, actor: Actor, worksheet_id: WorksheetRef, proposal_id: UUID, seen: int, now: datetime) -> Saved:
    """Make a proposal the answer: a new version, by the actor, with the register, its query and its digest as origin.

    `seen` is the version of the answer that the actor saw. Raises WorksheetNotFound, PermissionDenied,
    WorksheetSubmitted, ProposalNotFound, ProposalDecided, and AnswerChangedMeanwhile.
    """
    row, one = _waiting(actor, worksheet_id, proposal_id)
    acting = require(actor, DECIDE_PROPOSALS, unit_id=row.unit_id)
    require_draft(row)
    origin = {"register": one.register, "query": one.query, "digest": one.digest, "proposal": str(one.pk)}
    change = Change(one.item, seen, one.value)
    provenance = Provenance(Source.PROPOSED, origin)
    saved = answer_items(actor=acting, worksheet_id=row.pk, changes=[change], provenance=provenance, now=now)
    for clash in saved.clashes:
        raise AnswerChangedMeanwhile(clash)
    for problems in saved.problems.values():
        raise BadInput(problems)
    _decide(acting, one, ProposalState.ACCEPTED, "", now)
    payload = {"worksheet": row.pk, "item": one.item, "version": saved.versions[one.item], "digest": one.digest}
    journal.record(acting, PROPOSAL_ACCEPTED.code, one, payload, now, unit_id=row.unit_id)
    return saved


@transaction.atomic
def decline_proposal(
    *, actor: Actor, worksheet_id: WorksheetRef, proposal_id: UUID, reason: str, now: datetime
) -> ProposedAnswer:
    """Decline a proposal, with the reason why the register is not right here. The answer stays as it is.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, ProposalNotFound, ProposalDecided, BadInput.
    """
    row, one = _waiting(actor, worksheet_id, proposal_id)
    acting = require(actor, DECIDE_PROPOSALS, unit_id=row.unit_id)
    require_draft(row)
    text = checked_reason(reason)
    _decide(acting, one, ProposalState.DECLINED, text, now)
    payload = {"worksheet": row.pk, "item": one.item, "digest": one.digest, "reason": fingerprint("reason", text)}
    journal.record(acting, PROPOSAL_DECLINED.code, one, payload, now, unit_id=row.unit_id)
    return one


def _waiting(actor: Actor, worksheet_id: WorksheetRef, proposal_id: UUID) -> tuple[Worksheet, ProposedAnswer]:
    row, _listened = lock_worksheet(actor, worksheet_id)
    require(actor, DECIDE_PROPOSALS, unit_id=row.unit_id)
    require_draft(row)
    one = get_proposal_of(row, proposal_id)
    if one.state != ProposalState.WAITING:
        raise ProposalDecided(one.state)
    return row, one


def _decide(actor: Actor, one: ProposedAnswer, state: ProposalState, reason: str, now: datetime) -> None:
    one.state, one.reason, one.decided_by_id, one.decided_at = state, reason, actor.user_id, now
    one.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _asked(actor: Actor, row: Worksheet) -> dict[tuple[str, str], Proposed]:
    """Return what the registers propose, by item and register; what the form does not take is left out."""
    items = load_pack(row.regulation).items
    found: dict[tuple[str, str], Proposed] = {}
    for register in answer_registers:
        for proposed in register.propose(actor, row.unit_id, row.year, row.regulation):
            if proposed.item in items and _value(row, proposed) is not None:
                found[proposed.item, register.code] = proposed
    return found


def _value(row: Worksheet, proposed: Proposed) -> object:
    """Return the value as it would be kept; None where the item does not take it."""
    try:
        return plain(take_answer(load_pack(row.regulation).items[proposed.item], proposed.value))
    except BadInput:
        return None


def _stands(proposed: Proposed, standing: Mapping[str, Revision]) -> bool:
    found = standing.get(proposed.item)
    return found is not None and found.value == proposed.value


def _same(proposed: Proposed | None, one: ProposedAnswer | None) -> bool:
    """Whether a proposal rests on the same facts as one that was made before."""
    if proposed is None or one is None or one.state == ProposalState.SUPERSEDED:
        return False
    return (proposed.digest, proposed.value) == (one.digest, one.value)


def _row(row: Worksheet, register: str, found: Proposed, now: datetime) -> ProposedAnswer:
    words = dict(zip(_WORDS, (found.indonesian, found.english), strict=True))
    return ProposedAnswer(
        tenant_id=row.tenant_id,
        worksheet_id=row.pk,
        item=found.item,
        register=register,
        value=_value(row, found),
        query=found.query,
        facts={**found.facts, **words},
        digest=found.digest,
        made_at=now,
    )
