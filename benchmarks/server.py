"""cold-start and worker-memory: the server as an operator starts it, on a database of its own."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psutil

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

PULAU = str(Path(sys.executable).with_name("pulau"))
FIRST_PAGE = "/hitung"
STARTS = 3
VIEWS = 50
PATIENCE = 60.0


def cold_start() -> Iterator[Figure]:
    """Time from the command to the first page, the middle one of three starts."""
    with _home() as environment:
        yield Figure("cold-start", median(_start(environment) for _ in range(STARTS)), "s", limit=2)


def worker_memory() -> Iterator[Figure]:
    """Tell what a worker holds after fifty pages: the start page and the results of the demo's worksheets."""
    with _home() as environment, _serving(environment) as (server, port):
        first = _wait(server, port)
        pages = [FIRST_PAGE, *dict.fromkeys(re.findall(r'href="(/hitung/contoh/[^"]+)"', first))]
        for view in range(VIEWS):
            _get(port, pages[view % len(pages)])
        workers = psutil.Process(server.pid).children(recursive=True) or [psutil.Process(server.pid)]
        yield Figure("worker-memory", max(w.memory_info().rss for w in workers) / 1e6, "MB", limit=150)


@contextmanager
def _home() -> Iterator[dict[str, str]]:
    """Make an installation in a folder of its own, as `make run` does before it serves."""
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        environment = {**os.environ, "PULAU_HOME": folder}
        for command in (["migrate"], ["demo", "load"]):
            subprocess.run([PULAU, *command], env=environment, check=True, capture_output=True)
        yield environment


def _start(environment: dict[str, str]) -> float:
    start = time.perf_counter()
    with _serving(environment) as (server, port):
        _wait(server, port)
        return time.perf_counter() - start


@contextmanager
def _serving(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [PULAU, "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield server, port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(server: subprocess.Popen[bytes], port: int) -> str:
    """Ask for the first page until it comes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            return _get(port, FIRST_PAGE)
        except ConnectionError:
            time.sleep(0.01)
    raise TimeoutError(FIRST_PAGE)


def _get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read().decode()
    finally:
        connection.close()
    if response.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{path}: {response.status}")
    return body
