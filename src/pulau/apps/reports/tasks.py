"""Jobs of reports. Each may run twice: the second time changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pulau.apps.reports.models import ReportRun, RunState
from pulau.apps.reports.running import go_on
from pulau.apps.reports.services.runs import JOB
from pulau.foundation.jobs.queue import enqueue_once
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

LOST_AFTER: Final = timedelta(minutes=20)
"""A run that was not touched for so long has no job any more."""


@task()
def make_many(tenant: str, run: str) -> None:
    """Go on with a run from where it stands."""
    go_on(UUID(tenant), UUID(run))


@task()
def resume_runs() -> None:
    """Go on with runs whose job was lost: their worker was killed, or the store did not answer."""
    before = timezone.now() - LOST_AFTER
    for tenant_id in Tenant.objects.order_by("pk").values_list("pk", flat=True):
        with behind_wall(tenant_id):
            rows = ReportRun.objects.for_tenant(tenant_id).filter(state=RunState.RUNNING, touched_at__lt=before)
            for run_id in list(rows.values_list("pk", flat=True)):
                enqueue_once(JOB, tenant=str(tenant_id), run=str(run_id))
