"""Jobs: timestamps that were missing, and runs over many documents. Each may run twice: what was done is marked."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pulau.apps.signing.advancing import advance
from pulau.apps.signing.models import RunState, Signatory, SigningRun
from pulau.apps.signing.services.completing import complete_document
from pulau.apps.signing.wishes import SigningRefused
from pulau.core.shared.actor import Actor
from pulau.exchange.signatures.signing import Level, TimestampsAway
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

MOST_AT_ONCE: Final = 500
"""Documents that one job gives a timestamp; the rest waits for the next, ten minutes later."""
LOST_AFTER: Final = timedelta(minutes=30)
"""A run that was not touched for so long has no job any more: pauses are shorter."""
_log = logging.getLogger(__name__)


@task()
def complete_timestamps() -> None:
    """Give a timestamp to every document with a signature that has none, as far as the authority answers."""
    left = MOST_AT_ONCE
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant_id):
            rows = Signatory.objects.for_tenant(tenant_id).filter(version__isnull=False, level=Level.B_B)
            waiting = list(rows.order_by().values_list("document_id", flat=True).distinct()[:left])
        for document_id in waiting:
            if not _completed(tenant_id, document_id):
                return
        left -= len(waiting)
        if left <= 0:
            return


@task()
def sign_many(tenant: str, run: str) -> None:
    """Go on with a run from where it stands; each document is signed, and committed, by itself."""
    advance(UUID(tenant), UUID(run))


@task()
def resume_runs() -> None:
    """Go on with runs whose job was lost: their worker was killed, or the queue was put back from a backup."""
    before = timezone.now() - LOST_AFTER
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant_id):
            rows = SigningRun.objects.for_tenant(tenant_id).filter(
                state__in=(RunState.RUNNING, RunState.PAUSED), touched_at__lt=before
            )
            lost = list(rows.values_list("pk", flat=True))
        for run_id in lost:
            advance(tenant_id, run_id)


def _completed(tenant_id: UUID, document_id: UUID) -> bool:
    """Complete one document; False where there is no use in going on. One that cannot be read holds up no others."""
    try:
        with behind_wall(tenant_id):
            complete_document(actor=Actor.system(tenant_id), document_id=document_id, now=timezone.now())
    except TimestampsAway:
        return False
    except (SigningRefused, OSError) as problem:
        _log.error("document %s got no timestamp: %s", document_id, problem)
    return True
