"""Agencies as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pulau.apps.agencies.actions import ACTIONS
from pulau.apps.agencies.policies import can_add_units
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.tenancy.acting import requesting_actor
from pulau.foundation.ui.navigation import NavLink, add_link


class AgenciesConfig(AppConfig):
    """Agencies and their work units."""

    name = "pulau.apps.agencies"
    label = "agencies"

    def ready(self) -> None:
        """Tell the journal which actions happen here, and lead administrators to their units."""
        journal_actions.add(*ACTIONS)
        add_link(NavLink("agencies:units", _("Unit kerja"), "work", 60, _keeps_units))


def _keeps_units(request: HttpRequest) -> bool:
    actor = requesting_actor(request)
    return actor is not None and can_add_units(actor)
