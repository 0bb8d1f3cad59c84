"""Taking areas, units and memberships in hand: what the services of both sides share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from pulau.apps.agencies.contract import WorkUnit, units_of
from pulau.apps.zone_areas.models import BELONGING, MemberState, ZoneArea, ZoneAreaMember
from pulau.apps.zone_areas.refusals import (
    EndsBeforeStart,
    NothingToAnswer,
    ReasonMissing,
    UnitInZoneArea,
    UnitNotThere,
    ZoneAreaNotFound,
)
from pulau.apps.zone_areas.selectors import area_names
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.days import not_over

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def take_area(actor: Actor, zone_area_id: UUID) -> ZoneArea:
    """Return an area of the actor's body, locked until the transaction ends. Raises ZoneAreaNotFound."""
    area: ZoneArea | None = ZoneArea.objects.for_actor(actor).select_for_update().filter(pk=zone_area_id).first()
    if area is None:
        raise ZoneAreaNotFound(zone_area_id)
    return area


def sealed(text: str) -> str | None:
    """Return the digest of what somebody wrote, for the journal; None of an empty text."""
    return fingerprint("zone_areas.reason", text) if text else None


def close(row: ZoneAreaMember, last_day: date | None, reason: str) -> dict[str, object]:
    """Write the last day of a membership that goes on; returns the payload of the journal.

    Raises NothingToAnswer, ReasonMissing or EndsBeforeStart.
    """
    if row.state != MemberState.ACCEPTED or last_day is None:
        raise NothingToAnswer
    if not reason.strip():
        raise ReasonMissing
    if last_day < row.since:
        raise EndsBeforeStart
    before = {"state": row.state, "until": row.until, "reason": ""}
    row.state, row.until, row.reason = MemberState.LEFT, last_day, reason.strip()
    row.save(update_fields=["state", "until", "reason"])
    after = {"state": row.state, "until": row.until, "reason": row.reason}
    return {"zone_area": row.zone_area_id, **journal.changed(before, after, sealed={"reason"})}


def fitting_unit(actor: Actor, unit_id: UUID, since: date, until: date | None) -> WorkUnit:
    """Return a unit of the actor's body that can belong to an area in a time, locked.

    A unit belongs to one area at a time, whoever coordinates it: it would be assessed twice otherwise. Raises
    UnitNotThere, UnitInZoneArea or EndsBeforeStart.
    """
    unit = units_of(actor).select_for_update().filter(pk=unit_id).first()
    if unit is None or not unit.exists_on(since):
        raise UnitNotThere
    if until is not None and until < since:
        raise EndsBeforeStart
    meanwhile = not_over(since) & (Q() if until is None else Q(since__lte=until))
    rows = ZoneAreaMember.objects.home(actor.tenant_id).filter(meanwhile, unit=unit, state__in=BELONGING)
    if (other := rows.first()) is not None:
        raise UnitInZoneArea(area_names([other.zone_area_id]).get(other.zone_area_id, ""))
    return unit
