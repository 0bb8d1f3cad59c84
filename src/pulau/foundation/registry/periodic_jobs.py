"""Jobs that are to run again and again; each app adds its own, and the worker queues them."""

from __future__ import annotations

from dataclasses import dataclass

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """A job without arguments (`code` is its dotted path), queued when a worker starts and every so many minutes."""

    code: str
    minutes: int


periodic_jobs: Hook[PeriodicJob] = Hook("periodic jobs")
