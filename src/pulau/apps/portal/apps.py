"""The portal as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.portal.personal_data import FIELDS, TABLES
from pulau.apps.portal.policies import is_companion
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import erasers, personal_data, personal_tables
from pulau.foundation.ui.navigation import NavLink, add_link

TELLING = 15
"""Minutes."""


class PortalConfig(AppConfig):
    """What everybody sees of zones."""

    name = "pulau.apps.portal"
    label = "portal"

    def ready(self) -> None:
        """Lead to the pages; tell those who follow the monitor."""
        # Imports models, which are loaded only now.
        from pulau.apps.portal.monitor.erasing import ERASER  # noqa: PLC0415

        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        erasers.add(ERASER)
        periodic_jobs.add(PeriodicJob("pulau.apps.portal.tasks.tell_followers", TELLING))
        add_link(NavLink("portal:home", _("Zona integritas"), "citizen", 10))
        add_link(NavLink("portal:regions", _("Peta"), "citizen", 15))
        add_link(NavLink("portal:disclosure", _("Apa yang terbuka"), "open", 30))
        add_link(NavLink("portal:monitor", _("Pantau zona"), "open", 32))
        add_link(NavLink("portal:monitor", _("Pantau zona"), "work", 62, is_companion))
        add_link(NavLink("portal:practices", _("Praktik baik"), "open", 34))
        add_link(NavLink("portal:agenda", _("Agenda"), "open", 36))
