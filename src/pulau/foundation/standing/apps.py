"""Pages kept ready, as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class StandingConfig(AppConfig):
    """Has no tables: what is kept lies in memory and in files."""

    name = "pulau.foundation.standing"
    label = "standing"

    def ready(self) -> None:
        """Have every kept view checked."""
        from pulau.foundation.standing.checks import kept_views_are_public  # noqa: PLC0415 - it asks for settings

        checks.register(kept_views_are_public, checks.Tags.urls)
