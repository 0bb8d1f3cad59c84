"""What is kept of a person as one ZIP file: JSON for programs, CSV for spreadsheets, a page to read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string

from pulau.apps.people.own_data import Fact, rows_for_file
from pulau.apps.people.selectors.privacy import person_in
from pulau.exchange.table_files import csv_lines
from pulau.foundation.registry.personal_data import Person, PersonalTable, personal_tables
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.foundation.accounts.models import User

KEPT_IN_MEMORY: Final = 4 * 1024 * 1024

Rows = list[tuple[Fact, ...]]


def own_data_file(user: User, bodies: list[tuple[UUID, str]], language: str, now: datetime) -> IO[bytes]:
    """Return the ZIP file, rewound: `data.json`, `data.html`, and a CSV for each table that has rows."""
    account = Person(user.pk, emails=frozenset({user.email}))
    bodiless = [table for table in personal_tables if table.bodiless]
    found: list[tuple[str, list[tuple[PersonalTable, Rows]]]] = [("", _tables(account, user.pk, bodiless, language))]
    owned = [table for table in personal_tables if not table.bodiless]
    for tenant_id, name in bodies:
        with behind_wall(tenant_id, user.pk):
            found.append((name, _tables(person_in(tenant_id, user), tenant_id, owned, language)))
    stream: IO[bytes] = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - the response closes it
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        packed.writestr("data.json", _json(user, found, now))
        packed.writestr("data.html", _html(user, found, language, now))
        for number, (_name, tables) in enumerate(found):
            for table, rows in tables:
                packed.writestr(f"csv/{number}-{table.code.split('.')[1].lower()}.csv", _csv(rows))
    stream.seek(0)
    return stream


def _tables(
    person: Person, tenant_id: UUID, tables: list[PersonalTable], language: str
) -> list[tuple[PersonalTable, Rows]]:
    read = ((table, list(rows_for_file(person, tenant_id, table, language))) for table in tables)
    return [(table, rows) for table, rows in read if rows]


def _json(user: User, found: list[tuple[str, list[tuple[PersonalTable, Rows]]]], now: datetime) -> str:
    bodies: list[dict[str, Any]] = [
        {
            "body": name or None,
            "tables": [
                {"table": table.code, "what": table.indonesian, "rows": [_object(row) for row in rows]}
                for table, rows in tables
            ],
        }
        for name, tables in found
    ]
    whole = {"person": str(user.pk), "made_at": now.astimezone(UTC).isoformat(timespec="seconds"), "bodies": bodies}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _object(row: tuple[Fact, ...]) -> dict[str, str]:
    return {fact.label: fact.value for fact in row}


def _csv(rows: Rows) -> str:
    head = list(dict.fromkeys(fact.label for row in rows for fact in row))
    return "".join(csv_lines(head, ([_object(row).get(label) for label in head] for row in rows)))


def _html(user: User, found: list[tuple[str, list[tuple[PersonalTable, Rows]]]], language: str, now: datetime) -> str:
    bodies = [(name, [(table.words(language), rows) for table, rows in tables]) for name, tables in found]
    context = {"who": user.full_name, "bodies": bodies, "now": now, "language": language}
    return render_to_string("people/own_data_file.html", context)
