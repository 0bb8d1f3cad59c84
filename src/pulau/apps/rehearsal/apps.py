"""Rehearsal as Django sees it: it has no rows of its own."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.foundation.registry.demo_parts import DemoPart, demo_parts


class RehearsalConfig(AppConfig):
    """Seasons that are played to check the rules."""

    name = "pulau.apps.rehearsal"
    label = "rehearsal"

    def ready(self) -> None:
        """Add the assessments to the demo, and the bodies around it with years before today."""
        # Imports models, which are loaded only now.
        from pulau.apps.rehearsal.demo_country.load import load_country  # noqa: PLC0415
        from pulau.apps.rehearsal.demo_season.load import load_season  # noqa: PLC0415 - the same

        demo_parts.add(DemoPart("season", load_season), DemoPart("country", load_country))
