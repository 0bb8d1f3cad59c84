"""Writing an import, a batch of rows at a time: all of a batch or nothing of it, with the mark of how far it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from pulau.foundation.imports import actions
from pulau.foundation.imports.columns import row_of
from pulau.foundation.imports.models import ImportRow, RunState
from pulau.foundation.imports.selectors import content_of, counts_of, get_importer_for, get_run_for, rows_of
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.importers import Flaw, Outcome, RowBroke
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.core.shared.actor import Actor
    from pulau.foundation.imports.models import ImportRun
    from pulau.foundation.registry.importers import Importer

BATCH: Final = 1_000


@transaction.atomic
def write_batch(*, actor: Actor, run_id: UUID, now: datetime) -> bool:
    """Write the next batch of a running import, and move its mark in the same transaction; return whether more waits.

    A batch in which a row breaks is left unwritten as a whole: its rows say so, and the import goes on after it.
    Raises ImportNotFound or PermissionDenied where the actor may not (any more).
    """
    run = get_run_for(actor, run_id, lock=True)
    importer = get_importer_for(actor, run.kind)
    actor = require(actor, importer.action)
    if run.state != RunState.RUNNING:
        return False
    batch = list(rows_of(run).filter(position__gt=run.done, position__lte=min(run.done + BATCH, run.size)))
    broken = _broken_by(actor, importer, run, batch, now)
    if broken:
        _mark_broken(batch, broken)
    run.done = batch[-1].position if batch else run.size
    payload = {"upto": run.done, "rows": len(batch), "written": not broken}
    journal.record(actor, actions.BATCH_WRITTEN.code, run, payload, now)
    run.touched_at = now
    if run.done >= run.size:
        run.state, run.finished_at = RunState.DONE, now
        journal.record(actor, actions.FINISHED.code, run, counts_of(run), now)
    run.save(update_fields=["done", "touched_at", "state", "finished_at"])
    return run.state == RunState.RUNNING


def _broken_by(
    actor: Actor, importer: Importer, run: ImportRun, batch: Sequence[ImportRow], now: datetime
) -> Mapping[int, Flaw]:
    """Write a batch; return what broke it, by row number (0: what the file does not name), empty where nothing did."""
    try:
        with transaction.atomic():
            _write(actor, importer, run, batch, now)
    except RowBroke as broke:
        return broke.flaws
    except IntegrityError:  # somebody else wrote the same meanwhile
        return {-1: Flaw("taken-meanwhile")}
    return {}


def _write(actor: Actor, importer: Importer, run: ImportRun, batch: Sequence[ImportRow], now: datetime) -> None:
    contents = [(row, content_of(row)) for row in batch]
    named = [row_of(row.number, content.cells, run.mapping) for row, content in contents if row.number]
    missing = [content.key for row, content in contents if not row.number]
    outcomes = importer.write(actor, named, now) if named else {}
    if missing:
        importer.end(actor, missing, now)
    moved: dict[Outcome, list[ImportRow]] = {}
    for row in batch:
        outcome = outcomes[row.number] if row.number else Outcome.ENDED
        if outcome != row.outcome:
            moved.setdefault(outcome, []).append(row)
    for outcome, rows in moved.items():
        rows_of(run).filter(pk__in=[row.pk for row in rows]).update(outcome=outcome)


def _mark_broken(batch: Sequence[ImportRow], flaws: Mapping[int, Flaw]) -> None:
    """Say of each row of a batch that it was not written, and why: its own flaw, or the row that broke the batch."""
    numbers = ", ".join(str(number) for number in sorted(flaws)[:5] if number > 0)
    others = Flaw("batch-broken", params={"rows": numbers}) if numbers else next(iter(flaws.values()))
    for row in batch:
        row.outcome = Outcome.BROKEN
        content = replace(content_of(row), flaws=[flaws.get(row.number, others)])
        row.content = content.text()
    ImportRow.objects.for_tenant(batch[0].tenant_id).bulk_update(batch, ["outcome", "content"], batch_size=200)
