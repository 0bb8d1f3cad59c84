"""A disk that is full, away or spoilt: nothing is lost, it rings, and the log goes on when it is mended."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from django.conf import LazySettings

from pulau.apps.transparency import looping, places
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import Alarm, LogState, OperatorEntry
from pulau.apps.transparency.proving import receipt
from pulau.apps.transparency.refusals import alarm_told
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.auditing import audit
from pulau.apps.transparency.running.operator import waiting_operation
from pulau.exchange.log.growing import TILES_DIFFER, LogRefused
from pulau.exchange.log.lock_store import LockStore, LockUnusable, peek
from pulau.exchange.log.mirroring import mirror
from pulau.foundation.journal.models import OutboxState
from tests.apps.transparency.opened import followed, grown, published, write_entries
from tests.cast import NOW

SYNCS = 12
"""More than one batch of a small log makes."""


class Round(Event):
    """An event that is set as soon as somebody waits for it: the loop goes round once."""

    def wait(self, timeout: float | None = None) -> bool:
        del timeout
        self.set()
        return True


def full(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def full_at(monkeypatch: pytest.MonkeyPatch, place: int) -> Iterator[list[int]]:
    """Have the disk full when files or folders are synced for the n-th time, and from then on; yields the count."""
    real, seen = os.fsync, [0]

    def fsync(handle: int) -> None:
        seen[0] += 1
        if seen[0] >= place:
            full()
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        yield seen


def tried() -> int | None:
    """Sequence; the number of the error where the disk refuses."""
    try:
        once()
    except OSError as problem:
        return problem.errno
    return None


def fill_up(file: Path) -> None:
    """Have no block left on a disk."""
    with suppress(OSError), file.open("wb") as handle:
        while True:
            handle.write(bytes(4096))
            handle.flush()


@pytest.mark.django_db
def test_a_disk_that_is_full_at_any_write_loses_nothing(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(3, "before")
    seen, met = followed(), 0
    for place in range(1, SYNCS):
        entries = write_entries(2, mark=f"at {place} ")
        with full_at(monkeypatch, place) as counted:
            met += tried() == errno.ENOSPC
        once()
        assert not OperatorEntry.objects.exclude(outbox=OutboxState.PUBLISHED).exists()
        seen = followed(seen)
        for each in entries:
            assert receipt(waiting_operation(each)).record
        if counted[0] < place:
            break
    else:
        pytest.fail(f"more than {SYNCS} syncs")
    assert met >= 5, "staging, its folder, bundles, tiles and checkpoint were each met"


@pytest.mark.django_db
def test_a_lock_store_that_cannot_be_written_loses_nothing(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = grown(3)
    write_entries(2, mark="waits")
    with monkeypatch.context() as patched:
        patched.setattr(LockStore, "move", lambda *_given: (_ for _ in ()).throw(LockUnusable("disk is full")))
        with pytest.raises(LockUnusable):
            once()
    assert published().size == size
    once()
    assert published().size == size + 2


def test_a_lock_store_that_is_no_database_is_told_as_an_error_of_the_disk_and_let_go(tmp_path: Path) -> None:
    path = tmp_path / "lock.sqlite3"
    path.write_bytes(b"not a database, but long enough to be looked at" * 100)
    for _again in range(2):  # the second time it is not held by the first
        with pytest.raises(LockUnusable, match=r"lock\.sqlite3"), LockStore(path):
            pass
    assert peek(path) is None


def test_sqlite_itself_says_when_its_disk_is_full(tmp_path: Path) -> None:
    with LockStore(tmp_path / "lock.sqlite3") as lock:
        lock._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(LockUnusable):
            lock.begin("pulau.test/log")
        assert isinstance(sqlite3.OperationalError(), sqlite3.Error)


@pytest.mark.django_db(transaction=True)
def test_the_loop_rings_while_the_disk_is_full_and_ends_the_alarm_after(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown(1)
    write_entries(1, mark="waits")
    with full_at(monkeypatch, 1):
        looping.run(Round())
    [alarm] = alarms.ringing()
    assert alarm.code == alarms.STORE
    assert "No space left" in alarm_told(alarm.code, alarm.facts).what
    looping.run(Round())
    assert not alarms.ringing().exists()
    assert not OperatorEntry.objects.exclude(outbox=OutboxState.PUBLISHED).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["tile/0/000", "tile/entries/000", "tile/1/000.p/1"])
def test_a_tile_that_was_damaged_on_the_disk_is_named_by_the_audit_and_mended_from_a_mirror(
    log: Path, tmp_path: Path, name: str
) -> None:
    grown(300)
    mirror(places.tree_store(), tmp_path / "mirror", places.policy_text().encode())
    file = log / "tree" / name
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

    found = audit(lambda: NOW, ["tiles"]).found["tiles"]
    assert found == {"count": 1, "first": [name]}
    assert Alarm.objects.get().about == name
    assert OperatorEntry.objects.filter(action="transparency.audit_failed").count() == 1

    audit(lambda: NOW, ["tiles"])
    assert OperatorEntry.objects.filter(action="transparency.audit_failed").count() == 1, "told once, not each night"
    file.write_bytes((tmp_path / "mirror" / name).read_bytes())
    assert audit(lambda: NOW, ["tiles"]).found["tiles"]["count"] == 0
    assert not alarms.ringing().exists()


@pytest.mark.django_db
def test_a_log_whose_right_edge_is_damaged_is_not_gone_on_with(log: Path) -> None:
    size = grown(5)
    write_entries(1, mark="waits")
    file = next((log / "tree" / "tile" / "0").glob("000.p/*"))
    file.write_bytes(bytes(len(file.read_bytes())))
    with pytest.raises(LogRefused) as problem:
        once()
    assert problem.value.code == LogState.objects.get().refused == TILES_DIFFER
    assert published().size == size


@pytest.mark.nightly
@pytest.mark.django_db
def test_a_disk_that_is_really_full_loses_nothing(log: Path, settings: LazySettings, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("nothing may be mounted here")
    try:
        settings.LOG = replace(settings.LOG, folder=disk / "log", lock=disk / "log" / "lock.sqlite3")
        grown(3)
        seen = followed()
        filler = disk / "filler"
        fill_up(filler)
        write_entries(50, mark="waits")
        with pytest.raises(OSError):  # noqa: PT011 - the disk's, or the lock store's
            once()
        filler.unlink()
        once()
        assert not OperatorEntry.objects.exclude(outbox=OutboxState.PUBLISHED).exists()
        followed(seen)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
