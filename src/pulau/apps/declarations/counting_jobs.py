"""What the jobs of counting do: one body behind its wall, or all of them one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.declarations.recounting import COUNT_BODY, THIS_YEAR
from pulau.apps.declarations.services.counting import recount
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import enqueue_once
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from datetime import datetime


def count_one(tenant_id: UUID, year: int, now: datetime) -> None:
    """Count one body for a year (THIS_YEAR: the one that it is there)."""
    with behind_wall(tenant_id):
        system = Actor.system(tenant_id)
        recount(actor=system, year=year or today_of(system, now).year, now=now)


def queue_all() -> None:
    """Queue a count of every body: a job each, so that none runs long and one that fails leaves the others."""
    for tenant_id in Tenant.objects.order_by("pk").values_list("pk", flat=True):
        enqueue_once(COUNT_BODY, tenant=str(tenant_id), year=THIS_YEAR)
