"""The registry as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """First of the foundation's parts: the others fill its hooks in their `ready`."""

    name = "pulau.foundation.registry"
    label = "registry"
