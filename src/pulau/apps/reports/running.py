"""Going on with a run of reports from where it stands: each case by itself behind the wall, then one ZIP of all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.utils import timezone

from pulau.apps.reports.files import docx_of, file_name, pdf_of
from pulau.apps.reports.models import ReportRun, ReportState, RunState
from pulau.apps.reports.policies import MANY
from pulau.apps.reports.run_selectors import get_run_for, heads_of_year
from pulau.apps.reports.services.runs import JOB, Archive, end_run, make_next, stop_run
from pulau.core.shared.actor import Actor
from pulau.exchange.table_files import csv_lines
from pulau.foundation import storage
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.reports.models import ReportVersion
    from pulau.exchange.table_files import Cell

CASES_A_JOB: Final = 40
"""A job ends before it could be taken for a dead one, and leaves the rest to the next."""
_HEAD: Final = ("Unit", "Kode unit", "Nomor", "Keadaan", "Versi", "Disusun", "SHA-256 isi", "SHA-256 PDF")
"""The archive's list is written in Indonesian, as the reports are."""


def go_on(tenant_id: UUID, run_id: UUID) -> int:
    """Make the reports of the next cases; when all are past, pack them. Returns how many cases were looked at."""
    with behind_wall(tenant_id):
        run = get_run_for(Actor.system(tenant_id), run_id)
    if run.state != RunState.RUNNING:
        return 0
    user_id = run.user_id
    for done in range(CASES_A_JOB):
        with behind_wall(tenant_id, user_id):
            actor = actor_in(tenant_id, user_id)
            if actor is None or not allowed(actor, MANY):
                stop_run(actor=Actor.system(tenant_id), run_id=run_id, now=timezone.now())
                return done
            if not make_next(actor=actor, run_id=run_id, now=timezone.now()):
                _finish(actor, run_id)
                return done
    enqueue(JOB, tenant=str(tenant_id), run=str(run_id))
    return CASES_A_JOB


def _finish(actor: Actor, run_id: UUID) -> None:
    run = get_run_for(actor, run_id)
    with TemporaryDirectory(prefix="pulau-lhe-") as folder:
        path = Path(folder) / "lhe.zip"
        units = pack(run, path)
        archive = Archive(storage.put_path(path), path.stat().st_size, units)
    end_run(actor=actor, run_id=run_id, archive=archive, now=timezone.now())


def pack(run: ReportRun, path: Path) -> int:
    """Write the newest reports of a run's year into a ZIP, one file after the other, with a list; returns how many."""
    listed: list[list[Cell]] = []
    with ZipFile(path, "w") as made:
        for version in heads_of_year(run.tenant_id, run.year, run.kind):
            made.writestr(file_name(version, "pdf"), pdf_of(version), ZIP_STORED)
            made.writestr(file_name(version, "docx"), docx_of(version), ZIP_STORED)
            listed.append(_listed(version))
        made.writestr("daftar.csv", "".join(csv_lines(list(_HEAD), iter(listed))), ZIP_DEFLATED)
    return len(listed)


def _listed(version: ReportVersion) -> list[Cell]:
    report, case = version.report, version.report.case
    state = "ditandatangani" if report.state == ReportState.SIGNED else "konsep"
    made = version.made_at.isoformat(timespec="seconds")
    return [case.unit_name, case.unit_code, report.number, state, version.number, made, version.content, version.pdf]
