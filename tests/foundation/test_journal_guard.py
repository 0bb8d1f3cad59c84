"""The database itself refuses to change or remove an entry, whoever asks, in raw SQL too."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pulau.foundation.accounts.actions import TENANT_OPENED
from pulau.foundation.journal import guard
from pulau.foundation.journal import services as journal
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.models import Tenant
from tests.cast import AYU, NOW, SAGARA

COLUMNS = {str(field.column) for field in Entry._meta.fields}
ATTEMPTS = [
    "UPDATE journal_entry SET payload = '{}'",
    "UPDATE journal_entry SET role = 'auditor', outbox = 'published'",
    "UPDATE journal_entry SET at = '2020-01-01 00:00:00+00:00'",
    "UPDATE journal_entry SET actor_id = NULL",
    "UPDATE journal_entry SET request_id = tenant_id",
    "DELETE FROM journal_entry",
]


@pytest.fixture
def entry(db: None) -> Entry:
    tenant = Tenant.objects.create(id=SAGARA, code="sagara", name="Sagara", created_at=NOW)
    with transaction.atomic():
        return journal.record(AYU, TENANT_OPENED.code, tenant, {"code": "sagara"}, NOW)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def rows() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journal_entry ORDER BY id")
        return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()]


@pytest.mark.parametrize("sql", ATTEMPTS)
def test_raw_sql_changes_and_removes_nothing(entry: Entry, sql: str) -> None:
    before = rows()
    with pytest.raises(DatabaseError, match="not changed or removed"):
        run(sql)
    assert rows() == before


def test_an_entry_is_not_put_in_the_place_of_another(entry: Entry) -> None:
    before = rows()
    names = ", ".join(sorted(COLUMNS))
    verb = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    tail = "" if connection.vendor == "sqlite" else " ON CONFLICT (id) DO UPDATE SET role = 'auditor'"
    with pytest.raises(DatabaseError, match="not changed or removed"):
        run(f"{verb} journal_entry ({names}) SELECT {names} FROM journal_entry{tail}")  # noqa: S608 - names of columns
    assert rows() == before


def test_the_journal_is_not_emptied(entry: Entry) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(DatabaseError, match="not changed or removed"):
        run("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE journal_entry")
    assert len(rows()) == 1


def test_the_way_to_the_public_log_may_be_told(entry: Entry) -> None:
    run("UPDATE journal_entry SET outbox = 'published'")
    assert Entry.objects.for_actor(AYU).get().outbox == "published"


def test_the_door_opens_for_its_transaction_only(entry: Entry) -> None:
    with transaction.atomic(), guard.opened(connection):
        run("UPDATE journal_entry SET payload = '{}'")
    assert Entry.objects.for_actor(AYU).get().payload == "{}"
    with pytest.raises(DatabaseError, match="not changed or removed"):
        run("UPDATE journal_entry SET payload = '{\"code\":1}'")


def test_the_guard_knows_every_column_of_an_entry() -> None:
    assert {*guard.FIXED, "outbox"} == COLUMNS


def test_no_page_of_django_s_admin_is_installed() -> None:
    """By it an operator could reach rows past every service."""
    assert not apps.is_installed("django.contrib.admin")
    assert not apps.is_installed("django.contrib.admindocs")
    source = Path(settings.PACKAGE)
    assert [path for path in source.rglob("*.py") if "django.contrib.admin" in path.read_text(encoding="utf-8")] == []
