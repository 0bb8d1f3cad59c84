"""Outcomes as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """What comes of an evaluation."""

    name = "pulau.apps.outcomes"
    label = "outcomes"
