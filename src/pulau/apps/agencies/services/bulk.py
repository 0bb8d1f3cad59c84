"""Adding many units at once, as a file brings them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.agencies.actions import UNIT_ADDED
from pulau.apps.agencies.changing import FORM
from pulau.apps.agencies.models import UnitChange, UnitKind, WorkUnit
from pulau.apps.agencies.places import check_region
from pulau.apps.agencies.policies import KEEP_UNITS
from pulau.apps.agencies.refusals import UnitCodeTaken
from pulau.apps.agencies.taking import hold_tree
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A unit to be added; `parent` is the code of a unit that exists, or that is added with it; empty: at the top."""

    code: str
    name: str
    kind: UnitKind
    parent: str = ""
    region_code: str = ""
    since: date | None = None


@transaction.atomic
def add_units(*, actor: Actor, units: Sequence[NewUnit], now: datetime) -> list[WorkUnit]:
    """Add units to the actor's agency, all or none; each gets its entry in the journal.

    Parents stand before their parts, or exist; how deep the tree gets, and that they have not ended, is for the caller
    to see to. Raises PermissionDenied, UnitCodeTaken, or ValidationError for what is malformed or a parent unknown.
    """
    actor = require(actor, KEEP_UNITS)
    hold_tree(actor)
    _refuse_taken(actor, {unit.code for unit in units})
    known = _ids_of(actor, {unit.parent for unit in units if unit.parent})
    rows: list[WorkUnit] = []
    for unit in units:
        if unit.parent and unit.parent not in known:
            raise ValidationError({"parent": f"{unit.code}: no unit {unit.parent}"})
        row = WorkUnit(tenant_id=actor.tenant_id, code=unit.code, name=unit.name, kind=unit.kind, created_at=now)
        row.parent_id = known[unit.parent] if unit.parent else None
        row.region_code, row.since = unit.region_code, unit.since
        row.full_clean(exclude=FORM, validate_unique=False, validate_constraints=False)
        check_region(row.region_code)
        known[unit.code] = row.pk
        rows.append(row)
    WorkUnit.objects.for_actor(actor).bulk_create(rows, batch_size=CHUNK)
    told = ((row, {"code": row.code, "parent": row.parent_id, "since": row.since}, row.pk) for row in rows)
    journal.record_many(actor, UNIT_ADDED.code, told, now)
    return rows


def _ids_of(actor: Actor, codes: set[str]) -> dict[str, UUID]:
    return dict(WorkUnit.objects.for_actor(actor).filter(code__in=codes).order_by().values_list("code", "pk"))


def _refuse_taken(actor: Actor, codes: set[str]) -> None:
    taken = WorkUnit.objects.for_actor(actor).filter(code__in=codes).order_by().values_list("code", flat=True)
    before = UnitChange.objects.for_actor(actor).filter(code_before__in=codes).order_by()
    found = sorted({*taken, *before.values_list("code_before", flat=True)})
    if found:
        raise UnitCodeTaken(", ".join(found))
