"""The reports of all units of a year: made by a job that can be left, lost and gone on with, then packed."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pulau.apps.people.models import Appointment
from pulau.apps.reports import running, tasks
from pulau.apps.reports.models import ReportRun, ReportVersion, RunState
from pulau.apps.reports.refusals import NothingToMake, RunGoesOn
from pulau.apps.reports.services.runs import JOB, start_run
from pulau.foundation import storage
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.journal.models import Entry
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.many_cases import more_cases
from tests.apps.reports.reported import judged, made, signed
from tests.cast import NOW
from tests.house import YEAR

__all__ = ["court"]
pytestmark = pytest.mark.django_db


def run_of(court: Court) -> ReportRun:
    found: ReportRun = ReportRun.objects.for_tenant(court.tenant).get()
    return found


def begin(court: Court, who: str = "rani", year: int = YEAR) -> ReportRun:
    return start_run(actor=court.actors[who], year=year, now=NOW)


def test_all_are_made_and_packed_and_who_has_no_signers_is_told(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(court)
    more_cases(court, 2, stage="tpi-report")
    more_cases(court, 1, stage="coaching")
    monkeypatch.setattr(running, "CASES_A_JOB", 3)
    run = begin(court)
    assert waiting(JOB, run=str(run.pk)) == 1
    assert running.go_on(court.tenant, run.pk) == 3
    assert run_of(court).state == RunState.RUNNING
    assert running.go_on(court.tenant, run.pk) == 1
    ended = run_of(court)
    assert (ended.state, ended.size, ended.past, ended.made, ended.packed) == (RunState.DONE, 4, 4, 1, 1)
    assert sorted(ended.skipped.values()) == ["no-report", "nobody-signs", "nobody-signs"]
    name = "lhe-tpi-disdukcapil-2026-v1"
    with ZipFile(BytesIO(storage.get(ended.archive))) as packed:
        assert packed.namelist() == [f"{name}.pdf", f"{name}.docx", "daftar.csv"]
        assert packed.read(f"{name}.pdf").startswith(b"%PDF")
    assert running.go_on(court.tenant, run.pk) == 0  # the job may run twice
    client = court.client("rani")
    text = client.get(f"/laporan-penilaian/{run.pk}").content.decode()
    assert "Ketua atau pengendali teknis belum ditunjuk." in text
    assert client.get(f"/laporan-penilaian/{run.pk}/zip").getvalue().startswith(b"PK")


@pytest.mark.once
def test_what_is_there_stays_as_it_is(court: Court) -> None:
    version = made(judged(court))
    signed(court, version, "rani", "putu")
    run = begin(court)
    running.go_on(court.tenant, run.pk)
    assert (run_of(court).made, run_of(court).packed) == (0, 1)
    assert ReportVersion.objects.for_tenant(court.tenant).count() == 1


@pytest.mark.once
def test_only_the_leader_begins_one_and_one_at_a_time(court: Court) -> None:
    with pytest.raises(NothingToMake):
        begin(court)
    judged(court)
    for who in ("nina", "putu", "hana", "tia"):
        with pytest.raises(PermissionDenied):
            begin(court, who)
    begin(court)
    with pytest.raises(RunGoesOn):
        begin(court)
    answer = court.client("rani").post("/laporan-penilaian/susun", {"tahun": "2026"})
    assert answer.status_code == 409
    assert court.client("hana").get("/laporan-penilaian").status_code == 403


def test_a_job_that_comes_after_the_end_of_its_run_changes_nothing(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(court)
    run = begin(court)
    running.go_on(court.tenant, run.pk)
    ended = run_of(court)
    monkeypatch.setattr(running, "pack", lambda *_args: pytest.fail("packed again"))
    assert running.go_on(court.tenant, run.pk) == 0
    Appointment.objects.for_tenant(court.tenant).filter(user_id=court.users["rani"].pk).update(until=NOW.date())
    assert running.go_on(court.tenant, run.pk) == 0
    again = run_of(court)
    assert (again.state, again.finished_at) == (RunState.DONE, ended.finished_at)
    assert Entry.objects.for_tenant(court.tenant).filter(action="reports.run_ended").count() == 1


def test_a_run_whose_person_lost_the_role_stops_and_a_lost_job_is_queued_again(court: Court) -> None:
    judged(court)
    run = begin(court)
    ReportRun.objects.for_tenant(court.tenant).update(touched_at=timezone.now() - timedelta(hours=1))
    tasks.resume_runs.call()
    assert waiting(JOB, run=str(run.pk)) == 1  # it waits already
    Appointment.objects.for_tenant(court.tenant).filter(user_id=court.users["rani"].pk).update(until=NOW.date())
    running.go_on(court.tenant, run.pk)
    assert run_of(court).state == RunState.STOPPED
    assert not run_of(court).archive
