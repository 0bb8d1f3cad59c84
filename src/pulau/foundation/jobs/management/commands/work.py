"""Run the jobs in the queue; `pulau work` calls it."""

from __future__ import annotations

import logging
import sys
import time
from threading import Event, Thread
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from pulau.foundation.jobs.clock import Clock, queue_periodic
from pulau.foundation.registry.worker_loops import WorkerLoop, worker_loops
from pulau.foundation.tenancy.request_id import numbered

AGAIN_SECONDS = 60.0
"""How long after its end a loop beside the jobs is begun again."""
PAUSE_SECONDS = 1.0
"""How long an idle worker waits before it looks again."""


class QuietWorker(Worker):
    """The worker of django-tasks-db; ends on the first signal without a word, after the job at hand."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End now, or after the job at hand; a second signal ends at once."""
        if not self.running:
            super().shutdown(signum, frame)
        self.running = False
        if not self.running_task:
            sys.exit(0)

    def run_task(self, db_task_result: DBTaskResult[..., Any]) -> None:
        """Run one job, numbered as a request is, so that what it writes in the journal is found together."""
        with numbered():
            super().run_task(db_task_result)


class Kept(Thread):
    """Keeps a loop going: one that ends by a mistake is begun again, after it was told on the terminal."""

    def __init__(self, loop: WorkerLoop) -> None:
        super().__init__(name=f"keeps {loop.code}", daemon=True)
        self._loop = loop

    def run(self) -> None:
        """Begin the loop again whenever it has ended; it ends with the process, whenever that is."""
        while True:
            inner = Thread(target=self._loop.run, args=(Event(),), name=self._loop.code, daemon=True)
            inner.start()
            inner.join()
            time.sleep(AGAIN_SECONDS)


def begin_loops() -> None:
    """Begin what runs beside the jobs."""
    for loop in worker_loops:
        Kept(loop).start()


class Command(BaseCommand):
    """The worker as a management command."""

    help = "Run the jobs in the queue."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--until-empty", action="store_true", help="End when nothing waits any more.")
        parser.add_argument("--beside", type=int, default=None, help="End with this process.")

    def handle(self, *_args: Any, until_empty: bool, beside: int | None, **_options: Any) -> None:  # noqa: ANN401 - Django's
        """Run until told to stop."""
        logging.getLogger("django_tasks").setLevel(logging.WARNING)
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        worker = QuietWorker(
            queue_names=["default"],
            interval=PAUSE_SECONDS,
            batch=until_empty,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        if until_empty:
            queue_periodic()
        else:
            Clock(beside).start()
            begin_loops()
        worker.run()
        if until_empty:
            for loop in worker_loops:
                loop.once()
