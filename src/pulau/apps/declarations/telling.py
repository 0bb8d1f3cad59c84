"""Telling the halls of a body, by a job, how many employees have signed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pulau.apps.declarations.halls import going_on
from pulau.apps.declarations.services.announcing import tell_pacts
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.wall import behind_wall


def tell_halls(*, tenant_id: UUID, now: datetime) -> int:
    """Count, and tell every hall of a body; return how many were told something new."""
    told = 0
    with behind_wall(tenant_id):
        system = Actor.system(tenant_id)
        for declaration in going_on(tenant_id, now):
            told += tell_pacts(actor=system, declaration=declaration, now=now)
    return told
