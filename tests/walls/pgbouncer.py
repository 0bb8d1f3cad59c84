"""A private pgbouncer in transaction pooling before the server of the tests, on a socket in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.walls.application import APPLICATION

PORT: Final = 6432
PATIENCE: Final = 15.0
UNPRIVILEGED: Final = "postgres"
"""Who runs it where the tests run as root, which it refuses to be."""


@contextmanager
def pgbouncer(server: str, connections: int) -> Iterator[dict[str, object]]:
    """Run it until the block ends; `server` is PostgreSQL's socket folder. Returns where Django finds the pool."""
    with TemporaryDirectory(prefix="pulau-pool-") as folder:
        home = Path(folder)
        settings = home / "pgbouncer.ini"
        settings.write_text(_settings(server, home, connections), encoding="utf-8")
        command = ["pgbouncer", "-q", str(settings)]
        if os.geteuid() == 0:
            home.chmod(0o755)
            shutil.chown(home, UNPRIVILEGED)
            command = ["runuser", "-u", UNPRIVILEGED, "--", *command]
        with subprocess.Popen(command) as process:
            try:
                _wait(home, process)
                yield {"HOST": folder, "PORT": str(PORT)}
            finally:
                process.terminate()


def _settings(server: str, home: Path, connections: int) -> str:
    return f"""[databases]
* = host={server} user={APPLICATION}
[pgbouncer]
listen_addr =
listen_port = {PORT}
unix_socket_dir = {home}
auth_type = any
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 100
logfile = {home}/log
"""


def _wait(home: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while not (home / f".s.PGSQL.{PORT}").exists():
        if process.poll() is not None or time.monotonic() > until:
            raise TimeoutError("pgbouncer did not start")
        time.sleep(0.05)
