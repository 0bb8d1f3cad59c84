"""Every address, method, role and relation: what is not in the table is denied, tells nothing, changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.db import connection

from pulau.foundation.tenancy import deciding, wall
from pulau.foundation.tenancy.scope import ScopedQuerySet
from tests.walls import matrix
from tests.walls.furnished import Furnished, furnished_house
from tests.walls.guests import LIKE, invite_guests
from tests.walls.places import OTHER

ENOUGH = 4_000
ENOUGH_NIGHTLY = 100_000


@pytest.fixture
def made(db: None) -> Iterator[Furnished]:
    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its trace
    yield furnished_house()
    logging.disable(logging.NOTSET)


@pytest.mark.first
@pytest.mark.slow
@pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="2026-11-26: at night on PostgreSQL, where tests/apps/test_walls.py walks in every run",
)
def test_nobody_gets_through_where_the_table_does_not_let_them(made: Furnished) -> None:
    # HEAD is GET to every view: tests/apps/test_walls.py asks it on PostgreSQL, and the night in full
    found = matrix.walk(made, every=matrix.SAMPLE, methods=("GET", "POST"))
    print(found)  # noqa: T201 - `make matrix` prints it too
    assert found.leaks == []
    assert found.requests >= ENOUGH
    assert found.routes > 100


@pytest.mark.nightly
@pytest.mark.slow
def test_nobody_gets_through_by_any_method_at_all(made: Furnished) -> None:
    found = matrix.walk(made, methods=matrix.ALL)
    print(found)  # noqa: T201 - `make matrix` prints it too
    assert found.leaks == []
    assert found.requests >= ENOUGH_NIGHTLY


def test_every_role_is_tried_in_every_relation_it_can_stand_in(made: Furnished) -> None:
    guests = {guest.name for guest in invite_guests(made)}
    assert LIKE.keys() <= guests
    assert {"companion@own-unit", "companion@own-body", "companion@region", "companion@other-region"} <= guests
    assert {"companion@country", "operator@country", "auditor@foreign-body", "tpi-member@own-unit"} <= guests
    assert set(matrix.BESIDE) <= OTHER.keys()
    assert {name for beside in matrix.BESIDE.values() for name in beside} | matrix.ANALOGS.keys() <= guests


def test_an_address_that_nobody_classified_is_a_leak(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(OTHER, "people:staff")
    found = matrix.walk(made, which=lambda _place: False)
    assert found.leaks == ["nobody says who may open people:staff"]


def test_a_policy_that_was_removed_is_a_leak(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "may_somewhere", lambda _actor, _action: True)
    found = matrix.walk(made, which=lambda place: place.name == "people:add_employee")
    assert any(leak.startswith("counter-officer@own-unit GET /pegawai/baru: 200") for leak in found.leaks)


def test_walls_between_bodies_that_fell_are_leaks_unless_the_database_holds_its_own(
    made: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScopedQuerySet, "of", lambda self, _tenant: self.all())
    found = matrix.walk(
        made, every=matrix.SAMPLE, which=lambda place: place.name in {"worksheets:overview", "people:employee"}
    )
    foreign = [leak for leak in found.leaks if leak.startswith(("vera ", "agency-head@foreign-body "))]
    assert bool(foreign) == (connection.vendor != "postgresql")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="2026-11-26: SQLite has no second wall to tell")
def test_a_transaction_that_was_not_told_whose_rows_are_meant_shows_none(
    made: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = made.house.client("hana")
    assert client.get("/pegawai").status_code == 200
    monkeypatch.setattr(wall, "enter_tenant", lambda _tenant: None)
    monkeypatch.setattr("pulau.apps.people.acting.enter_tenant", lambda _tenant: None, raising=False)
    assert "kenari-staf" not in client.get("/pegawai").content.decode()
