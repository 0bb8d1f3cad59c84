"""Jobs: looking at titles every day, setting certificates once their witnesses signed. Each may run twice."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from pulau.apps.outcomes.models import CertificateRequest
from pulau.apps.outcomes.selectors import newest_cases
from pulau.apps.outcomes.services.certifying import FIRST_LOOK, SET, set_requested
from pulau.apps.outcomes.services.finding import find_triggers
from pulau.apps.outcomes.telling import tell_found
from pulau.apps.signing.contract import SigningRefused
from pulau.core.shared.actor import Actor
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

_log = logging.getLogger(__name__)
RARELY: Final = timedelta(minutes=5)
"""So far apart the looks are at most, where witnesses are away for long."""


@task()
def look_at_titles() -> None:
    """Find by rule, body by body, what makes titles be examined, and tell those who are asked about it."""
    now = timezone.now()
    for tenant in Tenant.objects.values_list("pk", flat=True):
        with transaction.atomic(), behind_wall(tenant):  # what is found is told, or is not found yet
            made = find_triggers(actor=Actor.system(tenant), now=now)
            units = [row.title_held.unit_id for row in made if row.title_held.unit_id]
            cases = newest_cases(tenant, units)
            for row in made:
                case = cases.get(row.title_held.unit_id) if row.title_held.unit_id else None
                if case is not None:
                    tell_found(case, row, now)


@task()
def set_certificate(tenant: str, request: str) -> None:
    """Prepare a certificate that waits for its witnesses; where they did not sign yet, look again later."""
    now = timezone.now()
    asked_at = _set(UUID(tenant), UUID(request), now)
    if asked_at is not None:
        pause = min(max((now - asked_at) / 4, FIRST_LOOK), RARELY)
        enqueue(SET, after=now + pause, tenant=tenant, request=request)


@task()
def resume_certificates() -> None:
    """Look at every certificate that waits: also where its job was lost, or the queue put back from a backup."""
    for tenant in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant):
            rows = CertificateRequest.objects.for_tenant(tenant).filter(ended_at__isnull=True)
            waiting = list(rows.values_list("pk", flat=True))
        for request in waiting:
            try:
                _set(tenant, request, timezone.now())
            except (SigningRefused, OSError) as problem:  # one that cannot be set holds up no others
                _log.error("certificate %s cannot be set: %s", request, problem)


def _set(tenant: UUID, request: UUID, now: datetime) -> datetime | None:
    """Set one certificate; None where it waits no longer, else since when it does."""
    with behind_wall(tenant):
        if not set_requested(actor=Actor.system(tenant), request_id=request, now=now):
            return None
        asked: datetime = (
            CertificateRequest.objects.for_tenant(tenant).values_list("asked_at", flat=True).get(pk=request)
        )
        return asked
