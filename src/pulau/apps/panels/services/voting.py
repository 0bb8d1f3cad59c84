"""Voting in a panel: a choice and its reason; hidden, and open to a change, until all have voted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.assessments.contract import lock_case
from pulau.apps.panels.actions import VOTED
from pulau.apps.panels.models import LONGEST_REASON, Vote, VoteChoice
from pulau.apps.panels.policies import VOTE
from pulau.apps.panels.refusals import (
    MemberBarred,
    NoPanel,
    NotSeated,
    ReasonMissing,
    VotedMeanwhile,
    VoteMissing,
    VoteStands,
)
from pulau.apps.panels.selectors import keep_shown, open_sitting
from pulau.apps.people.contract import may_assess
from pulau.core.shared.words import checked_words
from pulau.core.workflow.voting import can_vote
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.panels.wishes import VoteWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def cast_vote(*, actor: Actor, case_id: UUID, wish: VoteWish, now: datetime) -> Vote:
    """Vote, or vote again until votes are shown: a new version, the earlier ones stay.

    The journal keeps who voted, never how.

    Raises CaseNotFound, PermissionDenied, NoPanel, NotSeated, MemberBarred (an interest turned up), VoteMissing,
    ReasonMissing, BadInput, VotedMeanwhile, VoteStands.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, VOTE, unit_id=case.unit_id, state=case.stage)
    if actor.user_id is None:
        raise PermissionDenied(VOTE.code)
    sitting = open_sitting(case.tenant_id, case.pk)
    if sitting is None:
        raise NoPanel
    seat = sitting.seat_of(actor.user_id)
    if seat is None:
        raise NotSeated
    conflicts = may_assess(actor, actor.user_id, case.unit_id, today_of(actor, now))
    if conflicts:
        raise MemberBarred(conflicts, seat.user.full_name)
    if wish.choice not in VoteChoice.values:
        raise VoteMissing
    reason = checked_words(wish.reason, "alasan", LONGEST_REASON, needed=False)
    if not reason:
        raise ReasonMissing
    versions = sitting.votes[seat.pk]
    if wish.seen != len(versions):
        raise VotedMeanwhile
    if not can_vote(len(versions), shown=sitting.shown):
        raise VoteStands
    row: Vote = Vote.objects.for_actor(actor).create(
        member=seat, number=len(versions) + 1, choice=wish.choice, reason=reason, at=now
    )
    keep_shown(case, now)
    payload = {
        "case": case_id, "panel": sitting.panel.pk, "number": row.number,
        "vote": fingerprint("vote", f"{wish.choice}\n{reason}"),
    }  # fmt: skip
    journal.record(actor, VOTED.code, row, payload, now, unit_id=case.unit_id)
    return row
