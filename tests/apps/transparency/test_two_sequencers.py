"""Two sequencers for one database: whoever has another lock store, a copy of it or an old one signs nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import Alarm, Head, LogState
from pulau.apps.transparency.running.sequencing import DATABASE_MOVED, OTHER_STORE, Sequencer
from pulau.exchange.log.growing import LOCK_OLDER, LogRefused
from pulau.exchange.log.lock_store import LockMoved
from pulau.foundation.accounts.services import open_tenant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def write() -> Callable[[str], None]:
    """Have one more entry in the journal."""

    def open_body(code: str) -> None:
        open_tenant(code=code, name=code, now=timezone.now())

    return open_body


def published() -> bytes:
    return places.tree_store().read("checkpoint")


def move_to(settings: LazySettings, folder: Path | None = None, lock: Path | None = None) -> None:
    settings.LOG = replace(settings.LOG, folder=folder or settings.LOG.folder, lock=lock or settings.LOG.lock)


def test_another_lock_store_is_refused_and_stops_nobody(
    log: Path, settings: LazySettings, tmp_path: Path, write: Callable[[str], None]
) -> None:
    write("satu")
    with Sequencer(timezone.now()) as right:
        assert right.turn(timezone.now())
        write("dua")
        staged = places.staged_folder() / f"{right.log.head.size}-{right.log.head.size + 1}-{'a' * 64}"
        staged.write_bytes(b"what the right one has just staged")
        move_to(settings, lock=tmp_path / "elsewhere" / "lock.sqlite3")
        before = published()
        with pytest.raises(LogRefused) as refusal, Sequencer(timezone.now()):
            pass
        assert refusal.value.code == OTHER_STORE
        assert published() == before
        assert staged.exists(), "a staged batch of the right one was taken for left over"
        assert LogState.objects.get().refused == ""
        assert Alarm.objects.get(ended_at=None).facts["code"] == OTHER_STORE
        move_to(settings, lock=log / "lock.sqlite3")
        assert right.turn(timezone.now())
    once()
    assert not Alarm.objects.filter(ended_at=None).exists()


def test_a_copy_of_the_lock_store_that_is_at_work_elsewhere_signs_nothing_more(
    log: Path, settings: LazySettings, tmp_path: Path, write: Callable[[str], None]
) -> None:
    write("satu")
    once()
    shutil.copytree(log, tmp_path / "copy")
    with Sequencer(timezone.now()) as right:
        write("dua")
        move_to(settings, tmp_path / "copy", tmp_path / "copy" / "lock.sqlite3")
        with Sequencer(timezone.now()) as copied:
            old = published()
            move_to(settings, log, log / "lock.sqlite3")
            assert right.turn(timezone.now())
            heads = list(Head.objects.values_list("pk", flat=True))
            move_to(settings, tmp_path / "copy", tmp_path / "copy" / "lock.sqlite3")
            write("tiga")
            with pytest.raises(LogRefused) as refusal:
                copied.turn(timezone.now())
            assert refusal.value.code == DATABASE_MOVED
            assert published() == old, "another head was signed beside the first log"
            assert list(Head.objects.values_list("pk", flat=True)) == heads


def test_a_lock_store_that_is_put_back_while_the_sequencer_runs_signs_nothing_more(
    log: Path, write: Callable[[str], None]
) -> None:
    write("satu")
    once()
    with closing(sqlite3.connect(log / "lock.sqlite3")) as database:
        old = database.execute("SELECT size, root FROM state").fetchone()
    with Sequencer(timezone.now()) as sequencer:
        write("dua")
        assert sequencer.turn(timezone.now())
        before = published()
        write("tiga")
        with closing(sqlite3.connect(log / "lock.sqlite3")) as database, database:
            database.execute("UPDATE state SET size = ?, root = ?", old)
        with pytest.raises(LockMoved):
            sequencer.turn(timezone.now())
        assert published() == before
    with pytest.raises(LogRefused) as refusal:
        once()
    assert refusal.value.code == LOCK_OLDER
    assert published() == before
