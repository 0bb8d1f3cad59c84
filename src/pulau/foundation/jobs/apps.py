"""Jobs as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The queue of jobs; its rows are those of django-tasks-db."""

    name = "pulau.foundation.jobs"
    label = "jobs"
