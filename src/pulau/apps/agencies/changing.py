"""The row that keeps a unit as it was before a day, and the rules of its day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from pulau.apps.agencies.models import UnitChange, UnitEvent, WorkUnit
from pulau.apps.agencies.refusals import DayBeforeNewest, DayBeforeUnit, DayNotReached, UnitCodeTaken
from pulau.foundation.calendar import today_of
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor


FORM: Final = ["tenant", "parent"]
"""What `full_clean` leaves to the services: it would look for it beyond the tenant."""


def standing(unit: WorkUnit, event: UnitEvent, day: date, document: str) -> UnitChange:
    """Return the change of a unit as it stands now, not written yet."""
    return UnitChange(
        tenant_id=unit.tenant_id,
        unit=unit,
        event=event,
        day=day,
        name_before=unit.name,
        code_before=unit.code,
        kind_before=unit.kind,
        parent_before_id=unit.parent_id,
        document=document.strip(),
    )


def add_change(actor: Actor, unit: WorkUnit, change: UnitChange, now: datetime) -> None:
    """Write a change. Raises DayNotReached, DayBeforeUnit, DayBeforeNewest, or ValidationError for its document.

    Its `recorded_at` is later than that of every change of the unit before it, so that two of one day keep their order.
    """
    today = today_of(actor, now)
    if change.day > today:
        raise DayNotReached(unit, today)
    if unit.since is not None and change.day <= unit.since:
        raise DayBeforeUnit(unit, unit.since)
    newest = UnitChange.objects.for_actor(actor).filter(unit=unit).last()
    if newest is not None and change.day < newest.day:
        raise DayBeforeNewest(unit, newest.day)
    after = newest.recorded_at + timedelta(microseconds=1) if newest else now
    change.recorded_at = max(now, after)
    exclude = ["tenant", "unit", "parent_before", "into"]
    change.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
    change.save(force_insert=True)


def told_of(change: UnitChange) -> dict[str, object]:
    """Return what each entry of the journal says of a change: its row, its day, and its document as a digest."""
    document = {"document": fingerprint("document", change.document)} if change.document else {}
    return {"change": change.pk, "day": change.day, **document}


def refuse_taken(actor: Actor, code: str, unit_id: UUID | None = None) -> None:
    """Raise UnitCodeTaken where another unit than `unit_id` has the code, or had it and is still found by it."""
    units = WorkUnit.objects.for_actor(actor).filter(code=code).exclude(pk=unit_id)
    before = UnitChange.objects.for_actor(actor).filter(code_before=code).exclude(unit=unit_id)
    if units.exists() or before.exists():
        raise UnitCodeTaken(code)
