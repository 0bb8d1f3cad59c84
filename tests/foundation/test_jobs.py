"""The queue: a job comes with the change that asks for it, waits for its time, and survives a killed worker."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from pulau.foundation.jobs.clock import queue_periodic
from pulau.foundation.jobs.management.commands.work import QuietWorker
from pulau.foundation.jobs.queue import enqueue, waiting
from pulau.foundation.jobs.tasks import KEPT, STUCK, tidy
from pulau.foundation.registry.periodic_jobs import periodic_jobs
from pulau.foundation.tenancy.request_id import request_id

pytestmark = pytest.mark.django_db
TIDY = "pulau.foundation.jobs.tasks.tidy"
Jobs = DBTaskResult.objects


class Failing(Exception):  # noqa: N818 - what a test lets happen
    """A change that did not succeed."""


def test_a_job_is_queued_with_the_transaction_that_asks_for_it() -> None:
    def ask_and_fail() -> None:
        enqueue(TIDY)
        assert waiting(TIDY) == 1
        raise Failing

    with pytest.raises(Failing), transaction.atomic():
        ask_and_fail()
    assert waiting(TIDY) == 0
    with transaction.atomic():
        enqueue(TIDY)
    assert waiting(TIDY) == 1


def test_a_job_for_later_waits() -> None:
    enqueue(TIDY, after=timezone.now() + timedelta(hours=1))
    assert (waiting(TIDY), Jobs.ready().count()) == (1, 0)


def test_a_name_that_is_no_job_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ImportError):
        enqueue("pulau.foundation.jobs.tasks.nothing")


def test_what_a_killed_worker_left_is_queued_again_and_what_runs_is_left_alone() -> None:
    for minutes in (STUCK.total_seconds() / 60 + 1, 1):
        enqueue(TIDY)
        started = timezone.now() - timedelta(minutes=minutes)
        Jobs.filter(status="READY").update(status="RUNNING", started_at=started)
    tidy.call()
    assert (waiting(TIDY), Jobs.running().count()) == (1, 1)


def test_what_ended_long_ago_is_forgotten() -> None:
    for days in (KEPT.days + 1, 1):
        enqueue(TIDY)
        ended = timezone.now() - timedelta(days=days)
        Jobs.filter(status="READY").update(status="SUCCESSFUL", finished_at=ended)
    tidy.call()
    assert Jobs.count() == 1


def test_a_periodic_job_that_waits_already_is_not_queued_twice() -> None:
    queue_periodic()
    queue_periodic()
    assert Jobs.count() == len(periodic_jobs) > 1


def test_each_run_of_a_job_has_a_number_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[UUID | None] = []
    monkeypatch.setattr(Worker, "run_task", lambda _self, _result: seen.append(request_id()))
    worker = QuietWorker.__new__(QuietWorker)  # its parts are not needed to run one job
    for _ in range(2):
        worker.run_task(DBTaskResult())
    assert None not in seen
    assert len(set(seen)) == 2
    assert request_id() is None
