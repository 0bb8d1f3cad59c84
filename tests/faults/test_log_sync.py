"""A trace of the sequencer's calls: what must be on the disk is there before the next step; and a disk that fails."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.served import ROOT, bare

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(os.environ.get("PULAU_TEST_DATABASE_URL")), reason="the trace is of SQLite's own calls"),
]

CALLS = "fsync,fdatasync,rename,renameat,renameat2,pwrite64,write"
DONE = r"\) += \d+$"


@pytest.fixture(autouse=True)
def tracer() -> None:
    program = shutil.which("strace")
    if program is None:
        pytest.fail("strace is missing: apt-get install strace")
    if subprocess.run([program, "-o", "/dev/null", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody trace a process")


def traced(folder: Path, plan: dict[str, object], *options: str) -> dict[str, list[str]]:
    """Run tests/faults/log_disk.py under strace; return what it found."""
    command = ["strace", "--seccomp-bpf", "-f", "-y", "-s", "12", "-o", str(folder / "trace"), *options]
    command += [sys.executable, "-m", "tests.faults.log_disk", str(folder), json.dumps(plan)]
    done = subprocess.run(command, cwd=ROOT, env=bare(folder / "home"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def batch(trace: str, folder: Path) -> list[str]:
    """Return the calls of the last batch, of which each begins where the folder of the installation does."""
    lines = [line.replace(f"{folder}/", "") for line in trace.splitlines() if f"{folder}/" in line]
    start = max(place for place, line in enumerate(lines) if re.search(r'steps>, "staging"', line))
    end = max(place for place, line in enumerate(lines) if re.search(r'steps>, "committed"', line))
    return lines[start:end]


def calls(lines: Sequence[str], pattern: str) -> list[int]:
    return [place for place, line in enumerate(lines) if re.search(pattern, line) and re.search(DONE, line)]


def wrong(lines: Sequence[str]) -> Iterator[str]:
    """Say what came before the disk had what it rests upon."""
    staged = calls(lines, r"fsync\(\d+<log/staged/\.put-")
    staged_folder = calls(lines, r"fsync\(\d+<log/staged>")
    lock = calls(lines, r"pwrite64\(\d+<lock/lock.sqlite3-wal>")
    lock_synced = calls(lines, r"fdatasync\(\d+<lock/lock.sqlite3-wal>")
    tiles = calls(lines, r"write\(\d+<log/tree/tile/")
    tiles_moved = calls(lines, r"rename.*log/tree/tile/")
    tiles_synced = calls(lines, r"fsync\(\d+<log/tree/tile/.*\.put-")
    folders_synced = calls(lines, r"fsync\(\d+<log/tree/tile/(?!.*\.put-)")
    checkpoint = calls(lines, r"write\(\d+<log/tree/\.put-")
    checkpoint_moved = calls(lines, r'rename.*"log/tree/checkpoint"')
    checkpoint_synced = calls(lines, r"fsync\(\d+<log/tree/\.put-")
    tree_synced = calls(lines, r"fsync\(\d+<log/tree>")
    database = calls(lines, r"pwrite64\(\d+<pulau.sqlite3-wal>")
    assert lock
    assert tiles
    assert len(checkpoint) == len(checkpoint_moved) == 1
    assert database
    if not staged or not staged_folder or not staged[0] < staged_folder[0] < lock[0]:
        yield "the lock moved before the batch was synced"
    if not lock_synced or not lock[-1] < lock_synced[-1] < tiles[0]:
        yield "tiles were written before the lock was synced"
    if len(tiles_synced) != len(tiles_moved) or not tiles_moved[-1] < checkpoint[0]:
        yield "a tile was not synced"
    if not folders_synced or not tiles_moved[-1] < folders_synced[-1] < checkpoint[0]:
        yield "the checkpoint was written before the tiles were synced"
    if not checkpoint_synced or not checkpoint[-1] < checkpoint_synced[0] < checkpoint_moved[0]:
        yield "the checkpoint was not synced"
    if not tree_synced or not checkpoint_moved[0] < tree_synced[-1] < database[0]:
        yield "the journal was marked before the checkpoint was synced"


def test_each_step_is_synced_before_the_next_and_a_disk_that_fails_once_loses_nothing(tmp_path: Path) -> None:
    turns = ["", "syncs-nothing", "lock-unsynced"]
    failing = [1, 2, 4, 7]
    found = traced(tmp_path, {"turns": turns, "failing": failing}, "-e", f"trace={CALLS}")
    text = (tmp_path / "trace").read_text("utf-8", "replace")
    assert list(wrong(batch(text, tmp_path / "0"))) == []
    unsynced = list(wrong(batch(text, tmp_path / "1")))  # the controls
    assert "the lock moved before the batch was synced" in unsynced
    assert "the journal was marked before the checkpoint was synced" in unsynced
    assert list(wrong(batch(text, tmp_path / "2"))) == ["tiles were written before the lock was synced"]
    assert found == {str(which): [] for which in failing}


@pytest.mark.nightly
def test_whatever_sync_fails_nothing_is_lost(tmp_path: Path) -> None:
    every = list(range(1, 9))  # as many as a batch of one tile has
    found = traced(tmp_path, {"turns": [], "failing": every}, "-e", "trace=none")
    assert found == {str(which): [] for which in every}


@pytest.mark.nightly
def test_a_lock_store_that_cannot_be_synced_moves_nothing(tmp_path: Path) -> None:
    wal = tmp_path / "failing" / "lock" / "lock.sqlite3-wal"
    fault = "inject=fdatasync,fsync:error=EIO:when=3"  # that of the first batch of the loop
    found = traced(tmp_path, {"turns": [], "failing": [0]}, "-P", str(wal), "-e", "trace=fdatasync,fsync", "-e", fault)
    assert "(INJECTED)" in (tmp_path / "trace").read_text("utf-8", "replace")
    assert found == {"0": []}
