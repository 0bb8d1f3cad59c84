"""Taking a list in, step by step: its file, its columns, what it would do, and its writing batch by batch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.foundation.imports import actions
from pulau.foundation.imports.columns import guess, is_corrections
from pulau.foundation.imports.models import LONGEST_FILE_NAME, ImportFile, ImportRow, ImportRun, RunState
from pulau.foundation.imports.selectors import counts_of, get_importer_for, get_run_for, rows_of
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.importers import Outcome
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.exchange.table_reading import Table

AT_ONCE: Final = 1_000
"""Up to so many rows a file is checked while its person waits; a longer one as a job."""
CHECK: Final = "pulau.foundation.imports.tasks.check"
WRITE: Final = "pulau.foundation.imports.tasks.write"
CHUNK: Final = 500
_OPEN: Final = (RunState.COLUMNS, RunState.CHECKING, RunState.READY)


class ImportMovedOn(Exception):  # noqa: N818 - a fact, as every error of this project
    """The import is past this step, or not yet there."""


class EndingRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """What is missing cannot be ended: rows could not be read, or the file holds corrections only."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was read: its name, the digest (SHA-256) of its bytes, its table."""

    name: str
    sha256: str
    table: Table


@transaction.atomic
def upload_list(*, actor: Actor, kind: str, upload: Upload, now: datetime) -> ImportRun:
    """Keep a file for import, its columns guessed. Raises ListNotFound, PermissionDenied."""
    importer = get_importer_for(actor, kind)
    actor = require(actor, importer.action)
    head = list(upload.table.head)
    run = ImportRun(
        tenant_id=actor.tenant_id,
        kind=kind,
        file_name=upload.name[-LONGEST_FILE_NAME:],
        sha256=upload.sha256,
        head=head,
        mapping=guess(importer, head),
        corrections=is_corrections(head),
        rows=len(upload.table.lines),
        by_id=actor.user_id,
        created_at=now,
        touched_at=now,
    )
    run.save(force_insert=True)
    text = json.dumps([[line.number, line.cells] for line in upload.table.lines], separators=(",", ":"))
    ImportFile(tenant_id=actor.tenant_id, run=run, table=text).save(force_insert=True)
    payload = {"kind": kind, "sha256": upload.sha256, "rows": run.rows}
    journal.record(actor, actions.UPLOADED.code, run, payload, now)
    return run


@transaction.atomic
def settle_columns(*, actor: Actor, run_id: UUID, mapping: dict[str, int], now: datetime) -> ImportRun:
    """Say which column is which; the file is then checked anew, a long one by a job. Raises ImportMovedOn."""
    run = get_run_for(actor, run_id, lock=True)
    actor = require(actor, get_importer_for(actor, run.kind).action)
    if run.state not in _OPEN:
        raise ImportMovedOn
    rows_of(run).delete()
    run.mapping, run.state, run.touched_at = mapping, RunState.CHECKING, now
    run.save(update_fields=["mapping", "state", "touched_at"])
    journal.record(actor, actions.MAPPED.code, run, {"columns": sorted(mapping)}, now)
    if run.rows > AT_ONCE:
        enqueue(CHECK, tenant=str(run.tenant_id), run=str(run.pk))
    return run


@transaction.atomic
def keep_plan(*, actor: Actor, run_id: UUID, mapping: dict[str, int], rows: list[ImportRow], now: datetime) -> None:
    """Keep what a file would do; nothing where its columns were settled otherwise meanwhile."""
    run = get_run_for(actor, run_id, lock=True)
    actor = require(actor, get_importer_for(actor, run.kind).action)
    if run.state != RunState.CHECKING or run.mapping != mapping:
        return
    ImportRow.objects.for_actor(actor).bulk_create(rows, batch_size=CHUNK)
    counts = counts_of(run)
    run.size = counts[Outcome.ADDED] + counts[Outcome.CHANGED] + counts[Outcome.SAME]
    run.state, run.touched_at = RunState.READY, now
    run.save(update_fields=["size", "state", "touched_at"])
    journal.record(actor, actions.CHECKED.code, run, counts, now)


