"""Accounts as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks

from pulau.foundation.accounts.actions import ACTIONS
from pulau.foundation.registry.journal_actions import journal_actions


class AccountsConfig(AppConfig):
    """Users and the opening of tenants."""

    name = "pulau.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Tell the journal which actions happen here, and Django what to look for."""
        # Imports models, which are loaded only now.
        from pulau.foundation.accounts.checks import no_published_password  # noqa: PLC0415

        journal_actions.add(*ACTIONS)
        checks.register(no_published_password, checks.Tags.database)
