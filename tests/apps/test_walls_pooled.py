"""No request sees what another left on a shared connection (T3): thousands, interleaved, over a few of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.db import connection

from tests.house import House
from tests.walls.furnished import Furnished, furnish
from tests.walls.pooled import interleaved, sharing_connections

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone"),
]

A_FEW = 60
WALL = "pulau.foundation.tenancy.wall"


@pytest.fixture
def made(house: House) -> Iterator[Furnished]:
    logging.disable(logging.CRITICAL)
    yield furnish(house)
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("requests", [500, pytest.param(10_000, marks=pytest.mark.nightly)])
def test_nothing_bleeds_between_interleaved_requests_of_two_agencies(
    made: Furnished, monkeypatch: pytest.MonkeyPatch, requests: int
) -> None:
    with sharing_connections(monkeypatch):
        found = interleaved(made, requests)
    assert found.statuses == {HTTPStatus.OK: requests}
    assert (found.bled, found.strays, found.starved) == ([], [], 0)


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
