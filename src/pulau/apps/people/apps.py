"""People as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.people.actions import ACTIONS
from pulau.foundation.registry.journal_actions import journal_actions


class PeopleConfig(AppConfig):
    """Appointments and API tokens."""

    name = "pulau.apps.people"
    label = "people"

    def ready(self) -> None:
        """Tell the journal which actions happen here."""
        journal_actions.add(*ACTIONS)
