"""Remediation as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class RemediationConfig(AppConfig):
    """Remediation plans (rencana aksi perbaikan) born from findings."""

    name = "pulau.apps.remediation"
    label = "remediation"
