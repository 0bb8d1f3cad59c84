"""Putting a job into the queue, so that services need not import the tasks above them.

The queue lies in the same database: a job is written in the transaction of the change that asks for it, so the one is
there if and only if the other is, and workers see it when the transaction has committed. A job may run twice (its
worker was killed, its row was queued again): each is written so that the second time changes nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_tasks.base import Task


def enqueue(task: str, *, after: datetime | None = None, **arguments: Any) -> None:  # noqa: ANN401 - each task's own
    """Queue `task` (a dotted path) with the transaction that is open; at once outside of one.

    `after` is the earliest moment it may run. `arguments` are plain JSON values: ids, not rows.
    """
    found: Task[..., Any] = import_string(task)
    (found.using(run_after=after) if after else found).enqueue(**arguments)


def enqueue_once(task: str, *, after: datetime | None = None, **arguments: str | int) -> None:
    """Queue `task` as `enqueue` does, unless a job of it with these arguments waits already."""
    if not waiting(task, **arguments):
        enqueue(task, after=after, **arguments)


def waiting(task: str, **arguments: str | int | tuple[int, ...]) -> int:
    """Return how many jobs of a task (a dotted path) are in the queue, also those for later.

    With `arguments`, only those that were queued with these; a tuple stands for any of its values.
    """
    return _count(("READY",), task, arguments)


def going_on(task: str, **arguments: str | int) -> bool:
    """Whether a job of a task waits or is being done, with these arguments where some are given."""
    return _count(("READY", "RUNNING"), task, arguments) > 0


def _count(
    states: tuple[str, ...], task: str, arguments: Mapping[str, str | int] | Mapping[str, str | int | tuple[int, ...]]
) -> int:
    given = {
        f"args_kwargs__kwargs__{name}{'__in' if isinstance(value, tuple) else ''}": value
        for name, value in arguments.items()
    }
    return int(DBTaskResult.objects.filter(status__in=states, task_path=task, **given).count())
