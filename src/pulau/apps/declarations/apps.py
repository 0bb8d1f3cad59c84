"""Pledges and declarations as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.declarations.actions import ACTIONS
from pulau.apps.declarations.policies import PERMISSIONS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.permissions import permissions


class DeclarationsConfig(AppConfig):
    """Integrity pacts, declarations, ceremonies, coverage."""

    name = "pulau.apps.declarations"
    label = "declarations"

    def ready(self) -> None:
        """Register what others ask for."""
        journal_actions.add(*ACTIONS)
        permissions.add(*PERMISSIONS)
