"""The table of people without all that the product's own app brings along."""

from __future__ import annotations

from django.apps import AppConfig


class BareAccounts(AppConfig):
    """Accounts as a table, and no more."""

    name = "pulau.foundation.accounts"
    label = "accounts"
