"""Telling how far a release is while it is read as of one moment: over a connection of its own, now and then."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Self

from django.db import connection
from django.utils import timezone

from pulau.apps.opendata.models import Building

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

EVERY: Final = timedelta(seconds=2)
Told = Callable[[str, int, int], None]
"""Called with the table that is written, the rows read so far and those there are."""


class Progress:
    """Keeps the row of `Building` for a year; used as a context. `also` is told each step too (a command prints it)."""

    def __init__(self, year: int, total: int, also: Told | None = None) -> None:
        self._year, self._total, self._also = year, total, also
        self._pool = None if connection.in_atomic_block else ThreadPoolExecutor(1)
        self._told_at = timezone.now()
        self._table, self._before, self._done = "", 0, 0

    def __enter__(self) -> Self:
        now = timezone.now()
        begun = {"table": "", "done": 0, "total": self._total, "begun_at": now, "told_at": now}
        Building.objects.update_or_create(year=self._year, defaults={**begun, "ended_at": None, "trouble": ""})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._write({"ended_at": timezone.now(), "trouble": getattr(error, "code", "failed") if kind else ""})
        if self._pool is not None:
            self._pool.submit(_close).result()
            self._pool.shutdown()

    def step(self, table: str, rows: int) -> None:
        """Tell that so many rows of a table are written; of one whose rows are in the total (`row_total`)."""
        if table != self._table:
            self._table, self._before = table, self._done
        self._done = min(self._total, self._before + rows)
        now = timezone.now()
        if now - self._told_at >= EVERY:
            self._told_at = now
            self._write({"table": table, "done": self._done, "told_at": now})
            if self._also is not None:
                self._also(table, self._done, self._total)

    def _write(self, values: dict[str, str | int | datetime]) -> None:
        if self._pool is None:
            _update(self._year, values)
        else:
            self._pool.submit(_update, self._year, values).result()


def _update(year: int, values: dict[str, str | int | datetime]) -> None:
    Building.objects.filter(year=year).update(**values)


def _close() -> None:
    connection.close()  # that of the thread in which this runs
