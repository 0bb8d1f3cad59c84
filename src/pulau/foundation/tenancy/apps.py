"""Tenancy as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class TenancyConfig(AppConfig):
    """The tenants and the scoped manager."""

    name = "pulau.foundation.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        """Have the second wall checked."""
        from pulau.foundation.tenancy.checks import second_wall  # noqa: PLC0415 - models are loaded only now

        checks.register(second_wall, checks.Tags.database, deploy=True)
