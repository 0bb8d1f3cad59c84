"""Open data as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.opendata.actions import ACTIONS
from pulau.apps.opendata.personal_data import FIELDS
from pulau.foundation.registry.health_parts import HealthPart, health_parts
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import KeptFiles, kept_files
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.ui.navigation import NavLink, add_link

DAILY = 24 * 60


class OpenDataConfig(AppConfig):
    """What others take and compute with."""

    name = "pulau.apps.opendata"
    label = "opendata"

    def ready(self) -> None:
        """Look every day whether a release is due, and tell which files must be in the store."""
        # Imports models, which are loaded only now.
        from pulau.apps.opendata.selectors import stored_digests  # noqa: PLC0415
        from pulau.apps.opendata.standing import health_lines  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        personal_data.add(*FIELDS)
        kept_files.add(KeptFiles("opendata.releases", stored_digests))
        periodic_jobs.add(PeriodicJob("pulau.apps.opendata.tasks.release_due", DAILY))
        health_parts.add(HealthPart("opendata", _("Data terbuka"), health_lines, "/data", _("Lihat halaman data")))
        add_link(NavLink("opendata:data", _("Data terbuka"), "open", 30))
