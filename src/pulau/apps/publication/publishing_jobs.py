"""What the jobs of publishing do: one body behind its wall, or all one after another; then the country's sums."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.publication.counting import count_country
from pulau.apps.publication.following import PUBLISH
from pulau.apps.publication.services.publishing import Publication, publish_body
from pulau.core.shared.actor import Actor
from pulau.foundation.jobs.queue import enqueue_once
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from datetime import datetime

COUNT: Final = "pulau.apps.publication.tasks.count"
SOON: Final = timedelta(seconds=30)
"""How long the country's sums wait for other bodies that changed too."""


def publish_one(tenant_id: UUID, now: datetime) -> Publication:
    """Publish one body, and have the country counted where it changed."""
    with behind_wall(tenant_id):
        done = publish_body(actor=Actor.system(tenant_id), now=now)
    if done.changed:
        enqueue_once(COUNT, after=now + SOON)
    return done


def queue_all() -> None:
    """Queue a publication of every body: a job each, so that none runs long and one that fails leaves the others."""
    for tenant_id in Tenant.objects.order_by("pk").values_list("pk", flat=True):
        enqueue_once(PUBLISH, tenant=str(tenant_id))


def publish_everything(now: datetime) -> int:
    """Publish every body and count the country at once, for the demo and commands. Returns how many units changed."""
    tenants = list(Tenant.objects.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for tenant_id in tenants:
        with behind_wall(tenant_id):
            changed += publish_body(actor=Actor.system(tenant_id), now=now).changed
    count_country(now)
    return changed
