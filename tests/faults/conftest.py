"""An installation of its own for each test, on the database that the run is about: a copy of one that was filled."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.faults.postgres import Postgres, durable_postgres
from tests.migrated import migrated_template
from tests.served import Installation, install

SERVER = os.environ.get("PULAU_TEST_DATABASE_URL", "")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    """The house, and the name of its database on PostgreSQL; nobody runs it."""
    with database(migrated_template() if SERVER else "") as name:
        yield install(tmp_path_factory.mktemp("filled"), database=address_of(name)), name


@pytest.fixture
def fresh(filled: tuple[Installation, str], tmp_path: Path) -> Iterator[Installation]:
    """The house, on SQLite or, where PULAU_TEST_DATABASE_URL is set, on PostgreSQL; nobody has answered anything."""
    with database(filled[1]) as copy:
        yield moved(filled[0], tmp_path / "home", address_of(copy) if copy else "")


@pytest.fixture
def durable(filled: tuple[Installation, str], tmp_path: Path) -> Iterator[tuple[Installation, Postgres | None]]:
    """The same, on a database that syncs to the disk: a PostgreSQL of its own, or SQLite (None)."""
    there, name = filled
    if not SERVER:
        yield moved(there, tmp_path / "home"), None
        return
    with durable_postgres() as postgres:
        postgres.pour(address_of(name))
        yield moved(there, tmp_path / "home", postgres.address), postgres


def moved(there: Installation, home: Path, database: str = "") -> Installation:
    """Copy an installation to another home, with its SQLite; `database` is the address of its PostgreSQL."""
    shutil.copytree(there.home, home)
    environment = {**there.environment, "PULAU_HOME": str(home)}
    return replace(there, home=home, environment=environment | ({"PULAU_DATABASE_URL": database} if database else {}))


@contextmanager
def database(template: str = "template1") -> Iterator[str]:
    """Make a database on the run's PostgreSQL and return its name; without one, nothing: SQLite lies in the home."""
    if not SERVER:
        yield ""
        return
    name = f"faults_{uuid4().hex}"
    parts = (sql.Identifier(name), sql.Identifier(template or "template1"))
    with psycopg.connect(address_of("postgres"), autocommit=True) as maker:
        maker.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*parts))
    yield name
    with psycopg.connect(address_of("postgres"), autocommit=True) as maker:
        maker.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(parts[0]))


def address_of(name: str) -> str:
    """Return the address of another database of the run's PostgreSQL."""
    if not SERVER:
        return ""
    head, _, query = SERVER.partition("?")
    return f"{head.rpartition('/')[0]}/{name}?{query}"
