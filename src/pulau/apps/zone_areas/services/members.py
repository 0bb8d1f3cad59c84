"""The coordinator's side of membership: own units join at once, those of others are asked; a time is ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pulau.apps.agencies.contract import Agency, agency_of
from pulau.apps.zone_areas import actions, notices
from pulau.apps.zone_areas.models import MemberState, ZoneArea, ZoneAreaMember
from pulau.apps.zone_areas.policies import KEEP
from pulau.apps.zone_areas.refusals import (
    AgencyUnknown,
    AlreadyAsked,
    MembershipNotFound,
    OwnAgency,
)
from pulau.apps.zone_areas.taking import close, fitting_unit, sealed, take_area
from pulau.apps.zone_areas.telling import tell_home
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.zone_areas.wishes import Invitation
    from pulau.core.shared.actor import Actor


@transaction.atomic
def join_unit(
    *, actor: Actor, zone_area_id: UUID, unit_id: UUID, since: date, until: date | None = None, now: datetime
) -> ZoneAreaMember:
    """Put a unit of the coordinating body into its area from a day on, until a day (included) or for good.

    Raises PermissionDenied, ZoneAreaNotFound, UnitNotThere, UnitInZoneArea or EndsBeforeStart.
    """
    actor = require(actor, KEEP)
    area = take_area(actor, zone_area_id)
    unit = fitting_unit(actor, unit_id, since, until)
    agency = agency_of(actor)
    row = ZoneAreaMember(
        tenant_id=actor.tenant_id,
        zone_area=area,
        home_id=actor.tenant_id,
        unit=unit,
        unit_code=unit.code,
        unit_name=unit.name,
        agency_name=agency.name if agency else "",
        state=MemberState.ACCEPTED,
        since=since,
        until=until,
        asked_by_id=actor.user_id,
        asked_at=now,
    )
    row.save(force_insert=True)
    payload = {"zone_area": area.pk, "since": since, "until": until}
    journal.record(actor, actions.UNIT_JOINED.code, row, payload, now, unit_id=unit.pk)
    return row


@transaction.atomic
def invite_unit(*, actor: Actor, zone_area_id: UUID, wish: Invitation, now: datetime) -> ZoneAreaMember:
    """Ask a unit of another body to join; whoever may answer there is told.

    Raises PermissionDenied, ZoneAreaNotFound, AgencyUnknown, OwnAgency, AlreadyAsked, or ValidationError for a text
    that is too long.
    """
    actor = require(actor, KEEP)
    area = take_area(actor, zone_area_id)
    agency, own = _agency(wish.agency), agency_of(actor)
    if agency.tenant_id == actor.tenant_id:
        raise OwnAgency
    row = ZoneAreaMember(
        tenant_id=actor.tenant_id,
        zone_area=area,
        home_id=agency.tenant_id,
        unit_code=wish.unit_code.strip().lower(),
        unit_name=wish.unit_name.strip(),
        agency_name=agency.name,
        since=wish.since,
        message=wish.message.strip(),
        asked_by_id=actor.user_id,
        asked_at=now,
    )
    _check(area, row)
    row.save(force_insert=True)
    payload = {"zone_area": area.pk, "home": row.home_id, "since": row.since, "message": sealed(row.message)}
    journal.record(actor, actions.UNIT_INVITED.code, row, payload, now)
    tell_home(row, area, notices.INVITED, now, agency=own.name if own else "")
    return row


@transaction.atomic
def end_membership(
    *, actor: Actor, member_id: UUID, last_day: date | None, reason: str, now: datetime
) -> ZoneAreaMember:
    """End a unit's time in an area by its coordinator, or (without a day) withdraw an invitation; the row stays.

    Raises PermissionDenied, MembershipNotFound, NothingToAnswer, ReasonMissing or EndsBeforeStart.
    """
    actor = require(actor, KEEP)
    rows = ZoneAreaMember.objects.for_actor(actor).select_for_update(of=("self",)).select_related("zone_area")
    row: ZoneAreaMember | None = rows.filter(pk=member_id).first()
    if row is None:
        raise MembershipNotFound(member_id)
    if row.state == MemberState.INVITED:
        row.state, row.reason, row.answered_at, row.answered_by_id = MemberState.WITHDRAWN, reason, now, actor.user_id
        row.save(update_fields=["state", "reason", "answered_at", "answered_by"])
        after = {"state": row.state, "reason": row.reason}
        change = journal.changed({"state": MemberState.INVITED, "reason": ""}, after, sealed={"reason"})
        journal.record(actor, actions.INVITATION_WITHDRAWN.code, row, {"zone_area": row.zone_area_id} | change, now)
        tell_home(row, row.zone_area, notices.WITHDRAWN, now)
        return row
    change = close(row, last_day, reason)
    own = row.unit_id if row.home_id == actor.tenant_id else None
    journal.record(actor, actions.UNIT_LEFT.code, row, change, now, unit_id=own)
    if own is None:
        tell_home(row, row.zone_area, notices.LEFT, now)
    return row


def _agency(words: str) -> Agency:
    """Return the one agency of the public directory with a name, whatever its capitals. Raises AgencyUnknown."""
    found = list(Agency.objects.directory().filter(Q(name__iexact=words.strip()) | Q(tenant__code=words.strip()))[:2])
    if len(found) != 1:
        raise AgencyUnknown
    return found[0]


def _check(area: ZoneArea, row: ZoneAreaMember) -> None:
    """Raise ValidationError for a text that cannot be, AlreadyAsked for a unit that was asked or belongs already."""
    known = ["tenant", "zone_area", "home", "unit", "asked_by", "answered_by"]
    row.full_clean(exclude=known, validate_unique=False, validate_constraints=False)
    open_ones = Q(state=MemberState.INVITED) | Q(state=MemberState.ACCEPTED, until__isnull=True)
    same = Q(unit_name__iexact=row.unit_name)
    if row.unit_code:
        same |= Q(unit_code=row.unit_code)
    rows = ZoneAreaMember.objects.for_tenant(area.tenant_id).filter(open_ones, same, zone_area=area, home=row.home_id)
    if rows.exists():
        raise AlreadyAsked
