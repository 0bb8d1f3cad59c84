"""Opening and closing rooms: by invitation for a time, or by the companion's own grant."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import agency_of
from pulau.apps.assessments.contract import get_case_by_id
from pulau.apps.companions.actions import ROOM_ENDED, ROOM_OPENED
from pulau.apps.companions.models import LONGEST_PURPOSE, Room, RoomScope
from pulau.apps.companions.news import tell_invited
from pulau.apps.companions.policies import COME, INVITE
from pulau.apps.companions.refusals import DaysWrong, NoCompanion, RoomEnded, RoomNotFound, RoomThere
from pulau.apps.companions.selectors import accompanied_cases, rooms_of
from pulau.apps.companions.wishes import Invitation
from pulau.apps.people.contract import companions_on
from pulau.core.shared.problems import BadInput
from pulau.core.shared.words import checked_words
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.people.contract import CompanionOn
    from pulau.core.shared.actor import Actor


@transaction.atomic
def invite_companion(*, actor: Actor, case_id: UUID, wish: Invitation, now: datetime) -> Room:
    """Let a companion in for a time, to a case, its unit, or all units of the body; they are told.

    Raises CaseNotFound, PermissionDenied, NoCompanion, RoomThere, DaysWrong, BadInput.
    """
    case = get_case_by_id(actor, case_id)
    actor = require(actor, INVITE, unit_id=case.unit_id, state=case.stage)
    if wish.until is None or wish.until < wish.since or wish.until < today_of(actor, now):
        raise DaysWrong
    duty = next(iter(companions_on(actor, case.unit_id, wish.since, wish.user_id)), None)
    if duty is None:
        raise NoCompanion
    room = _opened(actor, case, duty, wish, now)
    tell_invited(case, room, now)
    return room


@transaction.atomic
def come_by_grant(*, actor: Actor, case_id: UUID, now: datetime) -> Room:
    """Open one's own room for a case by a grant of region or country; it ends with the grant.

    Raises CaseNotFound, PermissionDenied, NoCompanion, RoomThere.
    """
    case = accompanied_cases(actor, now).filter(pk=case_id).order_by().first()
    if case is None:
        raise RoomNotFound
    actor = require(actor, COME, unit_id=case.unit_id, state=case.stage)
    today = today_of(actor, now)
    duty = next((one for one in companions_on(actor, case.unit_id, today, actor.person) if one.granted), None)
    if duty is None:
        raise NoCompanion
    wish = Invitation(actor.person, RoomScope.CASE, today, duty.until)
    return _opened(actor, case, duty, wish, now, by_grant=True)


@transaction.atomic
def end_room(*, actor: Actor, case_id: UUID, room_id: UUID, reason: str, now: datetime) -> Room:
    """Close a room before its time; what was said in it stays. Nothing opens to its companion from then on.

    Raises CaseNotFound, RoomNotFound, PermissionDenied, RoomEnded, BadInput for a reason that is missing.
    """
    case = get_case_by_id(actor, case_id)
    actor = require(actor, INVITE, unit_id=case.unit_id, state=case.stage)
    row: Room | None = rooms_of(case).filter(pk=room_id).order_by().select_for_update(of=("self",)).first()
    if row is None:
        raise RoomNotFound
    if row.ended_at is not None:
        raise RoomEnded
    row.ended_by_id, row.ended_at = actor.person, now
    row.end_reason = checked_words(reason, "alasan", LONGEST_PURPOSE)
    row.save(update_fields=["ended_by", "ended_at", "end_reason"])
    payload = {"case": str(case.pk), "reason": fingerprint("reason", row.end_reason)}
    journal.record(actor, ROOM_ENDED.code, row, payload, now, unit_id=row.unit_id)
    return row


def _opened(
    actor: Actor, case: Case, duty: CompanionOn, wish: Invitation, now: datetime, *, by_grant: bool = False
) -> Room:
    if wish.scope not in RoomScope.values:
        raise BadInput.because("unknown-choice", "lingkup", value=wish.scope, allowed=", ".join(RoomScope.values))
    scope = RoomScope(wish.scope)
    rows = Room.objects.for_tenant(case.tenant_id)
    # Rooms of one companion are opened one after the other: the case's row is taken for that.
    type(case).objects.for_tenant(case.tenant_id).select_for_update(of=("self",)).get(pk=case.pk)
    unit_id = None if scope is RoomScope.AGENCY else case.unit_id
    same = rows.filter(user_id=duty.user_id, scope=scope, unit_id=unit_id, ended_at__isnull=True)
    if scope is RoomScope.CASE:
        same = same.filter(case_id=case.pk)
    if same.exclude(until__lt=today_of(actor, now)).exists():
        raise RoomThere
    agency = agency_of(actor)
    row: Room = rows.create(
        user_id=duty.user_id,
        kind=duty.kind or "other",
        scope=scope,
        case_id=case.pk if scope is RoomScope.CASE else None,
        unit_id=unit_id,
        unit_name=case.unit_name if unit_id else "",
        agency_name=agency.name if agency else case.agency_name,
        year=case.year if scope is RoomScope.CASE else None,
        by_grant=by_grant,
        since=wish.since,
        until=wish.until,
        purpose=checked_words(wish.purpose, "keperluan", LONGEST_PURPOSE, needed=False),
        opened_by_id=actor.person,
        opened_at=now,
    )
    payload: dict[str, object] = {"case": str(case.pk), "companion": str(duty.user_id), "kind": row.kind}
    payload |= {"scope": row.scope, "since": row.since, "until": row.until, "by_grant": by_grant}
    journal.record(actor, ROOM_OPENED.code, row, payload, now, unit_id=row.unit_id)
    return row
