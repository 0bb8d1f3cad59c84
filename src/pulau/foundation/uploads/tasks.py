"""Sweeping away what nobody came back for."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.uploads import keeping, staging


@task()
def sweep() -> None:
    """Remove uploads that have expired, and files whose row was never committed."""
    now = timezone.now()
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant_id):
            gone = keeping.sweep(tenant_id, now)
        for upload_id in gone:  # after the commit: a file without its row is swept another time, not the contrary
            staging.remove(upload_id)
    for upload_id in staging.older_than(2 * keeping.KEPT.total_seconds()):
        staging.remove(upload_id)
