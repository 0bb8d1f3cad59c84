"""Asking for a year's data as a file; a long one is made by a job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.assessments.desk_actions import EXPORTED
from pulau.apps.assessments.desks.exporting import TABLES, cases_of_year
from pulau.apps.assessments.models import Export, ExportState
from pulau.apps.assessments.policies import EXPORT
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

MAKE: Final = "pulau.apps.assessments.desks.export_job.make_export"
AT_ONCE: Final = {"csv": 2_000, "xlsx": 300, "parquet": 600}
"""Up to so many cases a file is sent while its person waits; CSV goes out line by line."""


class ExportRefused(LookupError):  # noqa: N818 - a fact, as every error of this project
    """There is no such table, kind of file, or year with cases."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """A table of a year in a kind of file (`csv`, `xlsx`, `parquet`)."""

    year: int
    table: str
    kind: str


@transaction.atomic
def ask_export(*, actor: Actor, wish: ExportWish, now: datetime) -> Export:
    """Note that data was asked for, and let a long file be made by a job (its state is then `waiting`).

    A short one is `done` without a digest: the caller sends it at once. Raises PermissionDenied, ExportRefused.
    """
    actor = require(actor, EXPORT)
    if wish.table not in TABLES or wish.kind not in AT_ONCE:
        raise ExportRefused
    total = cases_of_year(actor, wish.year).count()
    if not total:
        raise ExportRefused
    row = Export(
        tenant_id=actor.tenant_id, year=wish.year, table=wish.table, kind=wish.kind, total=total, by_id=actor.person,
        asked_at=now,
    )  # fmt: skip
    long = total > AT_ONCE[wish.kind]
    if long:
        row.save(force_insert=True)
        enqueue(MAKE, tenant=str(actor.tenant_id), export=str(row.pk))
    else:
        row.state = ExportState.DONE
    payload = {"year": wish.year, "table": wish.table, "kind": wish.kind, "cases": total, "job": long}
    journal.record(actor, EXPORTED.code, row, payload, now)
    return row
