"""The journal as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The append-only journal."""

    name = "pulau.foundation.journal"
    label = "journal"
