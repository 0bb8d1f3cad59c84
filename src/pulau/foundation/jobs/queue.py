"""Putting a job into the queue, so that services need not import the tasks above them."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django_tasks.base import Task


def enqueue(task: str, *, after: datetime | None = None, **arguments: Any) -> None:  # noqa: ANN401 - each task's own
    """Queue `task` (a dotted path) once the transaction has committed; at once outside of one.

    `after` is the earliest moment it may run. `arguments` are plain JSON values: ids, not rows.
    """
    transaction.on_commit(partial(_put, task, after, arguments))


def _put(task: str, after: datetime | None, arguments: dict[str, Any]) -> None:
    found: Task[..., Any] = import_string(task)
    (found.using(run_after=after) if after else found).enqueue(**arguments)
