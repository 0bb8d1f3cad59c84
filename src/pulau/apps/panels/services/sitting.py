"""Opening a panel, seating its members, and a member's leaving: nobody sits who has an interest in the unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import lock_case
from pulau.apps.panels.actions import LEFT, OPENED, SEATED
from pulau.apps.panels.models import LONGEST_REASON, Member, Panel
from pulau.apps.panels.notices import tell_seated
from pulau.apps.panels.policies import SEAT, VOTE
from pulau.apps.panels.refusals import (
    MemberBarred,
    NoPanel,
    NotOfThePanel,
    NotSeated,
    PanelStands,
    ReasonMissing,
    SeatTaken,
    TooFewMembers,
    VotesShown,
)
from pulau.apps.panels.seats import candidates_for
from pulau.apps.panels.selectors import Sitting, keep_shown, open_sitting
from pulau.core.shared.words import checked_words
from pulau.exchange.panel import rules_on
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.core.shared.actor import Actor


@transaction.atomic
def open_panel(*, actor: Actor, case_id: UUID, members: Sequence[UUID], now: datetime) -> Panel:
    """Open the panel of a case with its members, as many as the data ask for or more.

    Raises CaseNotFound, PermissionDenied, PanelStands, TooFewMembers, NotOfThePanel, MemberBarred.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, SEAT, unit_id=case.unit_id, state=case.stage)
    rows = Panel.objects.for_actor(actor)
    earlier = rows.filter(case_id=case_id).order_by("-number").first()
    if earlier is not None and earlier.closed_at is None:
        raise PanelStands
    rules = rules_on(today_of(actor, now)).rules
    people = list(dict.fromkeys(members))
    if len(people) < rules.quorum:
        raise TooFewMembers(rules.quorum)
    _check(case, people, now)
    panel: Panel = rows.create(
        case_id=case_id,
        number=earlier.number + 1 if earlier else 1,
        quorum=rules.quorum,
        tie_recommends=rules.tie_recommends,
        opened_by_id=actor.user_id,
        opened_at=now,
    )
    Member.objects.for_actor(actor).bulk_create(
        [Member(tenant_id=actor.tenant_id, panel=panel, user_id=person, joined_at=now) for person in people]
    )
    payload = {
        "case": case_id, "number": panel.number, "quorum": panel.quorum, "members": sorted(str(one) for one in people),
    }  # fmt: skip
    journal.record(actor, OPENED.code, panel, payload, now, unit_id=case.unit_id)
    tell_seated(actor, case, panel, people, now)
    return panel


@transaction.atomic
def seat_member(*, actor: Actor, case_id: UUID, user_id: UUID, now: datetime) -> Member:
    """Seat one more member, until the votes were shown; afterwards only where too few are left to decide.

    Raises CaseNotFound, PermissionDenied, NoPanel, VotesShown, SeatTaken, NotOfThePanel, MemberBarred.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, SEAT, unit_id=case.unit_id, state=case.stage)
    sitting = _open(case)
    if not sitting.seats:
        raise VotesShown
    if any(member.user_id == user_id for member in sitting.members):
        raise SeatTaken
    _check(case, [user_id], now)
    row: Member = Member.objects.for_actor(actor).create(panel=sitting.panel, user_id=user_id, joined_at=now)
    payload = {"case": case_id, "panel": sitting.panel.pk, "user": user_id}
    journal.record(actor, SEATED.code, row, payload, now, unit_id=case.unit_id)
    tell_seated(actor, case, sitting.panel, [user_id], now)
    return row


@transaction.atomic
def leave_panel(*, actor: Actor, case_id: UUID, reason: str, now: datetime) -> Member:
    """Leave a panel, because an interest turned up or otherwise: the vote counts no more, and what was shown stays so.

    Raises CaseNotFound, PermissionDenied, NoPanel, NotSeated, ReasonMissing, BadInput.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, VOTE, unit_id=case.unit_id, state=case.stage)
    row = _open(case).seat_of(actor.user_id)
    if row is None:
        raise NotSeated
    text = checked_words(reason, "alasan", LONGEST_REASON, needed=False)
    if not text:
        raise ReasonMissing
    row.left_at, row.left_reason = now, text
    row.save(update_fields=["left_at", "left_reason"])
    keep_shown(case, now)
    payload = {
        **journal.changed({"left": None}, {"left": now}), "case": case_id, "panel": row.panel_id,
        "reason": fingerprint("reason", text),
    }  # fmt: skip
    journal.record(actor, LEFT.code, row, payload, now, unit_id=case.unit_id)
    return row


def _open(case: Case) -> Sitting:
    sitting = open_sitting(case.tenant_id, case.pk)
    if sitting is None:
        raise NoPanel
    return sitting


def _check(case: Case, people: Sequence[UUID], now: datetime) -> None:
    known = {found.user_id: found for found in candidates_for(case, now)}
    for person in people:
        if person not in known:
            raise NotOfThePanel
        if known[person].conflicts:
            raise MemberBarred(known[person].conflicts, known[person].name)
