"""Kept pages on a real `pulau serve`: its processes share them, and they stand while the database is gone."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.migrated import migrated_file
from tests.served import Installation, Reply, Server, Visitor, bare, serving

SETTINGS = "tests.foundation.standing.served_settings"
PAGE = "/uji/hal/bps"
SINCE = re.compile(r'role="status">Basis data sedang tidak dapat dihubungi\. Halaman ini seperti pada [^<]+ WIB\.<')
ASKED = 40


def installed(home: Path) -> Installation:
    there = Installation(home, bare(home), {}, {}, {})
    shutil.copyfile(migrated_file(), home / "pulau.sqlite3")
    return there


def ask(there: Installation, server: Server, path: str = PAGE, seen: str = "-") -> Reply:
    visitor = Visitor(there, server.port, "")
    try:
        return visitor.ask("GET", path, Cookie="siapa=saja", If_None_Match=seen)
    finally:
        visitor.hang_up()


@contextmanager
def database_gone(home: Path) -> Iterator[None]:
    """Let nothing be there but a folder of its name, which no process can open."""
    database = home / "pulau.sqlite3"
    database.rename(home / "kept.sqlite3")
    database.mkdir()
    try:
        yield
    finally:
        database.rmdir()
        (home / "kept.sqlite3").rename(database)


def tell_news(home: Path) -> None:
    """Let what stands be old, as `forget` does in a job of another process, and let all processes notice."""
    news = home / "standing" / "news"
    news.touch()
    os.utime(news, (time.time(), time.time()))
    time.sleep(1.1)


def test_processes_share_what_they_made_and_make_it_anew_after_news(tmp_path: Path) -> None:
    there = installed(tmp_path)
    with serving(there, settings=SETTINGS, PULAU_WORKERS="2") as server:
        first = {ask(there, server).text for _ in range(ASKED)}
        assert len(first) == 1, "both processes give the same page"
        etag = ask(there, server).headers["etag"]
        assert ask(there, server, seen=etag).status == 304
        tell_news(tmp_path)
        assert len({ask(there, server).text for _ in range(ASKED)}) == 1


def test_a_server_that_starts_while_the_database_is_gone_shows_what_stood(tmp_path: Path) -> None:
    there = installed(tmp_path)
    with serving(there, settings=SETTINGS) as server:
        before = ask(there, server)
        assert (before.status, SINCE.search(before.text)) == (200, None)
    tell_news(tmp_path)
    with database_gone(tmp_path), serving(there, settings=SETTINGS) as server:
        shown = [ask(there, server) for _ in range(3)]
        never_opened = ask(there, server, "/uji/hal/lain")
    for reply in shown:
        assert (reply.status, reply.headers["cache-control"]) == (200, "no-store")
        assert SINCE.search(reply.text) is not None
        assert SINCE.sub("", reply.text).count("bps 1 ") == 1
    assert never_opened.status == 503
    with serving(there, settings=SETTINGS) as server:
        after = ask(there, server)
    assert (after.status, SINCE.search(after.text)) == (200, None)
