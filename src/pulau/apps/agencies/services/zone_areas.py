"""Zone areas (kawasan): several units of one place that are assessed together, and which of them from when to when."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from pulau.apps.agencies import actions
from pulau.apps.agencies.models import WorkUnit, ZoneArea, ZoneAreaUnit
from pulau.apps.agencies.places import check_region
from pulau.apps.agencies.policies import KEEP_ZONE_AREAS
from pulau.apps.agencies.refusals import UnitEnded, UnitInZoneArea, ZoneAreaCodeTaken, ZoneAreaNotFound
from pulau.apps.agencies.taking import take_unit
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.days import not_over
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def make_zone_area(*, actor: Actor, code: str, name: str, region_code: str = "", now: datetime) -> ZoneArea:
    """Make a zone area without units.

    Raises PermissionDenied, ZoneAreaCodeTaken, or ValidationError for a malformed code or name or an unknown region.
    """
    actor = require(actor, KEEP_ZONE_AREAS)
    area = ZoneArea(tenant_id=actor.tenant_id, code=code, name=name.strip(), region_code=region_code, created_at=now)
    _check(area)
    if ZoneArea.objects.for_actor(actor).filter(code=code).exists():
        raise ZoneAreaCodeTaken(code)
    area.save(force_insert=True)
    journal.record(actor, actions.ZONE_AREA_MADE.code, area, {"code": code, "region": region_code or None}, now)
    return area


@transaction.atomic
def change_zone_area(*, actor: Actor, zone_area_id: UUID, name: str, region_code: str, now: datetime) -> ZoneArea:
    """Give a zone area another name or region. Raises PermissionDenied, ZoneAreaNotFound or ValidationError."""
    actor = require(actor, KEEP_ZONE_AREAS)
    area = _taken(actor, zone_area_id)
    before = {"name": area.name, "region": area.region_code}
    area.name, area.region_code = name.strip(), region_code
    _check(area)
    after = {"name": area.name, "region": area.region_code}
    if after != before:
        area.save(update_fields=["name", "region_code"])
        payload = journal.changed(before, after, sealed={"name"})
        journal.record(actor, actions.ZONE_AREA_CHANGED.code, area, payload, now)
    return area


@transaction.atomic
def join_zone_area(
    *, actor: Actor, zone_area_id: UUID, unit_id: UUID, since: date, until: date | None = None, now: datetime
) -> ZoneAreaUnit:
    """Put a unit into a zone area from a day on, until a day (included) or for good.

    Raises PermissionDenied, ZoneAreaNotFound, UnitNotFound, UnitEnded where the unit does not exist on its first day,
    UnitInZoneArea where it belongs to one in that time, or ValidationError for a time that ends before it starts.
    """
    actor = require(actor, KEEP_ZONE_AREAS)
    unit = take_unit(actor, unit_id)
    area = _taken(actor, zone_area_id)
    if until is not None and until < since:
        raise ValidationError({"until": "ends before it starts"})
    if not unit.exists_on(since):
        raise UnitEnded(unit)
    _refuse_overlap(actor, unit, since, until)
    member = ZoneAreaUnit(tenant_id=actor.tenant_id, zone_area=area, unit=unit, since=since, until=until)
    member.save(force_insert=True)
    payload = {"zone_area": area.pk, "since": since, "until": until}
    journal.record(actor, actions.ZONE_AREA_JOINED.code, member, payload, now, unit_id=unit.pk)
    return member


def _refuse_overlap(actor: Actor, unit: WorkUnit, since: date, until: date | None) -> None:
    """Raise UnitInZoneArea: a unit that belonged to two areas at a time would be assessed twice."""
    meanwhile = not_over(since)
    if until is not None:
        meanwhile &= Q(since__lte=until)
    members = ZoneAreaUnit.objects.for_actor(actor).filter(meanwhile, unit=unit).select_related("zone_area")
    if (other := members.first()) is not None:
        raise UnitInZoneArea(unit, other.zone_area)


@transaction.atomic
def leave_zone_area(*, actor: Actor, member_id: UUID, last_day: date, now: datetime) -> ZoneAreaUnit:
    """End a unit's time in a zone area; the row stays, with its last day.

    Raises PermissionDenied, ZoneAreaNotFound, or ValidationError for a day before its first.
    """
    actor = require(actor, KEEP_ZONE_AREAS)
    member: ZoneAreaUnit | None = (
        ZoneAreaUnit.objects.for_actor(actor).select_for_update().filter(pk=member_id, until__isnull=True).first()
    )
    if member is None:
        raise ZoneAreaNotFound(member_id)
    if last_day < member.since:
        raise ValidationError({"until": "ends before it starts"})
    before = {"until": member.until}
    member.until = last_day
    member.save(update_fields=["until"])
    payload = {"zone_area": member.zone_area_id} | journal.changed(before, {"until": last_day})
    journal.record(actor, actions.ZONE_AREA_LEFT.code, member, payload, now, unit_id=member.unit_id)
    return member


def _taken(actor: Actor, zone_area_id: UUID) -> ZoneArea:
    area: ZoneArea | None = ZoneArea.objects.for_actor(actor).select_for_update().filter(pk=zone_area_id).first()
    if area is None:
        raise ZoneAreaNotFound(zone_area_id)
    return area


def _check(area: ZoneArea) -> None:
    area.full_clean(exclude=["tenant"], validate_unique=False, validate_constraints=False)
    check_region(area.region_code)
