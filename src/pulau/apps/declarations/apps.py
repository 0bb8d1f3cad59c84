"""Pledges and declarations as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.declarations.actions import ACTIONS
from pulau.apps.declarations.policies import PERMISSIONS
from pulau.foundation.registry.activity import activity_sources
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions


class DeclarationsConfig(AppConfig):
    """Integrity pacts, declarations, ceremonies, coverage."""

    name = "pulau.apps.declarations"
    label = "declarations"

    def ready(self) -> None:
        """Register what others ask for."""
        from pulau.apps.declarations.activity import PACTS  # noqa: PLC0415 - it imports models, loaded only now
        from pulau.apps.declarations.coverage_doors import open_coverage_doors  # noqa: PLC0415 - the same
        journal_actions.add(*ACTIONS)
        activity_sources.add(PACTS)
        open_coverage_doors()
        periodic_jobs.add(PeriodicJob("pulau.apps.declarations.tasks.count_all", 24 * 60))
        permissions.add(*PERMISSIONS)
