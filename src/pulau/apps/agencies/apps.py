"""Agencies as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.agencies.actions import ACTIONS
from pulau.foundation.registry.journal_actions import journal_actions


class AgenciesConfig(AppConfig):
    """Agencies and their work units."""

    name = "pulau.apps.agencies"
    label = "agencies"

    def ready(self) -> None:
        """Tell the journal which actions happen here."""
        journal_actions.add(*ACTIONS)
