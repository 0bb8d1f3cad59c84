"""Uploads through the real server: cut, by a client that sends all in one piece, by a server that is killed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.served import install, serving
from tests.uploader import Uploader, peak

pytestmark = [pytest.mark.once, pytest.mark.slow]
MEGABYTE = 1024**2
MOST_KILOBYTES = 200 * 1024


def test_a_file_comes_whole_over_a_connection_that_is_cut_and_a_server_that_is_killed(tmp_path: Path) -> None:
    there = install(tmp_path)
    content = os.urandom(24 * MEGABYTE)
    with serving(there) as server:
        sender = Uploader(server.port, there.sessions["ayu"], len(content), lambda at, size: content[at : at + size])
        sender.begin()
        for part in range(1, 5):
            sender.send_until(part * 4 * MEGABYTE + 4321)
        before = sender.offset()
        server.kill()
    with serving(there) as server:
        sender.port = server.port
        assert sender.offset() >= before > 12 * MEGABYTE
        assert sender.send_rest() == len(content)
        assert peak(server) < MOST_KILOBYTES
    kept = tmp_path / "uploads" / sender.where.rpartition("/")[2]
    assert hashlib.sha256(kept.read_bytes()).digest() == hashlib.sha256(content).digest()
