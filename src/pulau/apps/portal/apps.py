"""The portal as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.foundation.ui.navigation import NavLink, add_link


class PortalConfig(AppConfig):
    """What everybody sees of zones."""

    name = "pulau.apps.portal"
    label = "portal"

    def ready(self) -> None:
        """Lead to the pages."""
        add_link(NavLink("portal:home", _("Zona integritas"), "citizen", 10))
        add_link(NavLink("portal:regions", _("Peta"), "citizen", 15))
        add_link(NavLink("portal:disclosure", _("Apa yang terbuka"), "open", 30))
