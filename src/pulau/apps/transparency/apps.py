"""The public log as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.transparency.actions import ACTIONS
from pulau.apps.transparency.personal_data import FIELDS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.registry.worker_loops import WorkerLoop, worker_loops
from pulau.foundation.tenancy.openings import FurtherOpening, open_further


class TransparencyConfig(AppConfig):
    """The public log."""

    name = "pulau.apps.transparency"
    label = "transparency"

    def ready(self) -> None:
        """Tell what happens here, and let the sequencer read the journal of every body."""
        # Imports models, which are loaded only now.
        from pulau.apps.transparency.looping import once_in_worker, run  # noqa: PLC0415
        from pulau.foundation.journal.outbox import OPENING  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        personal_data.add(*FIELDS)
        open_further(FurtherOpening("journal.Entry", "sequencer", OPENING))
        worker_loops.add(WorkerLoop("transparency.sequencer", run, once_in_worker))
        periodic_jobs.add(PeriodicJob("pulau.apps.transparency.tasks.watch", 1))
