"""Companions as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class CompanionsConfig(AppConfig):
    """Rooms of companions (pendamping)."""

    name = "pulau.apps.companions"
    label = "companions"
