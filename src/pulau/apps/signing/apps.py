"""Signed documents as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.signing.actions import ACTIONS
from pulau.apps.signing.policies import PERMISSIONS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions


class SigningConfig(AppConfig):
    """Documents, signatures, certificates."""

    name = "pulau.apps.signing"
    label = "signing"

    def ready(self) -> None:
        """Register what others ask for."""
        journal_actions.add(*ACTIONS)
        permissions.add(*PERMISSIONS)
        periodic_jobs.add(PeriodicJob("pulau.apps.signing.tasks.complete_timestamps", 10))
