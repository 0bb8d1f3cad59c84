"""What happens to a unit from a day on: another name or code, another parent, a merger, its end, its return.

Each adds a `UnitChange` that keeps the unit as it was until the day before. A unit's history is told in its order: no
change is dated before the newest one, before the unit, or later than today.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.agencies import actions
from pulau.apps.agencies.changing import FORM, add_change, refuse_taken, standing, told_of
from pulau.apps.agencies.models import UnitChange, UnitEvent, UnitKind, WorkUnit
from pulau.apps.agencies.policies import KEEP_UNITS
from pulau.apps.agencies.refusals import (
    CyclicTree,
    DayBeforeNewest,
    NothingChanged,
    TreeTooDeep,
    UnitEnded,
    UnitHasParts,
    UnitNotEnded,
)
from pulau.apps.agencies.taking import take_unit
from pulau.apps.agencies.tree import MOST_LEVELS, levels_below, path_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def rename_unit(
    *,
    actor: Actor,
    unit_id: UUID,
    name: str,
    code: str,
    kind: UnitKind,
    day: date,
    document: str = "",
    now: datetime,
) -> WorkUnit:
    """Give a unit another name, code or kind from `day` on; pages of the old code lead to the new one.

    Raises PermissionDenied, UnitNotFound, UnitEnded, NothingChanged, UnitCodeTaken, DayRefused or ValidationError.
    """
    actor = require(actor, KEEP_UNITS, unit_id=unit_id)
    unit = _living(take_unit(actor, unit_id))
    change = standing(unit, UnitEvent.RENAMED, day, document)
    before = _named(unit)
    unit.name, unit.code, unit.kind = name.strip(), code, kind
    after = _named(unit)
    if after == before:
        raise NothingChanged(unit)
    unit.full_clean(exclude=FORM, validate_unique=False, validate_constraints=False)
    refuse_taken(actor, code, unit.pk)
    add_change(actor, unit, change, now)
    unit.save(update_fields=["name", "code", "kind"])
    payload = told_of(change) | journal.changed(before, after, sealed={"name"})
    journal.record(actor, actions.UNIT_RENAMED.code, unit, payload, now, unit_id=unit.pk)
    return unit


@transaction.atomic
def move_unit(
    *, actor: Actor, unit_id: UUID, parent_id: UUID | None, day: date, document: str = "", now: datetime
) -> WorkUnit:
    """Put a unit, with all that stands below it, under another parent (None: at the top) from `day` on.

    Raises PermissionDenied, UnitNotFound, UnitEnded (of either), NothingChanged, CyclicTree, TreeTooDeep, DayRefused,
    or ValidationError for a parent that the agency does not have.
    """
    actor = require(actor, KEEP_UNITS, unit_id=unit_id)
    unit = _living(take_unit(actor, unit_id))
    if unit.parent_id == parent_id:
        raise NothingChanged(unit)
    _check_way_up(actor, unit, parent_id)
    _moved(actor, unit, parent_id, (day, document), now)
    return unit


def _check_way_up(actor: Actor, unit: WorkUnit, parent_id: UUID | None) -> None:
    if parent_id is None:
        return
    path = path_of(actor, parent_id)
    if not path:
        raise ValidationError({"parent": "no such unit"})
    if unit.pk in {above.pk for above in path}:
        raise CyclicTree(unit)
    _living(path[-1])
    if len(path) + 1 + len(levels_below(actor, unit.pk)) > MOST_LEVELS:
        raise TreeTooDeep(path[-1])


def _moved(actor: Actor, unit: WorkUnit, parent_id: UUID | None, ground: tuple[date, str], now: datetime) -> None:
    change = standing(unit, UnitEvent.MOVED, *ground)
    add_change(actor, unit, change, now)
    before = {"parent": unit.parent_id}
    unit.parent_id = parent_id
    unit.save(update_fields=["parent"])
    payload = told_of(change) | journal.changed(before, {"parent": parent_id})
    journal.record(actor, actions.UNIT_MOVED.code, unit, payload, now, unit_id=unit.pk)


@transaction.atomic
def merge_unit(*, actor: Actor, unit_id: UUID, into_id: UUID, day: date, document: str = "", now: datetime) -> WorkUnit:
    """Let another unit take over a unit from `day` on: it ends the day before, and what stands below it moves along.

    Its worksheets stay with it. Raises PermissionDenied, UnitNotFound, UnitEnded (of either), CyclicTree for a merger
    into itself or into what stands below it, DayRefused, or ValidationError for a unit that the agency does not have.
    """
    actor = require(actor, KEEP_UNITS, unit_id=unit_id)
    unit = _living(take_unit(actor, unit_id))
    path = path_of(actor, into_id)
    if not path:
        raise ValidationError({"into": "no such unit"})
    if unit.pk in {above.pk for above in path}:
        raise CyclicTree(unit)
    into = _living(path[-1])
    if into.since is not None and into.since > day:
        raise UnitEnded(into)
    change = standing(unit, UnitEvent.MERGED, day, document)
    change.into = into
    if len(path) + len(levels_below(actor, unit.pk)) > MOST_LEVELS:
        raise TreeTooDeep(into)
    for part in WorkUnit.objects.for_actor(actor).filter(parent=unit, until__isnull=True):
        _moved(actor, part, into.pk, (day, document), now)
    _ended(actor, unit, change, now)
    return unit


@transaction.atomic
def close_unit(*, actor: Actor, unit_id: UUID, day: date, document: str = "", now: datetime) -> WorkUnit:
    """End a unit: `day` is the first on which it is no more. Its worksheets stay readable.

    Raises PermissionDenied, UnitNotFound, UnitEnded, UnitHasParts where units stand below it, or DayRefused.
    """
    actor = require(actor, KEEP_UNITS, unit_id=unit_id)
    unit = _living(take_unit(actor, unit_id))
    parts = WorkUnit.objects.for_actor(actor).filter(parent=unit, until__isnull=True).count()
    if parts:
        raise UnitHasParts(unit, parts)
    _ended(actor, unit, standing(unit, UnitEvent.CLOSED, day, document), now)
    return unit


def _ended(actor: Actor, unit: WorkUnit, change: UnitChange, now: datetime) -> None:
    add_change(actor, unit, change, now)
    before = {"until": unit.until}
    unit.until = change.day - timedelta(days=1)
    unit.save(update_fields=["until"])
    merged = change.event == UnitEvent.MERGED
    action = actions.UNIT_MERGED if merged else actions.UNIT_CLOSED
    payload = told_of(change) | ({"into": change.into_id} if merged else {})
    payload |= journal.changed(before, {"until": unit.until})
    journal.record(actor, action.code, unit, payload, now, unit_id=unit.pk)


@transaction.atomic
def reopen_unit(*, actor: Actor, unit_id: UUID, day: date, document: str = "", now: datetime) -> WorkUnit:
    """Let a unit that ended exist again from `day` on.

    Raises PermissionDenied, UnitNotFound, UnitNotEnded, UnitEnded where its parent is no more, or DayRefused.
    """
    actor = require(actor, KEEP_UNITS, unit_id=unit_id)
    unit = take_unit(actor, unit_id)
    if unit.until is None:
        raise UnitNotEnded(unit)
    if unit.parent is not None:
        _living(unit.parent)
    change = standing(unit, UnitEvent.REOPENED, day, document)
    if day <= unit.until:
        raise DayBeforeNewest(unit, unit.until + timedelta(days=1))
    add_change(actor, unit, change, now)
    before = {"until": unit.until}
    unit.until = None
    unit.save(update_fields=["until"])
    payload = told_of(change) | journal.changed(before, {"until": None})
    journal.record(actor, actions.UNIT_REOPENED.code, unit, payload, now, unit_id=unit.pk)
    return unit


def _living(unit: WorkUnit) -> WorkUnit:
    """Return the unit. Raises UnitEnded where it is no more."""
    if unit.until is not None:
        raise UnitEnded(unit)
    return unit


def _named(unit: WorkUnit) -> dict[str, object]:
    return {"name": unit.name, "code": unit.code, "kind": str(unit.kind)}
