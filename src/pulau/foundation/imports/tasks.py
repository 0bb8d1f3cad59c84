"""Jobs of imports, each behind the wall of its tenant. One may run twice: what was done is marked as it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks import task

from pulau.core.shared.actor import Actor
from pulau.foundation.imports.models import ImportFile, ImportRow, ImportRun
from pulau.foundation.imports.planning import check_run
from pulau.foundation.imports.selectors import ImportNotFound, ListNotFound
from pulau.foundation.imports.services import stop_import
from pulau.foundation.imports.writing import write_batch
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

KEPT: Final = timedelta(days=30)
"""How long the rows of an import can be looked at and downloaded; that it happened, and its figures, stay."""
_RIGHTS_GONE: Final = (PermissionDenied, ImportNotFound, ListNotFound)


@task()
def check(tenant: str, run: str) -> None:
    """Find out what a file would do."""
    tenant_id, run_id = UUID(tenant), UUID(run)
    try:
        with behind_wall(tenant_id):
            check_run(actor=_actor_of(tenant_id, run_id), run_id=run_id, now=timezone.now())
    except _RIGHTS_GONE:
        _stop(tenant_id, run_id)


@task()
def write(tenant: str, run: str) -> None:
    """Write an import from where it stands to its end: each batch behind the wall, and committed, by itself."""
    tenant_id, run_id = UUID(tenant), UUID(run)
    try:
        while _one_batch(tenant_id, run_id):
            pass
    except _RIGHTS_GONE:
        _stop(tenant_id, run_id)


@task()
def tidy() -> None:
    """Forget the rows of imports that ended, or lay untouched, a month ago."""
    before = timezone.now() - KEPT
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant_id):
            old = ImportRun.objects.for_tenant(tenant_id).filter(touched_at__lt=before)
            for model in (ImportRow, ImportFile):
                model.objects.for_tenant(tenant_id).filter(run__in=old.values("pk")).delete()


def _one_batch(tenant_id: UUID, run_id: UUID) -> bool:
    with behind_wall(tenant_id):
        return write_batch(actor=_actor_of(tenant_id, run_id), run_id=run_id, now=timezone.now())


def _actor_of(tenant_id: UUID, run_id: UUID) -> Actor:
    """Return who started an import, with the rights they have now. Raises ImportNotFound, PermissionDenied."""
    run = ImportRun.objects.for_tenant(tenant_id).filter(pk=run_id).first()
    if run is None:
        raise ImportNotFound(run_id)
    if run.by_id is None:
        return Actor.system(tenant_id)
    actor = actor_in(tenant_id, run.by_id)
    if actor is None:
        raise PermissionDenied
    return actor


def _stop(tenant_id: UUID, run_id: UUID) -> None:
    with behind_wall(tenant_id):
        stop_import(actor=Actor.system(tenant_id), run_id=run_id, reason="rights-gone", now=timezone.now())
