"""The worker's clock: queues the periodic jobs, and ends the worker with the server that it was started beside."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time

from django.db import OperationalError, connection

from pulau.foundation.jobs.queue import enqueue_once
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs

TICK_SECONDS = 2.0

logger = logging.getLogger(__name__)


def queue_periodic(jobs: tuple[PeriodicJob, ...] | None = None) -> None:
    """Queue periodic jobs (all of them by default) that do not wait already."""
    for job in tuple(periodic_jobs) if jobs is None else jobs:
        enqueue_once(job.code)


class Clock(threading.Thread):
    """Queues each periodic job when its minutes have passed. `beside` is the process without which it ends."""

    def __init__(self, beside: int | None = None) -> None:
        super().__init__(name="pulau-clock", daemon=True)
        self._beside = beside
        self._due = dict.fromkeys(periodic_jobs, 0.0)

    def run(self) -> None:
        """Tick until the process ends."""
        while True:
            if self._beside is not None and os.getppid() != self._beside:
                os.kill(os.getpid(), signal.SIGTERM)
                return
            self._tick(time.monotonic())
            time.sleep(TICK_SECONDS)

    def _tick(self, now: float) -> None:
        due = tuple(job for job, moment in self._due.items() if moment <= now)
        if not due:
            return
        try:
            queue_periodic(due)
            self._due |= {job: now + 60 * job.minutes for job in due}
        except OperationalError as problem:  # the database is locked or away: at the next tick
            logger.warning("periodic jobs wait: %s", problem)
        finally:
            connection.close()
