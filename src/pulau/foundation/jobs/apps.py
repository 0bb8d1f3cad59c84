"""Jobs as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs


class JobsConfig(AppConfig):
    """The queue of jobs; its rows are those of django-tasks-db."""

    name = "pulau.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Have the queue kept in order."""
        periodic_jobs.add(PeriodicJob("pulau.foundation.jobs.tasks.tidy", 60))
