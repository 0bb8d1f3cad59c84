"""Asking a question anew, far from the installation: in a process that knows nothing but DuckDB, and by SQLite."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from django.test import Client

from pulau.exchange.national.questions import Question, relation
from pulau.exchange.national.snapshots import Snapshot

_ALONE = """
import json, pathlib, sys, duckdb
for file in pathlib.Path(".").glob("*.parquet"):
    duckdb.sql(f"CREATE VIEW {file.stem.replace('-', '_')} AS FROM '{file}'")
found = duckdb.sql(sys.stdin.read())
assert not [name for name in sys.modules if name.startswith(("pulau", "django"))]
print(json.dumps([dict(zip(found.columns, row)) for row in found.fetchall()], default=str))
"""


def alone(sql: str, folder: Path) -> list[dict[str, Any]]:
    """Return the rows that a fresh process with DuckDB alone answers, over the Parquet files of a folder."""
    command = [sys.executable, "-I", "-c", _ALONE]
    done = subprocess.run(command, cwd=folder, input=sql, text=True, capture_output=True, check=True, timeout=120)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def shown_csv(slug: str) -> list[dict[str, str]]:
    """Return the rows of the CSV file that the page of a figure offers."""
    text = Client().get(f"/angka/{slug}.csv").content.decode()
    return list(csv.DictReader(StringIO(text)))


def shown_sql(slug: str) -> str:
    """Return the SQL that the page of a figure offers."""
    return Client().get(f"/angka/{slug}.sql").content.decode()


def by_sqlite(question: Question, snapshot: Snapshot) -> list[tuple[Any, ...]]:
    """Return the answer of another engine: SQLite, which lacks EXTRACT and date_diff alone."""
    database = in_sqlite(snapshot)
    try:
        return database.execute(sql_of_sqlite(question)).fetchall()
    finally:
        database.close()


def sql_of_sqlite(question: Question) -> str:
    """Return the SQL of a question as SQLite takes it: without EXTRACT."""
    return re.sub(r"EXTRACT\(YEAR FROM ([a-z_.]+)\)", r"CAST(strftime('%Y', \1) AS INTEGER)", question.sql)


def in_sqlite(snapshot: Snapshot) -> sqlite3.Connection:
    """Return a database in memory with the tables of a snapshot."""
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - as in the code it tries

    database = sqlite3.connect(":memory:")
    database.create_function("date_diff", 3, _date_diff, deterministic=True)
    for table in snapshot.files:
        file = pq.ParquetFile(snapshot.path_of(table))
        names = file.schema_arrow.names
        database.execute(f"CREATE TABLE {relation(table)} ({', '.join(names)})")
        places = ", ".join("?" * len(names))
        for batch in file.iter_batches():
            columns = [[_plain(value) for value in column.to_pylist()] for column in batch.columns]
            insert = f"INSERT INTO {relation(table)} VALUES ({places})"  # noqa: S608 - names of our own tables
            database.executemany(insert, zip(*columns, strict=True))
    return database


def _date_diff(_part: str, first: str | None, last: str | None) -> int | None:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else None


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
