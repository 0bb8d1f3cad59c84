"""The calendar as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.foundation.ui.navigation import NavLink, add_link


class CalendarConfig(AppConfig):
    """Working days and deadlines."""

    name = "pulau.foundation.calendar"
    label = "calendar"

    def ready(self) -> None:
        """Put the page among those that are open to all."""
        add_link(NavLink("calendar:working_days", _("Hitung hari kerja"), "open", 60))
