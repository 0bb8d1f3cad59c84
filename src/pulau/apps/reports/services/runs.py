"""Making the reports of all units of a year: begun by one order, gone on with case by case, packed at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.reports.actions import RUN_ENDED, RUN_STARTED
from pulau.apps.reports.models import Kind, ReportRun, RunState
from pulau.apps.reports.policies import MANY
from pulau.apps.reports.refusals import DataMoving, NobodySigns, NothingNew, NothingToMake, RunGoesOn
from pulau.apps.reports.run_selectors import cases_of_year, get_run_for
from pulau.apps.reports.selectors import newest_of
from pulau.apps.reports.services.making import make_report
from pulau.apps.reports.wishes import ReportWish
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import TPI_REPORT
from pulau.exchange.reports.content import ReportKind
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case

JOB: Final = "pulau.apps.reports.tasks.make_many"
NOBODY, MOVING, NO_REPORT = "nobody-signs", "data-moving", "no-report"


@dataclass(frozen=True, slots=True)
class Archive:
    """The packed reports: the ZIP's SHA-256, its size in bytes, and how many units are in it."""

    digest: str
    size: int
    units: int


@transaction.atomic
def start_run(*, actor: Actor, year: int, now: datetime) -> ReportRun:
    """Begin to make the TPI's reports of all cases of a year. Raises PermissionDenied, RunGoesOn, NothingToMake."""
    actor = require(actor, MANY)
    size = cases_of_year(actor.tenant_id, year).count()
    if not size:
        raise NothingToMake
    rows = ReportRun.objects.for_actor(actor).filter(year=year, kind=Kind.TPI)
    if rows.filter(state=RunState.RUNNING).exists():
        raise RunGoesOn
    run: ReportRun = ReportRun.objects.for_actor(actor).create(
        year=year, kind=Kind.TPI, user_id=actor.person, size=size, started_at=now, touched_at=now
    )
    journal.record(actor, RUN_STARTED.code, run, {"year": year, "size": size, "kind": run.kind}, now)
    enqueue(JOB, tenant=str(actor.tenant_id), run=str(run.pk))
    return run


@transaction.atomic
def make_next(*, actor: Actor, run_id: UUID, now: datetime) -> bool:
    """Make the report of the next case of a run; returns whether there was one. A run that ended has none."""
    run = _taken(actor, run_id)
    if run.state != RunState.RUNNING:
        return False
    rows = cases_of_year(run.tenant_id, run.year)
    case: Case | None = (rows.filter(pk__gt=run.last) if run.last else rows).first()
    if case is None:
        return False
    told = _made(actor, case, now)
    if told:
        run.skipped = {**run.skipped, str(case.pk): told}
    elif told is not None:
        run.made += 1
    run.past, run.last, run.touched_at = run.past + 1, case.pk, now
    run.save(update_fields=["skipped", "made", "past", "last", "touched_at"])
    return True


@transaction.atomic
def end_run(*, actor: Actor, run_id: UUID, archive: Archive, now: datetime) -> None:
    """End a run with what was packed; earlier archives of the same year are needed no more."""
    run = _taken(actor, run_id)
    if run.state != RunState.RUNNING:
        return
    earlier = ReportRun.objects.for_actor(actor).filter(year=run.year, kind=run.kind).exclude(pk=run.pk)
    earlier.exclude(archive="").update(archive="")
    run.state, run.finished_at, run.touched_at = RunState.DONE, now, now
    run.archive, run.archive_size, run.packed = archive.digest, archive.size, archive.units
    run.save()
    payload = {
        "year": run.year, "made": run.made, "packed": run.packed, "skipped": len(run.skipped), "digest": run.archive
    }  # fmt: skip
    journal.record(actor, RUN_ENDED.code, run, payload, now)


@transaction.atomic
def stop_run(*, actor: Actor, run_id: UUID, now: datetime) -> None:
    """Stop a run whose person may not make reports any more; what was made stays."""
    run = _taken(actor, run_id)
    if run.state != RunState.RUNNING:
        return
    run.state, run.finished_at = RunState.STOPPED, now
    run.save(update_fields=["state", "finished_at"])
    payload = {"year": run.year, "made": run.made, "skipped": len(run.skipped), "state": run.state}
    journal.record(actor, RUN_ENDED.code, run, payload, now)


def _taken(actor: Actor, run_id: UUID) -> ReportRun:
    found: ReportRun | None = (
        ReportRun.objects.for_actor(actor).order_by().select_for_update().filter(pk=run_id).first()
    )
    return found or get_run_for(actor, run_id)


def _made(actor: Actor, case: Case, now: datetime) -> str | None:
    """Make a version where there is something new; returns "" then, None where nothing is new, or why there is none."""
    if case.stage != TPI_REPORT:
        return None if newest_of(case, Kind.TPI) else NO_REPORT
    try:
        make_report(actor=actor, case_id=case.pk, wish=ReportWish(ReportKind.TPI), now=now)
    except NothingNew:
        return None
    except NobodySigns:
        return NOBODY
    except DataMoving:
        return MOVING
    return ""
