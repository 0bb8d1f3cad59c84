"""The S3 server that tests keep files in, when a port was taken since it was found free."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.object_server import ObjectServer, StartError, started


@pytest.fixture
def taken() -> Iterator[int]:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        yield other.getsockname()[1]


def on_taken(folder: Path, taken: int) -> ObjectServer:
    server = ObjectServer(folder)
    server.ports[0] = taken
    return server


def test_it_is_started_anew_on_other_ports(tmp_path: Path, taken: int) -> None:
    waiting = [on_taken(tmp_path / "a", taken), ObjectServer(tmp_path / "b")]
    server = started(lambda: waiting.pop(0))
    try:
        assert (server.folder.name, waiting) == ("b", [])
        server.make_bucket("laci")
        server.overwrite("laci", "a", b"isi")
    finally:
        server.stop()


def test_what_never_starts_says_why_and_leaves_nothing_running(tmp_path: Path, taken: int) -> None:
    server = on_taken(tmp_path / "a", taken)
    with pytest.raises(StartError, match="address already in use"):
        started(lambda: server, tries=1)
    assert server._process is None
