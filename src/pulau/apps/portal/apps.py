"""The portal as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What everybody sees of zones."""

    name = "pulau.apps.portal"
    label = "portal"

    def ready(self) -> None:
        """Lead to the pages."""
