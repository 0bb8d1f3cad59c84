"""Proposals as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Proposing units to the Minister."""

    name = "pulau.apps.proposals"
    label = "proposals"
