"""The editors' pages as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pulau.apps.editorial.actions import ACTIONS
from pulau.apps.editorial.personal_data import FIELDS, TABLES
from pulau.apps.editorial.policies import EDIT, PERMISSIONS
from pulau.foundation.registry.demo_parts import DemoPart, demo_parts
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.board import set_board
from pulau.foundation.ui.navigation import NavLink, add_link


class EditorialConfig(AppConfig):
    """Pages that editors write."""

    name = "pulau.apps.editorial"
    label = "editorial"

    def ready(self) -> None:
        """Register what happens here, and the links to the pages."""
        # Imports models, which are loaded only now.
        from pulau.apps.editorial.board import board  # noqa: PLC0415
        from pulau.apps.editorial.demo import load_pages  # noqa: PLC0415 - the same
        from pulau.apps.editorial.naming import SUBJECTS  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        subjects.add(*SUBJECTS)
        demo_parts.add(DemoPart("editorial", load_pages))
        set_board(board)
        add_link(NavLink("editorial:guide", _("Panduan"), "citizen", 40))
        add_link(NavLink("editorial:about", _("Tentang Pulau"), "open", 10))
        add_link(NavLink("editorial:news", pgettext_lazy("daftar", "Kabar"), "open", 20))
        add_link(NavLink("editorial:privacy", _("Privasi"), "open", 910))
        add_link(NavLink("editorial:accessibility", _("Aksesibilitas"), "open", 920))
        about = _("Halaman publik, kabar, dan pengumuman di atas setiap halaman.")
        add_link(NavLink("editorial:desk", _("Redaksi"), "manage", 95, may(EDIT), about))
