"""Having the halls told how many employees have signed: soon after a signature, by a job, while a ceremony goes on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.declarations.models import Declaration, DeclarationState
from pulau.apps.declarations.services.announcing import tell_pacts
from pulau.core.shared.actor import Actor
from pulau.foundation.jobs.queue import enqueue, waiting
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAUSE: Final = timedelta(seconds=3)
"""Counts are told no more often than this: an office that signs all at once is told in a few steps."""
AFTERWARDS: Final = timedelta(hours=12)
"""So long after the leaders' last signature the ceremony goes on: then everybody else signs."""
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


def _going_on(tenant_id: UUID, now: datetime) -> QuerySet[Declaration]:
    """Return the declarations at whose ceremony employees may be signing: opened, or held a moment ago."""
    held = Q(state=DeclarationState.HELD, held_at__gt=now - AFTERWARDS, record__isnull=True)
    return Declaration.objects.for_tenant(tenant_id).filter(Q(state=DeclarationState.OPEN) | held)
