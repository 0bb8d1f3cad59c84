"""A database that is locked, takes no writes, is full or stopped: no 200 without a durable write, and it recovers."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing

import pytest

from tests.faults.pairs import audited
from tests.faults.postgres import Postgres
from tests.served import UNIT, YEAR, Installation, Visitor, serving

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
on_sqlite = pytest.mark.skipif(bool(os.environ.get("PULAU_TEST_DATABASE_URL")), reason="of SQLite alone")
on_postgres = pytest.mark.skipif(not os.environ.get("PULAU_TEST_DATABASE_URL"), reason="of PostgreSQL alone")

CARELESS = "tests.faults.careless"
ITEM = "P1.i.b"
PAGE = f"/lke/{UNIT}/{YEAR}/area/1"
RECOVERS = 60.0


def stored(there: Installation) -> dict[str, list[str]]:
    """Return the versions of ITEM that are there; everything else must fit together."""
    found = audited(there)
    assert found["faults"] == []
    versions: dict[str, list[str]] = found["answers"].get(UNIT, {}).get(ITEM, {})
    return versions


@on_sqlite
def test_a_lock_that_is_held_too_long_saves_nothing_and_is_over_when_it_is_over(fresh: Installation) -> None:
    with serving(fresh, settings=CARELESS, FAULT="short-wait") as server:
        ayu = Visitor(fresh, server.port, "ayu")
        with closing(sqlite3.connect(fresh.home / "pulau.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert ayu.save(ITEM, 0, jawab="A").status == 503
            page = ayu.save(ITEM, 0, script=False, jawab="A", catatan="yang saya ketik")
            assert page.status == 503
            assert "yang saya ketik" in page.text
            assert ayu.put(ITEM, 0, "A", "").status == 503
            other.execute("ROLLBACK")
        assert stored(fresh) == {}
        assert ayu.save(ITEM, 0, jawab="A", catatan="").status == 200
    assert stored(fresh) == {"1": ["A", ""]}


@on_sqlite
@pytest.mark.parametrize("fault", ["full-disk", pytest.param("no-writes", marks=pytest.mark.nightly)])
def test_what_cannot_be_written_is_not_acknowledged(fresh: Installation, fault: str) -> None:
    note = "panjang " * 1_200
    with serving(fresh, settings=CARELESS, FAULT=fault) as server:
        ayu = Visitor(fresh, server.port, "ayu")
        statuses = [ayu.save(ITEM, 0, jawab="A", catatan=note).status for _ in range(3)]
    assert statuses == [503, 503, 503]
    assert stored(fresh) == {}
    with serving(fresh) as server:
        assert Visitor(fresh, server.port, "ayu").save(ITEM, 0, jawab="A", catatan="kini").status == 200
    assert stored(fresh) == {"1": ["A", "kini"]}


@on_postgres
def test_a_stopped_database_saves_nothing_and_the_server_recovers_alone(
    durable: tuple[Installation, Postgres | None],
) -> None:
    there, postgres = durable
    assert postgres is not None
    with serving(there) as server:
        ayu = Visitor(there, server.port, "ayu")
        assert ayu.save(ITEM, 0, jawab="A", catatan="").status == 200
        postgres.stop()
        assert ayu.save(ITEM, 1, jawab="B", catatan="").status == 503
        assert ayu.ask("GET", PAGE).status == 503
        assert "yang saya ketik" in ayu.save(ITEM, 1, script=False, jawab="B", catatan="yang saya ketik").text
        postgres.start()
        until = time.monotonic() + RECOVERS
        while (status := ayu.save(ITEM, 1, jawab="B", catatan="").status) != 200 and time.monotonic() < until:
            assert status == 503
    assert stored(there) == {"1": ["A", ""], "2": ["B", ""]}
