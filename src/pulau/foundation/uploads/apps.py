"""Uploads as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.uploads.personal_data import FIELDS, TABLES


class UploadsConfig(AppConfig):
    """Files on their way in."""

    name = "pulau.foundation.uploads"
    label = "uploads"

    def ready(self) -> None:
        """Say what is kept of people, and have what nobody came back for swept away."""
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        periodic_jobs.add(PeriodicJob("pulau.foundation.uploads.tasks.sweep", 60))
