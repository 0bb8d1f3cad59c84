"""Accounts as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.foundation.accounts.actions import ACTIONS
from pulau.foundation.registry.journal_actions import journal_actions


class AccountsConfig(AppConfig):
    """Users and the opening of tenants."""

    name = "pulau.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Tell the journal which actions happen here."""
        journal_actions.add(*ACTIONS)
