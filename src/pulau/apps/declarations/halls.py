"""Which halls are to be told how many employees have signed, and having them told soon after a signature.

pacts_changed(tenant_id=actor.tenant_id, now=now)          # in the transaction of the change
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.declarations.models import Declaration, DeclarationState
from pulau.foundation.jobs.queue import enqueue, waiting

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAUSE: Final = timedelta(seconds=3)
"""Counts are told no more often than this: an office that signs all at once is told in a few steps."""
AFTERWARDS: Final = timedelta(hours=12)
"""So long after the leaders' last signature the ceremony goes on: then everybody else signs."""
TELL: Final = "pulau.apps.declarations.tasks.tell_pacts"


def pacts_changed(*, tenant_id: UUID, now: datetime) -> None:
    """Have the halls of a body told soon that pacts were signed; nothing where no ceremony is going on."""
    if going_on(tenant_id, now).exists() and not waiting(TELL, tenant=str(tenant_id)):
        enqueue(TELL, after=now + PAUSE, tenant=str(tenant_id))


def going_on(tenant_id: UUID, now: datetime) -> QuerySet[Declaration]:
    """Return the declarations at whose ceremony employees may be signing: opened, or held a moment ago."""
    held = Q(state=DeclarationState.HELD, held_at__gt=now - AFTERWARDS, record__isnull=True)
    return Declaration.objects.for_tenant(tenant_id).filter(Q(state=DeclarationState.OPEN) | held)
