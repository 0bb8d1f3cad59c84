"""The commands that need Django, each in a process of its own and a home of its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from pulau import __version__
from pulau.cli.main import build
from pulau.cli.server import COMMANDS
from tests.migrated import migrated_file

PULAU = [sys.executable, "-m", "pulau"]
DJANGO_LOADED = "import sys; from pulau.cli.main import build; build(); print('django' in sys.modules)"


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULAU_", "DJANGO_", "PORT"))}
    return {**kept, "PULAU_HOME": str(home)}


def pulau(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PULAU, *arguments],
        env={**environment(home), **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,  # the demo is loaded whole, while other tests run
    )


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(home: Path, port: int, *options: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*PULAU, "serve", *options], env={**environment(home), "PORT": str(port)}, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def first_page(port: int) -> int:
    for _attempt in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/galeri/", timeout=20) as page:
                return int(page.status)
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("it never answered")


def test_the_command_line_starts_without_django() -> None:
    loaded = subprocess.run([sys.executable, "-c", DJANGO_LOADED], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "False"


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert pulau(tmp_path, "--version").stdout == f"pulau {__version__}\n"


@pytest.mark.first
def test_a_migrated_home_is_filled_once_and_sound(tmp_path: Path) -> None:
    shutil.copyfile(migrated_file(), tmp_path / "pulau.sqlite3")  # by `pulau migrate` in a new home
    assert "No migrations to apply" in pulau(tmp_path, "migrate").stdout
    # With timestamps from elsewhere the demo signs nothing: its signatures have a test of their own, and take seconds.
    first, second = (pulau(tmp_path, "demo", "load", PULAU_TIMESTAMP_URL="http://127.0.0.1:9/") for _time in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert "47 akun, 72 unit, 1721 pegawai, 37 lembar kerja" in first.stdout
    assert "tidak ada yang diubah" in second.stdout
    checked = pulau(tmp_path, "check")
    assert checked.returncode == 0, checked.stderr
    with closing(sqlite3.connect(tmp_path / "pulau.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        # Beside the 47: the heads of six more bodies, who cannot sign in.
        assert database.execute("SELECT count(*) FROM accounts_user").fetchone() == (47 + 6,)


def test_check_notices_a_database_that_was_not_migrated(tmp_path: Path) -> None:
    result = pulau(tmp_path, "check")
    assert result.returncode == 2
    assert "migrations were not run: pulau migrate" in result.stderr


def test_a_setting_that_cannot_be_used_is_told_without_a_trace(tmp_path: Path) -> None:
    result = pulau(tmp_path, "migrate", PULAU_DATABASE_URL="mysql://host/name")
    assert result.returncode == 2
    assert "PULAU_DATABASE_URL" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.slow
def test_serving_prints_the_address_and_answers(tmp_path: Path) -> None:
    shutil.copyfile(migrated_file(), tmp_path / "pulau.sqlite3")
    port = free_port()
    with serving(tmp_path, port) as process:
        assert first_page(port) == 200
        assert process.poll() is None
    assert process.stdout is not None
    printed = process.stdout.read()
    assert re.search(rf"http://127\.0\.0\.1:{port}/", printed)


def test_a_port_in_use_is_told_at_once_with_the_way_out(tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = pulau(tmp_path, "serve", "--port", str(port))
    assert result.returncode == 2
    assert f"--port {port + 1}" in result.stderr


def test_the_servers_commands_start_without_the_pure_ones() -> None:
    code = "import sys; sys.argv = ['pulau', 'demo', '--help']; from pulau.cli.main import main; main()"
    asked = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True)
    assert "pulau.cli.server" in asked.stderr
    assert "pulau.exchange" not in asked.stderr


def test_every_command_of_the_server_is_known_as_one() -> None:
    groups = get_command(build(pure=False))
    assert isinstance(groups, TyperGroup)
    assert set(groups.commands) == set(COMMANDS)
