"""The live streams as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Has no tables: what is followed belongs to the apps."""

    name = "pulau.foundation.live"
    label = "live"
