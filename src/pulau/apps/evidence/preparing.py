"""Scanning a version, making pages to look at of it, and keeping its words: in a job, outside of any transaction."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pulau.apps.evidence.models import Preparation, PreparationState
from pulau.foundation.tenancy.wall import behind_wall


def prepare(tenant_id: UUID, version_id: UUID) -> None:
    """Prepare a version that waits for it; one that does not is left alone."""
    with behind_wall(tenant_id), transaction.atomic():
        rows = Preparation.objects.for_tenant(tenant_id).select_for_update()
        row = rows.filter(version_id=version_id, state=PreparationState.WAITING).first()
        if row is not None:
            row.state, row.prepared_at = PreparationState.PARTLY, timezone.now()
            row.save(update_fields=["state", "prepared_at"])
