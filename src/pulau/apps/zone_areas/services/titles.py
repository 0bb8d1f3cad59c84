"""The title that the Minister gives a zone area as such, as its decree has it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.zone_areas import actions
from pulau.apps.zone_areas.mapping import newest_pack
from pulau.apps.zone_areas.models import LONGEST_NAME
from pulau.apps.zone_areas.policies import GIVE_TITLE
from pulau.apps.zone_areas.refusals import DecreeMissing
from pulau.apps.zone_areas.taking import take_area
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.zone_areas.models import ZoneArea
    from pulau.core.shared.actor import Actor


@transaction.atomic
def give_area_title(*, actor: Actor, zone_area_id: UUID, title: str, decree: str, now: datetime) -> ZoneArea:
    """Write on an area which title it holds and by which decree. Whether it may get it is the caller's to ask.

    Raises PermissionDenied, ZoneAreaNotFound, DecreeMissing, ValidationError (no such title).
    """
    actor = require(actor, GIVE_TITLE)
    area = take_area(actor, zone_area_id)
    if title not in newest_pack().titles:
        raise ValidationError({"held_title": "no such title"})
    if not decree:
        raise DecreeMissing
    before = {"held_title": area.held_title, "held_by": area.held_by}
    area.held_title, area.held_by = title, decree[:LONGEST_NAME]
    area.save(update_fields=["held_title", "held_by"])
    after = {"held_title": area.held_title, "held_by": area.held_by}
    payload = journal.changed(before, after, sealed={"held_by"})
    journal.record(actor, actions.AREA_CHANGED.code, area, payload, now)
    return area
