"""The unit's side of membership: its body accepts or declines an invitation, and may leave again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.zone_areas import actions, notices
from pulau.apps.zone_areas.models import MemberState, ZoneAreaMember
from pulau.apps.zone_areas.policies import JOIN
from pulau.apps.zone_areas.refusals import NothingToAnswer, ReasonMissing
from pulau.apps.zone_areas.selectors import get_membership_for
from pulau.apps.zone_areas.taking import close, fitting_unit
from pulau.apps.zone_areas.telling import tell_coordinator
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.zone_areas.wishes import Reply
    from pulau.core.shared.actor import Actor


@transaction.atomic
def answer_invitation(*, actor: Actor, member_id: UUID, reply: Reply, now: datetime) -> ZoneAreaMember:
    """Accept an invitation with a unit of the actor's body, or decline it with a reason.

    Whoever joins with a unit must be allowed to for that unit; only from then on does the coordinator see its figures.
    Raises MembershipNotFound, PermissionDenied, NothingToAnswer, ReasonMissing, UnitNotThere or UnitInZoneArea.
    """
    asked = get_membership_for(actor, member_id)
    if reply.unit_id is None:
        return _decline(require(actor, JOIN, unit_id=_named(actor, asked)), asked, reply.reason.strip(), now)
    actor = require(actor, JOIN, unit_id=reply.unit_id)
    unit = fitting_unit(actor, reply.unit_id, asked.since, asked.until)
    agency = agency_of(actor)
    with _at_coordinator(asked) as row:
        row.unit, row.unit_code, row.unit_name = unit, unit.code, unit.name
        row.agency_name = agency.name if agency else row.agency_name
        change = _answered(actor, row, MemberState.ACCEPTED, now)
        journal.record(_there(actor, row), actions.INVITATION_ACCEPTED.code, row, change, now)
        tell_coordinator(row, row.zone_area, notices.ACCEPTED, now)
    journal.record(actor, actions.INVITATION_ACCEPTED.code, row, change, now, unit_id=unit.pk)
    return row


def _decline(actor: Actor, asked: ZoneAreaMember, reason: str, now: datetime) -> ZoneAreaMember:
    if not reason:
        raise ReasonMissing
    with _at_coordinator(asked) as row:
        row.reason = reason
        change = _answered(actor, row, MemberState.DECLINED, now)
        journal.record(_there(actor, row), actions.INVITATION_DECLINED.code, row, change, now)
        tell_coordinator(row, row.zone_area, notices.DECLINED, now)
    journal.record(actor, actions.INVITATION_DECLINED.code, row, change, now)
    return row


@transaction.atomic
def leave_area(*, actor: Actor, member_id: UUID, last_day: date, reason: str, now: datetime) -> ZoneAreaMember:
    """End the time of a unit of the actor's body in another body's area; what it showed until that day stays.

    Raises MembershipNotFound, PermissionDenied, NothingToAnswer, ReasonMissing or EndsBeforeStart.
    """
    joined = get_membership_for(actor, member_id)
    actor = require(actor, JOIN, unit_id=joined.unit_id)
    with _at_coordinator(joined) as row:
        change = close(row, last_day, reason)
        journal.record(_there(actor, row), actions.UNIT_LEFT.code, row, change, now)
        tell_coordinator(row, row.zone_area, notices.LEFT, now)
    journal.record(actor, actions.UNIT_LEFT.code, row, change, now, unit_id=row.unit_id)
    return row


def _named(actor: Actor, asked: ZoneAreaMember) -> UUID | None:
    """Return the actor's own unit that an invitation names by its code, if they hold a duty there."""
    held = {held.unit_id for held in actor.appointments if held.unit_id}
    if not held or not asked.unit_code:
        return None
    return units_of(actor).filter(pk__in=held, code=asked.unit_code).values_list("pk", flat=True).first()


@contextmanager
def _at_coordinator(seen: ZoneAreaMember) -> Iterator[ZoneAreaMember]:
    """Take a membership in hand where it lies, in the coordinator's body: what its unit's own body may change of it."""
    with behind_wall(seen.tenant_id):
        rows = ZoneAreaMember.objects.for_tenant(seen.tenant_id).select_related("zone_area")
        yield rows.select_for_update(of=("self",)).get(pk=seen.pk)


def _answered(actor: Actor, row: ZoneAreaMember, state: MemberState, now: datetime) -> dict[str, object]:
    """Write the answer to an invitation; returns the payload of both journals. Raises NothingToAnswer."""
    if row.state != MemberState.INVITED:
        raise NothingToAnswer
    row.state, row.answered_by_id, row.answered_at = state, actor.user_id, now
    named = ("unit", "unit_code", "unit_name", "agency_name")
    row.save(update_fields=["state", *named, "reason", "answered_by", "answered_at"])
    before, after = {"state": MemberState.INVITED, "reason": ""}, {"state": state, "reason": row.reason}
    return {"zone_area": row.zone_area_id, **journal.changed(before, after, sealed={"reason"})}


def _there(actor: Actor, row: ZoneAreaMember) -> Actor:
    """Return the actor as the coordinator's body knows them: by account, without a role."""
    return replace(actor, tenant_id=row.tenant_id, role="", appointments=(), on_behalf_of=None)
