"""Which halls are to be told how many employees have signed, and having them told soon after a signature.

pacts_changed(tenant_id=actor.tenant_id, now=now)          # in the transaction of the change
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pulau.apps.declarations.models import Declaration, DeclarationState
from pulau.foundation.jobs.queue import enqueue_once

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAUSE: Final = timedelta(seconds=3)
"""Counts are told no more often than this: an office that signs all at once is told in a few steps."""
AFTERWARDS: Final = timedelta(hours=12)
"""So long after the leaders' last signature the ceremony goes on: then everybody else signs."""
TELL: Final = "pulau.apps.declarations.tasks.tell_pacts"


def pacts_changed(*, tenant_id: UUID, now: datetime) -> None:
    """Have the halls of a body told soon that pacts were signed; nothing where no ceremony is going on.

    Queued when the transaction has committed: only then a job that waits already is sure to see the change.
    """
    if going_on(tenant_id, now).exists():
        queue = partial(enqueue_once, TELL, after=now + PAUSE, tenant=str(tenant_id))
        transaction.on_commit(queue, robust=True)


def going_on(tenant_id: UUID, now: datetime) -> QuerySet[Declaration]:
    """Return the declarations at whose ceremony employees may be signing: opened, or held a moment ago."""
    held = Q(state=DeclarationState.HELD, held_at__gt=now - AFTERWARDS, record__isnull=True)
    return Declaration.objects.for_tenant(tenant_id).filter(Q(state=DeclarationState.OPEN) | held)
