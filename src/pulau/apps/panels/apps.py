"""Panels as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """Clearance with other bodies."""

    name = "pulau.apps.panels"
    label = "panels"
