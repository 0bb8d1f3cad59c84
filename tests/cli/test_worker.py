"""The worker: alone, beside the server, ended with it; jobs that a killed one left."""

from __future__ import annotations

import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pulau.foundation.registry.periodic_jobs import periodic_jobs
from tests.cli.test_server import PULAU, environment, first_page, free_port, pulau, serving
from tests.migrated import migrated_file

pytestmark = pytest.mark.slow


def until(holds: Callable[[], object], seconds: float = 30) -> bool:
    """Whether it holds within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def jobs(home: Path, state: str = "SUCCESSFUL") -> int:
    """How many jobs of a state the queue has."""
    with closing(sqlite3.connect(home / "pulau.sqlite3", timeout=20)) as database:
        found = database.execute("SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = ?", (state,))
        return int(found.fetchone()[0])


def children(process: subprocess.Popen[str]) -> list[str]:
    """The command lines of what a process started."""
    asked = subprocess.run(
        ["ps", "-o", "args=", "--ppid", str(process.pid)], capture_output=True, text=True, check=False
    )
    return asked.stdout.splitlines()


def has_worker(process: subprocess.Popen[str]) -> bool:
    return any(" work " in f"{line} " for line in children(process))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home as `pulau migrate` leaves it."""
    shutil.copyfile(migrated_file(), tmp_path / "pulau.sqlite3")
    return tmp_path


def test_it_runs_what_waits_and_ends_when_nothing_does(home: Path) -> None:
    done = pulau(home, "work", "--until-empty")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (jobs(home), jobs(home, "READY"), jobs(home, "FAILED")) == (len(periodic_jobs), 0, 0)


def test_it_ends_on_ctrl_c_without_a_word(home: Path) -> None:
    worker = subprocess.Popen(
        [*PULAU, "work"], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert until(lambda: jobs(home) == len(periodic_jobs))
    worker.send_signal(signal.SIGINT)
    out, err = worker.communicate(timeout=20)
    assert (worker.returncode, out, err) == (0, "", "")


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    result = pulau(tmp_path, "work", "--until-empty")
    assert result.returncode == 2
    assert "migrations were not run: pulau migrate" in result.stderr


def test_the_server_starts_one_and_ends_it(home: Path) -> None:
    port = free_port()
    with serving(home, port) as process:
        assert first_page(port) == 200
        assert not has_worker(process), "the first page comes first"
        assert until(lambda: has_worker(process))
        assert until(lambda: jobs(home) == len(periodic_jobs))
    assert process.returncode is not None
    before = jobs(home)
    with closing(sqlite3.connect(home / "pulau.sqlite3", timeout=20)) as database:
        database.execute("UPDATE django_tasks_database_dbtaskresult SET status = 'READY'")
        database.commit()
    time.sleep(3)
    assert jobs(home, "READY") == before > 0, "nobody works any more"


def test_a_worker_ends_with_a_server_that_was_killed(home: Path) -> None:
    port = free_port()
    with serving(home, port) as process:
        assert first_page(port) == 200
        assert until(lambda: has_worker(process))
        asked = subprocess.run(
            ["pgrep", "-P", str(process.pid), "-f", " work "], capture_output=True, text=True, check=True
        )
        worker = int(asked.stdout.split()[0])
        process.kill()
        process.wait()
        assert until(lambda: not Path(f"/proc/{worker}").exists(), 20)
        assert until(lambda: not answers(port), 20)  # or the next server would find the port in use


def answers(port: int) -> bool:
    with closing(socket.socket()) as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.nightly  # it waits ten seconds for what does not come
def test_the_server_starts_none_where_it_is_told_so(home: Path) -> None:
    port = free_port()
    with serving(home, port, "--no-worker") as process:
        assert first_page(port) == 200
        assert not until(lambda: has_worker(process), 8)
