"""Tenancy as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """The tenants and the scoped manager."""

    name = "pulau.foundation.tenancy"
    label = "tenancy"
