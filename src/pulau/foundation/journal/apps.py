"""The journal as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.foundation.journal.actions import ACTIONS
from pulau.foundation.journal.personal_data import FIELDS, TABLES
from pulau.foundation.journal.policies import PERMISSIONS, READ
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class JournalConfig(AppConfig):
    """The append-only journal."""

    name = "pulau.foundation.journal"
    label = "journal"

    def ready(self) -> None:
        """Tell which actions happen here, who may do what, and lead readers to the page."""
        journal_actions.add(*ACTIONS)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        about = _("Siapa melakukan apa dan kapan, dalam peran apa, dan apa yang berubah.")
        add_link(NavLink("journal:entries", _("Jurnal"), "manage", 90, may(READ), about))
