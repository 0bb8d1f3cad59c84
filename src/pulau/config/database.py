"""A database address (`postgres://…`, `sqlite://…`) as Django wants it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from pulau.config.environment import Environment, SettingInvalid

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"  # readers go on while one writes
    "PRAGMA synchronous=FULL;"  # a committed answer survives a power cut
    "PRAGMA foreign_keys=ON;"
)
SQLITE_WAIT_SECONDS = 20  # how long a writer waits for another before it gives up
POSTGRES_REUSE_SECONDS = 60


def database_settings(url: str, home: Path) -> dict[str, Any]:
    """Return one entry of Django's DATABASES.

    `sqlite:///name.sqlite3` lies in `home`, `sqlite:////var/lib/x.sqlite3` where it says, `sqlite://:memory:` nowhere.
    `postgres://user:password@host:port/name?sslmode=require`: the query goes to libpq as options, and
    `?host=/run/postgresql` names a socket folder. Raises SettingInvalid for anything else.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "sqlite":
            return _sqlite(url.removeprefix("sqlite://"), home)
        case "postgres" | "postgresql":
            return _postgres(parts)
        case _:
            raise SettingInvalid("PULAU_DATABASE_URL must begin with postgres:// or sqlite://")


def owner_settings(environment: Environment) -> dict[str, Any] | None:
    """Return the database as its owner reaches it, where the operator keeps owner and application apart."""
    url = environment.migration_database_url
    return database_settings(url, environment.home) if url else None


def _sqlite(location: str, home: Path) -> dict[str, Any]:
    name = location if location == ":memory:" else str(home / unquote(location.removeprefix("/")))
    if name.endswith("/") or not location.strip("/"):
        raise SettingInvalid("PULAU_DATABASE_URL names no file: write sqlite:///pulau.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,  # kept by its thread: opening one and its pragmas takes longer than most pages' queries
        # IMMEDIATE: a transaction takes its write lock at once, so two writers queue up instead of one failing midway.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_WAIT_SECONDS,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgres(parts: SplitResult) -> dict[str, Any]:
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    name = unquote(parts.path.removeprefix("/"))
    try:
        port = parts.port
    except ValueError as error:
        raise SettingInvalid("PULAU_DATABASE_URL: the port is not a number from 0 to 65535") from error
    if not name:
        raise SettingInvalid("PULAU_DATABASE_URL names no database: write postgres://user:password@host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": options.pop("port", None) or str(port or ""),
        "CONN_MAX_AGE": POSTGRES_REUSE_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
