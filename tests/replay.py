"""Building something in the database once a process, and writing its rows again for each test that wants it."""

from __future__ import annotations

import copy
import gc
import time
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import OperationalError, connection, models
from django.db.models.sql import InsertQuery

from pulau.apps.evidence.indexing import index_text
from pulau.apps.evidence.models import Evidence
from pulau.apps.evidence.models.words import EvidenceText
from pulau.foundation import storage
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

T = TypeVar("T")
PATIENCE = 200


class Replay(Generic[T]):
    """What `build` returns, the rows it wrote and the files they name: built by the services once, copied after that.

    The rows are the same ones, ids included. What is returned is a copy, so that no test sees what another did to it.
    The files lie in the memory of a store that is begun anew when a test changes where files are stored.
    """

    def __init__(self, build: Callable[[], T]) -> None:
        self._build = build
        self._written: list[tuple[type[models.Model], list[tuple[str, Any]]]] = []
        self._words: list[EvidenceText] = []
        self._files: list[bytes] = []
        self._made: T | None = None

    def __call__(self) -> T:
        """Put everything into the database of the present test."""
        if self._made is None:
            there = {model: set(_all(model).values_list("pk", flat=True)) for model in _models()}
            self._made = self._build()
            found = ((model, [row for row in _all(model) if row.pk not in there[model]]) for model in _models())
            self._keep({model: rows for model, rows in found if rows})
            self._files = [storage.get(digest) for digest in _files()]
            return copy.deepcopy(self._made)
        _wait_for_readers([model for model, _statements in self._written])
        with connection.constraint_checks_disabled(), connection.cursor() as cursor:
            for _model, statements in self._written:
                for statement, values in statements:
                    cursor.execute(statement, values)
        _find_again(self._words)
        for content in self._files:
            storage.put(content)
        return copy.deepcopy(self._made)

    def _keep(self, found: dict[type[models.Model], list[Any]]) -> None:
        """Keep what writes the rows again: to make it of them takes longer than to run it."""
        self._words = found.pop(EvidenceText, [])
        self._written = [(model, list(_statements(model, rows))) for model, rows in found.items()]


def _statements(model: type[models.Model], rows: list[Any]) -> Iterator[tuple[str, Any]]:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    many = max(connection.ops.bulk_batch_size(fields, rows), 1)
    for start in range(0, len(rows), many):
        query = InsertQuery(model)
        query.insert_values(fields, rows[start : start + many], raw=True)
        yield from query.get_compiler(connection=connection).as_sql()


def _wait_for_readers(written: list[type[models.Model]]) -> None:
    """Wait until nobody reads what is to be written: in SQLite's memory a cursor left open locks its table for all."""
    if connection.vendor != "sqlite":
        return
    for model in written:
        for _try in range(PATIENCE):
            try:
                with connection.cursor() as cursor:
                    cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE 0')  # noqa: S608 - a table of ours
            except OperationalError:
                gc.collect()  # a cursor that a test before left behind ends with it
                time.sleep(0.05)
            else:
                break


def _find_again(words: list[EvidenceText]) -> None:
    """Write what finds evidence by its own code: each database keeps it in a place of its own, beside the row."""
    pieces = {piece.pk: piece for piece in models.QuerySet[Evidence](Evidence)} if words else {}
    for one in words:
        index_text(pieces[one.evidence_id], one.text, one.source)


def _files() -> set[str]:
    found: set[str] = set()
    for tenant in models.QuerySet[Tenant](Tenant):
        with behind_wall(tenant.pk):
            found.update(digest for source in kept_files for digest in source.digests(tenant.pk) if digest)
    return found


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("pulau.")]


def _all(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return models.QuerySet(model).order_by()
