"""Rehearsal as Django sees it: it has no rows of its own."""

from __future__ import annotations

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """Seasons that are played to check the rules."""

    name = "pulau.apps.rehearsal"
    label = "rehearsal"
