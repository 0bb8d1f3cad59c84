"""A production-like installation: two roles, the wall, a real server; and everything of it works as the application."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors, sql

from pulau.foundation.accounts.demo_sign_in import DEMO_PASSWORD
from tests.faults.postgres import Postgres
from tests.migrated import migrated_template
from tests.served import ROOT, SECRET, Installation, Visitor, serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SERVER = os.environ.get("PULAU_TEST_DATABASE_URL", "")

pytestmark = [
    pytest.mark.first,
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.skipif(not SERVER, reason="of PostgreSQL alone"),
]


SEVERAL = """
import sys
from pulau.cli.main import build
for line in sys.argv[1:]:
    if code := build(pure=False)(line.split("\\t"), standalone_mode=False):
        sys.exit(code)
"""


def pulau(there: Installation, *arguments: str) -> str:
    return _run(there, "-m", "pulau", *arguments)


def _run(there: Installation, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=dict(there.environment), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def address(role: str, database: str) -> str:
    """The address of a database on the server of the tests, for a role of this test."""
    parts = urlsplit(SERVER)
    return urlunsplit(parts._replace(netloc=f"{role}:sandi@{parts.netloc.rpartition('@')[2]}", path=f"/{database}"))


SUPERUSER = urlunsplit(urlsplit(SERVER)._replace(path="/postgres"))


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Installation]:
    """An installation as `pulau database prepare`, `migrate` and `demo load` make it; its roles go with it."""
    name = f"pulau_{uuid4().hex[:12]}"
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PULAU_", "DJANGO_", "PORT"))}
    environment = {
        **kept,
        "PULAU_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PULAU_DATABASE_URL": address(f"{name}_web", name),
        "PULAU_MIGRATION_DATABASE_URL": address(f"{name}_owner", name),
    }
    made = Installation(tmp_path, environment, {}, {}, {})
    assert "CREATE ROLE" in pulau(made, "database", "prepare")
    pulau(made, "database", "prepare", "--execute", SUPERUSER)
    yield made
    with psycopg.connect(SUPERUSER, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        for role in (f"{name}_web", f"{name}_owner"):
            server.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def signed_in(there: Installation, port: int, email: str, password: str = DEMO_PASSWORD) -> Visitor:
    """Sign in by the page, as a browser does."""
    body = urlencode({"login": email, "password": password})
    sent = {"Cookie": f"csrftoken={SECRET}", "X-CSRFToken": SECRET, **FORM}
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request("POST", "/masuk", body, sent)
        reply = line.getresponse()
        session = re.search(r"sessionid=(\w+)", str(reply.headers))
    assert session, reply.status
    known = Installation(there.home, there.environment, {"me": session[1]}, {}, {})
    return Visitor(known, port, "me", unit="disdukcapil")


def opened(there: Installation, code: str) -> str:
    """Open a body whose administrator is `admin@CODE.example.id`; return the password that was made."""
    body = ("agency", "open", code, f"Kabupaten {code}", "--kind", "regency")
    duty = ("--agency", code, "--role", "agency-administrator", "--make-password")
    person = ("user", "add", f"admin@{code}.example.id", "--name", "Ani Baru", *duty)
    # In one process, which loads Django once.
    return _run(there, "-c", SEVERAL, "\t".join(body), "\t".join(person)).split()[-1]


def owns_nothing(there: Installation, table: str) -> None:
    """Check that the application's role reads no row where no body is told, and cannot take the wall down."""
    name = sql.Identifier(table)
    with psycopg.connect(there.environment["PULAU_DATABASE_URL"]) as database:
        assert database.execute(sql.SQL("SELECT count(*) FROM {}").format(name)).fetchone() == (0,)
        with pytest.raises(errors.InsufficientPrivilege):
            database.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(name))


# To migrate anew takes long: by day the owner of the tables gets those that were migrated once for the whole run.
@pytest.mark.parametrize("anew", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_two_bodies_begin_as_a_role_that_owns_nothing(there: Installation, *, anew: bool) -> None:
    there = replace(there, environment={**there.environment, "PULAU_SECOND_FACTOR_REQUIRED": "no"})
    if not anew:
        owner = Postgres(there.environment["PULAU_MIGRATION_DATABASE_URL"], home="")
        owner.pour(urlunsplit(urlsplit(SERVER)._replace(path=f"/{migrated_template()}")))
    assert ("No migrations to apply" in pulau(there, "migrate")) is not anew
    pulau(there, "database", "prepare", "--execute", SUPERUSER)  # again: nothing is lost
    passwords = {code: opened(there, code) for code in ("timur", "barat")}
    pulau(there, "work", "--until-empty")
    with serving(there) as server:
        people = {
            code: signed_in(there, server.port, f"admin@{code}.example.id", password)
            for code, password in passwords.items()
        }
        unit = {"code": "disdukcapil", "name": "Dinas Kependudukan", "kind": "office", "since": "2026-01-01"}
        answer = people["timur"].ask("POST", "/unit", urlencode(unit).encode(), **FORM)
        assert answer.status == 303, answer.text
        assert people["timur"].ask("GET", "/unit/disdukcapil").status == 200
        assert people["barat"].ask("GET", "/unit/disdukcapil").status == 404
        assert people["barat"].ask("GET", "/akun").status == 200
    owns_nothing(there, "agencies_workunit")
    pulau(there, "migrate")  # and again, with rows there


# With timestamps from elsewhere the demo signs nothing.
@pytest.mark.nightly
@pytest.mark.parametrize("timestamps", ["http://127.0.0.1:9/", ""])
def test_the_demo_is_loaded_as_a_role_that_owns_nothing(there: Installation, timestamps: str) -> None:
    if timestamps:
        there = replace(there, environment={**there.environment, "PULAU_TIMESTAMP_URL": timestamps})
    pulau(there, "migrate")
    assert "Contoh dimuat" in pulau(there, "demo", "load")
    pulau(there, "work", "--until-empty")
    with serving(there) as server:
        ayu = signed_in(there, server.port, "ayu@sagara.example.id")
        sheets = ayu.ask("GET", "/lke")
        assert sheets.status == 200
        assert "/lke/disdukcapil/" in sheets.text
        assert ayu.ask("GET", "/lke/disdukcapil/2026/area/1").status == 200
        assert ayu.ask("GET", "/akun").status == 200
        dewi = signed_in(there, server.port, "dewi@lain.example.id")
        assert dewi.ask("GET", "/lke/disdukcapil/2026/").status == 404
    owns_nothing(there, "worksheets_worksheet")
