"""What runs beside the jobs in a worker for as long as it lives; each app adds its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class WorkerLoop:
    """A loop in a thread of its own. `run` goes round until the event is set; `once` does what waits now."""

    code: str
    run: Callable[[Event], None]
    once: Callable[[], object]


worker_loops: Hook[WorkerLoop] = Hook("worker loops")
