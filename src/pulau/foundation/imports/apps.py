"""Imports as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.foundation.imports.actions import ACTIONS
from pulau.foundation.imports.personal_data import FIELDS, TABLES
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.ui.navigation import NavLink, add_link


class ImportsConfig(AppConfig):
    """Lists taken in from files, and given out as such."""

    name = "pulau.foundation.imports"
    label = "imports"

    def ready(self) -> None:
        """Tell the journal which actions happen here, keep the rows in order, and lead who keeps lists to them."""
        # Imports models, which are loaded only now.
        from pulau.foundation.imports.selectors import keeps_a_list  # noqa: PLC0415

        journal_actions.add(*ACTIONS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        periodic_jobs.add(PeriodicJob("pulau.foundation.imports.tasks.tidy", 24 * 60))
        about = _("Unit dan pegawai dari berkas CSV atau Excel, dan sebaliknya.")
        add_link(NavLink("imports:index", _("Impor dan ekspor"), "manage", 30, keeps_a_list, about))
