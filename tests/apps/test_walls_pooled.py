"""No request sees what another left on a shared connection (T3): thousands, interleaved, over a few of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.db import connection

from tests.house import House
from tests.walls.furnished import Furnished, furnish
from tests.walls.pgbouncer import pgbouncer
from tests.walls.pooled import CONNECTIONS, interleaved, sharing_connections

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone"),
]

A_FEW, OF_EACH_RUN, OF_A_NIGHT = 60, 500, 10_000
WALL = "pulau.foundation.tenancy.wall"


@pytest.fixture
def made(house: House) -> Iterator[Furnished]:
    logging.disable(logging.CRITICAL)
    yield furnish(house)
    logging.disable(logging.NOTSET)


def test_nothing_bleeds_between_interleaved_requests_of_two_agencies(
    made: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sharing_connections(monkeypatch):
        found = interleaved(made, OF_EACH_RUN)
    assert found.statuses == {HTTPStatus.OK: OF_EACH_RUN}
    assert (found.bled, found.strays, found.starved) == ([], [], 0)


@pytest.mark.nightly
def test_nothing_bleeds_through_pgbouncer(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    server = str(connection.settings_dict["HOST"])
    with pgbouncer(server, CONNECTIONS) as pool:
        with sharing_connections(monkeypatch, **pool):
            found = interleaved(made, OF_A_NIGHT)
        with monkeypatch.context() as patch, sharing_connections(patch, **pool):
            patch.setattr(f"{WALL}.LOCAL", False)
            careless = interleaved(made, A_FEW)
    assert found.statuses == {HTTPStatus.OK: OF_A_NIGHT}
    assert (found.bled, found.strays, found.starved) == ([], [], 0)
    assert careless.bled, "a plain SET is seen here too"


def test_a_plain_set_would_be_seen_to_bleed(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{WALL}.LOCAL", False)
    with sharing_connections(monkeypatch):
        found = interleaved(made, A_FEW)
    assert {str(made.house.tenants["sagara"]), str(made.house.tenants["lain"])} <= set(found.bled)


def test_where_the_database_is_told_nothing_nobody_reads_anything(
    made: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{WALL}._enter", lambda _name, _value: None)
    with sharing_connections(monkeypatch):
        found = interleaved(made, A_FEW)
    assert found.starved == A_FEW
    assert (found.bled, found.strays) == ([], [])
