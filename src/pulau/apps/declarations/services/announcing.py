"""Telling the hall how many employees have signed, while a ceremony is going on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pulau.apps.agencies.contract import units_of
from pulau.apps.declarations.models import CeremonyEvent, Declaration, DeclarationState, EventKind
from pulau.apps.declarations.selectors.tally import tally
from pulau.apps.declarations.services.ceremony import record_event
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import enqueue, waiting
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

PAUSE: Final = timedelta(seconds=3)
"""Counts are told no more often than this: an office that signs all at once is told in a few steps."""
AFTERWARDS: Final = timedelta(hours=12)
"""So long after the leaders' last signature the ceremony goes on: then everybody else signs."""
MOST_PLACES: Final = 100
"""Units named one by one; of more only the sum is told."""
TELL: Final = "pulau.apps.declarations.tasks.tell_pacts"


def pacts_changed(*, tenant_id: UUID, now: datetime) -> None:
    """Have the halls of a body told soon that pacts were signed; nothing where no ceremony is going on."""
    if _going_on(tenant_id, now).exists() and not waiting(TELL, tenant=str(tenant_id)):
        enqueue(TELL, after=now + PAUSE, tenant=str(tenant_id))


def tell_halls(*, tenant_id: UUID, now: datetime) -> int:
    """Count, and tell every hall of a body; return how many were told something new."""
    told = 0
    with behind_wall(tenant_id):
        system = Actor.system(tenant_id)
        for declaration in _going_on(tenant_id, now):
            told += tell_pacts(actor=system, declaration=declaration, now=now)
    return told


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


def _going_on(tenant_id: UUID, now: datetime) -> QuerySet[Declaration]:
    """Return the declarations at whose ceremony employees may be signing: opened, or held a moment ago."""
    held = Q(state=DeclarationState.HELD, held_at__gt=now - AFTERWARDS, record__isnull=True)
    return Declaration.objects.for_tenant(tenant_id).filter(Q(state=DeclarationState.OPEN) | held)


def _counted(actor: Actor, declaration: Declaration, now: datetime) -> Mapping[str, object]:
    counts = tally(actor, declaration.year, today_of(actor, now)).units
    rows: list[tuple[UUID, str, UUID | None]] = list(
        units_of(actor).order_by("name").values_list("pk", "name", "parent_id")
    )
    spoken_for = _within(declaration.unit_id, rows)
    found = [(name, counts[pk].count) for pk, name, _ in rows if pk in spoken_for and pk in counts]
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
