"""A trace of the system's calls: an answer is on the disk before its 200 is sent; without syncs the trace shows it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.served import PATIENCE, Installation, Visitor, serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(os.environ.get("PULAU_TEST_DATABASE_URL")), reason="the trace is of SQLite's own calls"),
]

SYNC = re.compile(r"\bf(?:data)?sync\(\d+<[^>]*/pulau\.sqlite3-wal>")
REPLY = re.compile(r'\b(?:writev|write|sendto|sendmsg)\(\d+<socket:.*"HTTP/1\.1 (\d+)')


@pytest.fixture
def tracer(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    """The file that a trace is written to, and strace as it is put before a command."""
    program = shutil.which("strace")
    if program is None:
        pytest.fail("strace is missing: apt-get install strace")
    if subprocess.run([program, "-o", "/dev/null", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody trace a process")
    trace = tmp_path / "trace"
    calls = "fsync,fdatasync,write,writev,sendto,sendmsg"
    return trace, (program, "-f", "-y", "-s", "24", "-e", f"trace={calls}", "-o", str(trace))


def until_reply(trace: Path, start: int) -> list[str]:
    """Return the calls from a line on up to the first reply, which must be a 200."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        lines = trace.read_text("utf-8", "replace").splitlines()[start:]
        for position, line in enumerate(lines):
            if found := REPLY.search(line):
                assert found[1] == "200", line
                return lines[:position]
        time.sleep(0.05)
    raise TimeoutError("no reply in the trace")


@pytest.mark.parametrize(("settings", "synced"), [("", True), ("tests.faults.careless", False)])
def test_an_answer_is_synced_to_the_disk_before_it_is_acknowledged(
    fresh: Installation, tracer: tuple[Path, tuple[str, ...]], settings: str, *, synced: bool
) -> None:
    trace, strace = tracer
    with serving(fresh, settings=settings, before=strace, FAULT="no-sync") as server:
        ayu = Visitor(fresh, server.port, "ayu")
        for seen, option in enumerate("ABCA"):
            start = len(trace.read_text("utf-8", "replace").splitlines())
            assert ayu.save("P1.i.b", seen, jawab=option, catatan="").status == 200
            syncs = [line for line in until_reply(trace, start) if SYNC.search(line)]
            assert bool(syncs) is synced, syncs
