"""Making a zone area and changing what is told of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.zone_areas import actions
from pulau.apps.zone_areas.mapping import newest_pack
from pulau.apps.zone_areas.models import AreaKind, ZoneArea
from pulau.apps.zone_areas.policies import KEEP
from pulau.apps.zone_areas.refusals import DecreeMissing, ZoneAreaCodeTaken
from pulau.apps.zone_areas.taking import take_area
from pulau.exchange.regions import regions
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.zone_areas.wishes import AreaWish
    from pulau.core.shared.actor import Actor

RESERVED: Final = frozenset({"baru", "keanggotaan"})
"""Codes that are words of addresses."""
_FIELDS: Final = ("name", "kind", "region_code", "held_title", "held_by")


@transaction.atomic
def make_zone_area(*, actor: Actor, code: str, wish: AreaWish, now: datetime) -> ZoneArea:
    """Make a zone area without units.

    Raises PermissionDenied, ZoneAreaCodeTaken, DecreeMissing for a title without its decree, or ValidationError for a
    malformed code or name, an unknown kind, title or region.
    """
    actor = require(actor, KEEP)
    area = ZoneArea(tenant_id=actor.tenant_id, code=code, created_at=now)
    _take(area, wish)
    if code in RESERVED or ZoneArea.objects.for_actor(actor).filter(code=code).exists():
        raise ZoneAreaCodeTaken
    area.save(force_insert=True)
    payload = {"code": code, "kind": area.kind, "region": area.region_code or None, "title": area.held_title or None}
    journal.record(actor, actions.AREA_MADE.code, area, payload, now)
    return area


@transaction.atomic
def change_zone_area(*, actor: Actor, zone_area_id: UUID, wish: AreaWish, now: datetime) -> ZoneArea:
    """Change what is told of a zone area. Raises PermissionDenied, ZoneAreaNotFound, DecreeMissing, ValidationError."""
    actor = require(actor, KEEP)
    area = take_area(actor, zone_area_id)
    before = {field: getattr(area, field) for field in _FIELDS}
    _take(area, wish)
    after = {field: getattr(area, field) for field in _FIELDS}
    if after != before:
        area.save(update_fields=_FIELDS)
        payload = journal.changed(before, after, sealed={"name", "held_by"})
        journal.record(actor, actions.AREA_CHANGED.code, area, payload, now)
    return area


def _take(area: ZoneArea, wish: AreaWish) -> None:
    area.name, area.kind, area.region_code = wish.name.strip(), wish.kind, wish.region_code
    area.held_title, area.held_by = wish.held_title, wish.held_by.strip() if wish.held_title else ""
    area.full_clean(exclude=["tenant"], validate_unique=False, validate_constraints=False)
    if area.region_code and area.region_code not in regions():
        raise ValidationError({"region_code": "no such region"})
    if area.kind not in AreaKind.values or (area.held_title and area.held_title not in newest_pack().titles):
        raise ValidationError({"held_title": "no such title"})
    if area.held_title and not area.held_by:
        raise DecreeMissing
