from __future__ import annotations

from pathlib import Path

import pytest

from pulau.config.database import database_settings
from pulau.config.environment import SettingInvalid

HOME = Path("/srv/pulau")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///pulau.sqlite3", "/srv/pulau/pulau.sqlite3"),
        ("sqlite:////data/pulau.sqlite3", "/data/pulau.sqlite3"),
        ("sqlite:///with%20space.sqlite3", "/srv/pulau/with space.sqlite3"),
        ("sqlite://:memory:", ":memory:"),
    ],
)
def test_sqlite_lies_in_home_or_where_the_address_says(url: str, name: str) -> None:
    assert database_settings(url, HOME)["NAME"] == name


def test_sqlite_writers_queue_and_commits_survive() -> None:
    found = database_settings("sqlite:///pulau.sqlite3", HOME)
    assert found["CONN_MAX_AGE"] is None
    options = found["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] > 0
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert f"PRAGMA {pragma};" in options["init_command"]


def test_postgresql_with_everything_in_its_address() -> None:
    found = database_settings("postgres://ayu:p%40ss@db.example.id:6432/zona?sslmode=verify-full", HOME)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("ayu", "p@ss", "db.example.id", "6432")
    assert found["NAME"] == "zona"
    assert found["OPTIONS"] == {"sslmode": "verify-full"}


def test_postgresql_on_a_socket() -> None:
    found = database_settings("postgresql://pulau@/pulau?host=/run/postgresql", HOME)
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize(
    "url",
    ["mysql://host/name", "", "pulau.sqlite3", "sqlite://", "sqlite:///", "postgres://host", "postgres://host:x/name"],
)
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(SettingInvalid, match="PULAU_DATABASE_URL"):
        database_settings(url, HOME)
