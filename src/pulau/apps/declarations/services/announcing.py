"""Telling the hall how many employees have signed, while a ceremony is going on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import units_of
from pulau.apps.declarations.models import CeremonyEvent, Declaration, EventKind
from pulau.apps.declarations.selectors.tally import pledged_by_unit
from pulau.apps.declarations.services.ceremony import record_event
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of

if TYPE_CHECKING:
    from collections.abc import Mapping


MOST_PLACES: Final = 100
"""Units named one by one; of more only the sum is told."""


@transaction.atomic
def tell_pacts(*, actor: Actor, declaration: Declaration, now: datetime) -> bool:
    """Count the pacts of those for whom a declaration speaks, and note it where it differs from what was told last."""
    payload = _counted(actor, declaration, now)
    events = CeremonyEvent.objects.for_actor(actor).filter(declaration=declaration, kind=EventKind.PACTS)
    last = events.order_by("-number").values_list("payload", flat=True).first()
    if last == payload:
        return False
    record_event(actor=actor, declaration=declaration, kind=EventKind.PACTS, payload=payload, now=now)
    return True


def _counted(actor: Actor, declaration: Declaration, now: datetime) -> Mapping[str, object]:
    counts = pledged_by_unit(actor, declaration.year, today_of(actor, now))
    rows: list[tuple[UUID, str, UUID | None]] = list(
        units_of(actor).order_by("name").values_list("pk", "name", "parent_id")
    )
    spoken_for = _within(declaration.unit_id, rows)
    found = [(name, counts[pk]) for pk, name, _ in rows if pk in spoken_for and pk in counts]
    places = [(name, count.signed, count.staff) for name, count in found if count.staff]
    told = [{"name": name, "signed": signed, "staff": staff} for name, signed, staff in places]
    return {
        "signed": sum(signed for _name, signed, _staff in places),
        "staff": sum(staff for _name, _signed, staff in places),
        "units": told if len(told) <= MOST_PLACES else [],
    }


def _within(unit_id: UUID | None, rows: list[tuple[UUID, str, UUID | None]]) -> set[UUID]:
    """Return the unit and all below it; all units where the whole body declares."""
    if unit_id is None:
        return {pk for pk, _, _ in rows}
    found = {unit_id}
    while more := {pk for pk, _, parent in rows if parent in found} - found:
        found |= more
    return found
