"""Visits as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Field evaluation of the TPN."""

    name = "pulau.apps.visits"
    label = "visits"
