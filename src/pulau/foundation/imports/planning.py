"""What a file would do, row by row, asked of its importer; nothing is written here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.foundation.imports.columns import form_flaw, row_of
from pulau.foundation.imports.models import ImportRow, RunState
from pulau.foundation.imports.selectors import Content, get_importer_for, get_run_for, table_of
from pulau.foundation.imports.services import keep_plan
from pulau.foundation.registry.importers import Judged, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pulau.core.shared.actor import Actor
    from pulau.foundation.imports.models import ImportRun
    from pulau.foundation.registry.importers import Importer, Plan


def check_run(*, actor: Actor, run_id: UUID, now: datetime) -> None:
    """Find out what a file would do, and keep it. Raises ImportNotFound, ListNotFound, PermissionDenied."""
    run = get_run_for(actor, run_id)
    if run.state == RunState.CHECKING:
        rows = planned_rows(actor, get_importer_for(actor, run.kind), run, now)
        keep_plan(actor=actor, run_id=run_id, mapping=run.mapping, rows=rows, now=now)


def planned_rows(actor: Actor, importer: Importer, run: ImportRun, now: datetime) -> list[ImportRow]:
    """Return the rows of an import, not saved yet: those to be written first, then the missing, then the refused."""
    table = dict(table_of(run))
    misshapen = {number: flaw for number, cells in table.items() if (flaw := form_flaw(cells, run.head))}
    fit = [row_of(number, cells, run.mapping) for number, cells in table.items() if number not in misshapen]
    plan = importer.plan(actor, fit, now)
    refused = [Judged(number, Outcome.REFUSED, flaws=(flaw,)) for number, flaw in misshapen.items()]
    found: list[ImportRow] = []
    for number, outcome, content in _in_order(plan, refused, table):
        found.append(
            ImportRow(
                tenant_id=run.tenant_id,
                run_id=run.pk,
                position=len(found) + 1,
                number=number,
                outcome=outcome,
                content=content.text(),
            )
        )
    return found


def _in_order(
    plan: Plan, refused: list[Judged], table: Mapping[int, list[str]]
) -> Iterator[tuple[int, Outcome, Content]]:
    for row in plan.rows:
        if row.outcome is not Outcome.REFUSED:
            yield row.number, row.outcome, Content(table[row.number], differences=row.differences)
    for missing in plan.missing:
        yield 0, Outcome.MISSING, Content(key=missing.key, name=missing.name)
    refused += [row for row in plan.rows if row.outcome is Outcome.REFUSED]
    for row in sorted(refused, key=lambda row: row.number):
        yield row.number, row.outcome, Content(table[row.number], flaws=row.flaws)
