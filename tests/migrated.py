"""A database with all tables and no rows, migrated once for all processes and runs that have the same migrations.

Migrating takes seconds of a processor, and every worker, served installation and command of the tests wants it done.
The copies are migrated again where they are used, which then finds nothing to do.
"""

from __future__ import annotations

import fcntl
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "pulau"
IMPORT = re.compile(r"^\s*(?:from|import) (pulau(?:\.\w+)*)", re.MULTILINE)
KEPT = ROOT / ".pytest_cache" / "migrated"
SERVER = os.environ.get("PULAU_TEST_DATABASE_URL", "")
HOUR = 3600
TEMPLATE = "pulau_migrated_"


def migrated_file() -> Path:
    """Return a SQLite file, to be copied."""
    kept = KEPT / f"{_sources()}.sqlite3"
    with _alone(kept.name):
        if not kept.exists():
            with tempfile.TemporaryDirectory(dir=KEPT) as home:
                made = Path(home) / "pulau.sqlite3"
                _migrate(PULAU_HOME=home)
                with closing(sqlite3.connect(made)) as database:
                    database.execute("PRAGMA journal_mode=DELETE")  # one file; who opens a copy turns WAL on again
                made.rename(kept)
            for older in KEPT.glob("*.sqlite3"):
                if older.stat().st_mtime < time.time() - HOUR:  # another run may be about to copy a younger one
                    older.unlink()
        kept.touch()
    return kept


def migrated_template() -> str:
    """Return the name of a database on the run's PostgreSQL, to be named as a TEMPLATE."""
    name = f"{TEMPLATE}{_sources()}"
    server = f"postgres-{sha256(SERVER.encode()).hexdigest()[:16]}"
    with _alone(server), psycopg.connect(_address("postgres"), autocommit=True) as maker:
        asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        there = {row[0] for row in maker.execute(asked, [TEMPLATE])}
        if name not in there:
            for older in (*there, f"{name}_half"):
                maker.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(older)))
            maker.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"{name}_half")))
            _migrate(PULAU_DATABASE_URL=_address(f"{name}_half"))
            parts = (sql.Identifier(f"{name}_half"), sql.Identifier(name))
            maker.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*parts))
    return name


def begin() -> subprocess.Popen[bytes]:
    """Make in a process of its own what this run wants, while the workers of pytest still collect its tests."""
    return subprocess.Popen([sys.executable, "-m", __name__], cwd=ROOT)


@cache
def _sources() -> str:
    """Name what migrations are, and all that they import of ours, by a digest."""
    found = sha256(f"{django.VERSION} {sys.version}".encode())
    for path in sorted(_imported({*SOURCE.rglob("migrations/*.py"), SOURCE / "config" / "settings" / "base.py"})):
        found.update(str(path).encode() + path.read_bytes())
    found.update((ROOT / "requirements" / "runtime.txt").read_bytes())
    return found.hexdigest()[:16]


def _imported(files: set[Path]) -> set[Path]:
    """Return files and what they import of Pulau, and so on; of a package all that lies in it."""
    known, waiting = set(files), set(files)
    while waiting:
        names = IMPORT.findall(waiting.pop().read_text(encoding="utf-8"))
        places = [SOURCE.parent.joinpath(*name.split(".")) for name in names]
        met = {file for place in places for file in (place.with_suffix(".py"), *place.glob("*.py")) if file.is_file()}
        waiting |= met - known
        known |= met
    return known


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Let one process of this checkout at a time make it; the others wait, and find it made."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(**variables: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULAU_", "DJANGO_", "PORT"))}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "pulau.config.settings.chosen", **variables}
    with tempfile.TemporaryDirectory() as elsewhere:
        environment.setdefault("PULAU_HOME", elsewhere)
        command = [sys.executable, "-m", "django", "migrate", "-v0"]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"migrating failed: {done.stderr}")


def _address(database: str) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{database}"))


if __name__ == "__main__":
    migrated_template() if SERVER else migrated_file()