@transaction.atomic
def start_import(*, actor: Actor, run_id: UUID, end_missing: bool, now: datetime) -> ImportRun:
    """Begin writing, as a job. Raises ImportMovedOn, EndingRefused."""
    run = get_run_for(actor, run_id, lock=True)
    actor = require(actor, get_importer_for(actor, run.kind).action)
    if run.state != RunState.READY:
        raise ImportMovedOn
    counts = counts_of(run)
    if end_missing:
        if counts[Outcome.REFUSED] or run.corrections:
            raise EndingRefused
        run.size += counts[Outcome.MISSING]
    run.end_missing, run.state, run.by_id = end_missing, RunState.RUNNING, actor.user_id
    run.started_at = run.touched_at = now
    run.save(update_fields=["size", "end_missing", "state", "by", "started_at", "touched_at"])
    ImportFile.objects.for_actor(actor).filter(run=run).delete()
    ending = counts[Outcome.MISSING] if end_missing else 0
    payload = {"kind": run.kind, "sha256": run.sha256, "rows": run.size, "ending": ending}
    journal.record(actor, actions.STARTED.code, run, payload, now)
    enqueue(WRITE, tenant=str(run.tenant_id), run=str(run.pk))
    return run


@transaction.atomic
def discard_import(*, actor: Actor, run_id: UUID, now: datetime) -> None:
    """Throw a file away that was not written: its rows go, that it was there stays. Raises ImportMovedOn."""
    run = get_run_for(actor, run_id, lock=True)
    actor = require(actor, get_importer_for(actor, run.kind).action)
    if run.state not in _OPEN:
        raise ImportMovedOn
    rows_of(run).delete()
    ImportFile.objects.for_actor(actor).filter(run=run).delete()
    run.state, run.finished_at = RunState.DISCARDED, now
    run.save(update_fields=["state", "finished_at"])
    journal.record(actor, actions.DISCARDED.code, run, {"kind": run.kind, "rows": run.rows}, now)


@transaction.atomic
def requeue_import(*, actor: Actor, run_id: UUID, now: datetime) -> None:
    """Put the job of an import into the queue again, where it was lost; it goes on where it stood."""
    run = get_run_for(actor, run_id, lock=True)
    actor = require(actor, get_importer_for(actor, run.kind).action)
    job = {RunState.CHECKING: CHECK, RunState.RUNNING: WRITE}.get(RunState(run.state))
    if job is None:
        return
    run.touched_at = now
    run.save(update_fields=["touched_at"])
    journal.record(actor, actions.RESUMED.code, run, {"kind": run.kind, "done": run.done}, now)
    enqueue(job, tenant=str(run.tenant_id), run=str(run.pk))


@transaction.atomic
def stop_import(*, actor: Actor, run_id: UUID, reason: str, now: datetime) -> None:
    """Stop an import whose job cannot go on; what was written stays written. The system acts."""
    run = ImportRun.objects.for_actor(actor).select_for_update().get(pk=run_id)
    run.state, run.stop_reason, run.finished_at = RunState.STOPPED, reason, now
    run.save(update_fields=["state", "stop_reason", "finished_at"])
    ImportFile.objects.for_actor(actor).filter(run=run).delete()
    journal.record(actor, actions.STOPPED.code, run, {"kind": run.kind, "done": run.done, "reason": reason}, now)


@transaction.atomic
def record_export(*, actor: Actor, kind: str, private: bool, now: datetime) -> None:
    """Write down that a list was given out; `private` where its private columns were. Raises ListNotFound (404)."""
    actor = require(actor, get_importer_for(actor, kind).action)
    body = Tenant(pk=actor.tenant_id)
    journal.record(actor, actions.EXPORTED.code, body, {"kind": kind, "private": private}, now)


@transaction.atomic
def record_problems_export(*, actor: Actor, run_id: UUID, now: datetime) -> None:
    """Write down that the rows that were not taken were given out, as they came. Raises ImportNotFound (404).

    `private` tells whether a private column (NIK) was among those of the file.
    """
    run = get_run_for(actor, run_id)
    importer = get_importer_for(actor, run.kind)
    actor = require(actor, importer.action)
    private = any(column.sealed for column in importer.columns if column.key in run.mapping)
    journal.record(actor, actions.PROBLEMS_EXPORTED.code, run, {"kind": run.kind, "private": private}, now)
