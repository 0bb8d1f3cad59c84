"""Making a long file of a year's data beside the pages, some cases at a time, with its progress."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from pulau.apps.assessments.desks.exporting import TABLES, cases_of_year, chunks_of, rows_of
from pulau.apps.assessments.models import Export, ExportState
from pulau.apps.assessments.policies import EXPORT
from pulau.exchange.data_tables import csv_table, write_parquet, write_workbook
from pulau.foundation import storage
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pulau.core.shared.actor import Actor
    from pulau.exchange.data_tables import Row

KEPT: Final = timedelta(days=7)
"""So long a file that was made can be fetched."""


@task()
def make_export(tenant: str, export: str) -> None:
    """Make the file of an export. A second run makes the same file again; who asked is asked anew whether they may."""
    tenant_id, key = UUID(tenant), UUID(export)
    with behind_wall(tenant_id):
        row = _rows(tenant_id).filter(pk=key).exclude(state=ExportState.DONE).first()
        actor = actor_in(tenant_id, row.by_id) if row else None
    if row is None:
        return
    if actor is None or not allowed(actor, EXPORT):
        _note(row, state=ExportState.STOPPED, finished_at=timezone.now())
        return
    with behind_wall(tenant_id, actor.user_id):
        ids = list(cases_of_year(actor, row.year).values_list("pk", flat=True))
    _note(row, state=ExportState.RUNNING, total=len(ids), done=0)
    with TemporaryDirectory(prefix="pulau-export-") as folder:
        path = Path(folder, "data")
        with path.open("wb") as stream:
            write(row, _walled(actor, row, ids), stream)
        size, digest = path.stat().st_size, storage.put_path(path)
    _note(row, state=ExportState.DONE, done=len(ids), digest=digest, size=size, finished_at=timezone.now())


@task()
def forget_exports() -> None:
    """Forget files that were made more than a week ago."""
    before = timezone.now() - KEPT
    for tenant in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant):
            _rows(tenant).filter(asked_at__lt=before).delete()


def write(row: Export, rows: Iterable[Row], stream: IO[bytes]) -> None:
    """Write rows of an export's table in its kind of file."""
    columns = TABLES[row.table].columns
    if row.kind == "xlsx":
        write_workbook(columns, rows, stream, name=row.table)
    elif row.kind == "parquet":
        write_parquet(columns, rows, stream)
    else:
        for line in csv_table(columns, rows):
            stream.write(line.encode())


def _walled(actor: Actor, row: Export, ids: list[UUID]) -> Iterator[Row]:
    """Yield all rows; each part is read in a transaction of its own, so that its progress is seen meanwhile."""
    done = 0
    for chunk in chunks_of(ids):
        with behind_wall(actor.tenant_id, actor.user_id):
            found = list(rows_of(actor, row.table, chunk))
        yield from found
        done += len(chunk)
        _note(row, done=done)


def _note(row: Export, **values: object) -> None:
    with behind_wall(row.tenant_id):
        _rows(row.tenant_id).filter(pk=row.pk).update(**values)


def _rows(tenant_id: UUID) -> QuerySet[Export]:
    return Export.objects.for_tenant(tenant_id).order_by()
