"""Reading for minutes as of one moment, while others write: every table of a release tells of the same state.

`atomic` would take SQLite's one lock of writers for as long; and nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def one_moment() -> Iterator[None]:
    """Let every query within see the database as the first one does. Nothing may be written within.

    Inside a transaction that is open already, it is that one's view.
    """
    if connection.in_atomic_block:
        yield
        return
    postgres = connection.vendor == "postgresql"
    _run("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" if postgres else "BEGIN DEFERRED")
    try:
        yield
    finally:
        _run("ROLLBACK")


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
