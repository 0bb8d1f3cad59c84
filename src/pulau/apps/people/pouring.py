"""Writing rows by the ten thousand, as fast as a database takes them; nothing is checked but by the database.

COPY would be faster still, but PostgreSQL refuses it on tables behind the wall.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

if TYPE_CHECKING:
    from django.db.models import Field, Model

CHUNK: Final = 5_000


def pour(groups: Iterable[tuple[Model, ...]]) -> None:
    """Insert groups of rows; the n-th rows of all groups are of one model, whose rows are written before the next's."""
    waiting = iter(groups)
    while chunk := list(islice(waiting, CHUNK)):
        for rows in zip(*chunk, strict=True):
            _insert(rows)


def _insert(rows: Sequence[Model]) -> None:
    meta = rows[0]._meta  # noqa: SLF001 - Django's documented door
    fields: list[Field[Any, Any]] = list(meta.concrete_fields)
    columns = [[field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows] for field in fields]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    start = f"INSERT INTO {connection.ops.quote_name(meta.db_table)} ({names})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            types = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
            cursor.execute(f"{start} SELECT * FROM unnest({types})", columns)  # noqa: S608 - names of our models
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"{start} VALUES ({marks})", list(zip(*columns, strict=True)))
