"""A night that fails is seen, and leaves the figures of before with their moment."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pulau.apps.analytics import tasks
from pulau.apps.analytics.building import count_nation
from pulau.apps.analytics.demo import PART
from pulau.apps.analytics.health import LATE, health_lines
from pulau.apps.analytics.models import FiguresRun, NationalAnswer, Trouble
from pulau.apps.publication.models import PublishedYear
from pulau.exchange.national.asking import QuestionFailed
from pulau.exchange.national.questions import questions
from pulau.exchange.national.snapshots import MANIFEST, SnapshotNotWritten, newest_snapshot
from pulau.exchange.opendata.writing import ParquetWriter
from pulau.foundation.registry.demo_parts import demo_parts
from pulau.foundation.registry.periodic_jobs import periodic_jobs
from tests.foundation.workers import as_worker
from tests.many_published import MOMENT, many_published

pytestmark = pytest.mark.django_db
NEXT = MOMENT + timedelta(days=1)


@pytest.fixture
def counted(snapshots: Path) -> Path:
    """A small country was counted, and then changed."""
    many_published(3, 24, 4)
    count_nation(MOMENT)
    PublishedYear.objects.filter(year=2026).update(silent=True)
    return snapshots


def stands() -> dict[str, datetime]:
    """The figures that stand, and as of when."""
    return dict(NationalAnswer.objects.values_list("code", "moment"))


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing more be written."""

    def refuse(_writer: ParquetWriter, _columns: Sequence[Sequence[object]]) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ParquetWriter, "write", refuse)


def break_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one of the questions ask for what is not there."""
    broken = replace(questions()["silence"], sql="SELECT nothing FROM unit_years")
    monkeypatch.setattr("pulau.apps.analytics.figures.model.questions", lambda: {**questions(), "silence": broken})


def test_a_full_disk_leaves_the_snapshot_and_the_figures_of_before(
    counted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, snapshot = stands(), newest_snapshot(counted)
    fill_the_disk(monkeypatch)
    with pytest.raises(SnapshotNotWritten):
        count_nation(NEXT)
    assert stands() == before
    assert newest_snapshot(counted) == snapshot
    run = FiguresRun.objects.get()
    assert (run.trouble, run.waiting_since) == (Trouble.DISK_FULL, NEXT)
    [line] = health_lines()
    assert line.kind == "short"
    assert "Diska penuh" in line.words
    assert "27 November 2026" in line.note


def test_a_question_that_fails_leaves_every_figure_of_before(counted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stands()
    break_a_question(monkeypatch)
    with pytest.raises(QuestionFailed, match="silence"):
        count_nation(NEXT)
    assert stands() == before
    [line] = health_lines()
    assert (line.kind, "silence" in line.note) == ("short", True)
    assert newest_snapshot(counted) is not None


def test_the_wait_is_told_from_the_first_night_that_failed_and_ends_with_one_that_does_not(
    counted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fill_the_disk(patch)
        for night in (1, 2, 3):
            with pytest.raises(SnapshotNotWritten):
                count_nation(MOMENT + timedelta(days=night))
    run = FiguresRun.objects.get()
    assert (run.tried_at, run.waiting_since) == (MOMENT + timedelta(days=3), NEXT)
    count_nation(MOMENT + timedelta(days=4))
    run = FiguresRun.objects.get()
    assert (run.trouble, run.waiting_since) == ("", None)
    assert set(stands().values()) == {MOMENT + timedelta(days=4)}
    assert len(list(counted.glob("[0-9]*"))) == 2


def test_the_job_itself_fails_so_that_it_is_among_the_failed_jobs(
    counted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_the_disk(monkeypatch)
    with as_worker(), pytest.raises(SnapshotNotWritten):
        tasks.count.func()
    assert counted.is_dir()
    assert FiguresRun.objects.get().trouble == Trouble.DISK_FULL


def test_the_job_counts_as_the_role_of_the_application(counted: Path) -> None:
    with as_worker():
        tasks.count.func()
    assert len(list(counted.glob("[0-9]*"))) == 2


def test_the_command_fails_with_its_reason(counted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_the_disk(monkeypatch)
    with pytest.raises(CommandError, match="disk-full"):
        call_command("analytics_build")
    assert counted.is_dir()


def test_a_damaged_snapshot_is_replaced_in_the_next_night(counted: Path) -> None:
    snapshot = newest_snapshot(counted)
    assert snapshot is not None
    (snapshot.folder / MANIFEST).write_text("{")
    assert count_nation(NEXT).new
    assert set(stands().values()) == {NEXT}


def test_a_night_that_finds_nothing_new_tells_the_moment_of_the_facts(counted: Path) -> None:
    count_nation(NEXT)
    again = count_nation(NEXT + timedelta(days=1))
    assert not again.new
    row = NationalAnswer.objects.get(code="tren")
    assert (row.moment, row.answered_at) == (NEXT, NEXT + timedelta(days=1))
    assert counted.is_dir()


def test_the_health_page_tells_of_no_run_of_a_good_one_and_of_none_for_two_nights(snapshots: Path) -> None:
    assert [line.kind for line in health_lines()] == ["waiting"]
    many_published(1, 4, 4)
    from django.utils import timezone  # noqa: PLC0415 - health compares with the clock; only this test needs it

    now = timezone.now()
    count_nation(now)
    assert [line.kind for line in health_lines()] == ["intact"]
    FiguresRun.objects.update(tried_at=now - LATE - timedelta(minutes=1))
    assert [line.kind for line in health_lines()] == ["short"]
    assert snapshots.is_dir()


def test_the_demo_counts_its_country_once_and_right_after_it_was_published() -> None:
    many_published(1, 4, 4)
    assert PART.load({}, {}, MOMENT) == 9
    assert PART.load({}, {}, NEXT) == 0
    codes = [part.code for part in demo_parts]
    assert codes.index("publication") < codes.index("analytics")


def test_the_country_is_counted_every_night() -> None:
    [job] = [one for one in periodic_jobs if one.code == "pulau.apps.analytics.tasks.count"]
    assert job.minutes == 24 * 60
