"""Adding units and mending what was written of them. What happens to them from a day on stands in `history`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.agencies.actions import UNIT_ADDED, UNIT_CORRECTED
from pulau.apps.agencies.changing import FORM, refuse_taken
from pulau.apps.agencies.models import UnitChange, UnitKind, WorkUnit
from pulau.apps.agencies.places import check_region
from pulau.apps.agencies.policies import KEEP_UNITS
from pulau.apps.agencies.refusals import (
    DayBeforeNewest,
    NothingChanged,
    TreeTooDeep,
    UnitEnded,
)
from pulau.apps.agencies.taking import take_unit
from pulau.apps.agencies.tree import MOST_LEVELS, path_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def add_unit(
    *,
    actor: Actor,
    code: str,
    name: str,
    kind: UnitKind,
    now: datetime,
    parent_id: UUID | None = None,
    region_code: str = "",
    since: date | None = None,
) -> WorkUnit:
    """Add a work unit to the actor's agency, below `parent_id` or at the top.

    Raises PermissionDenied, UnitCodeTaken, UnitEnded or TreeTooDeep (of the parent), or ValidationError for a
    malformed code or name, an unknown region, or a parent that the agency does not have.
    """
    actor = require(actor, KEEP_UNITS)
    unit = WorkUnit(tenant_id=actor.tenant_id, code=code, name=name.strip(), kind=kind, created_at=now)
    unit.parent_id, unit.region_code, unit.since = parent_id, region_code, since
    unit.full_clean(exclude=FORM, validate_unique=False, validate_constraints=False)
    check_region(region_code)
    if parent_id is not None:
        _check_parent(actor, parent_id, since)
    refuse_taken(actor, code)
    unit.save(force_insert=True)
    payload = {"code": code, "parent": parent_id, "since": since}
    journal.record(actor, UNIT_ADDED.code, unit, payload, now, unit_id=unit.pk)
    return unit


def _check_parent(actor: Actor, parent_id: UUID, since: date | None) -> None:
    path = path_of(actor, parent_id)
    if not path:
        raise ValidationError({"parent": "no such unit"})
    if path[-1].until is not None and (since is None or path[-1].until < since):
        raise UnitEnded(path[-1])
    if len(path) >= MOST_LEVELS:
        raise TreeTooDeep(path[-1])


@transaction.atomic
def correct_unit(
    *,
    actor: Actor,
    unit_id: UUID,
    name: str,
    kind: UnitKind,
    region_code: str,
    since: date | None,
    now: datetime,
) -> WorkUnit:
    """Mend what was written wrongly of a unit: nothing happened to it, so its history gets no line.

    Raises PermissionDenied, UnitNotFound, NothingChanged, DayBeforeNewest for a beginning that is not before all that
    happened to the unit, or ValidationError.
    """
    actor = require(actor, KEEP_UNITS, unit_id=unit_id)
    unit = take_unit(actor, unit_id)
    before = _written(unit)
    unit.name, unit.kind, unit.region_code, unit.since = name.strip(), kind, region_code, since
    if _written(unit) == before:
        raise NothingChanged(unit)
    unit.full_clean(exclude=FORM, validate_unique=False, validate_constraints=False)
    check_region(region_code)
    first = UnitChange.objects.for_actor(actor).filter(unit=unit).first()
    if since is not None and first is not None and first.day <= since:
        raise DayBeforeNewest(unit, first.day)
    unit.save(update_fields=["name", "kind", "region_code", "since"])
    payload = journal.changed(before, _written(unit), sealed={"name"})
    journal.record(actor, UNIT_CORRECTED.code, unit, payload, now, unit_id=unit.pk)
    return unit


def _written(unit: WorkUnit) -> dict[str, object]:
    return {"name": unit.name, "kind": str(unit.kind), "region": unit.region_code, "since": unit.since}
