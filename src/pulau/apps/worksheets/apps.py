"""Worksheets as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pulau.apps.worksheets.actions import ACTIONS
from pulau.apps.worksheets.personal_data import FIELDS, TABLES
from pulau.apps.worksheets.policies import FILL, PERMISSIONS
from pulau.foundation.registry.activity import activity_sources
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables, retention_rules
from pulau.foundation.registry.reliances import reliances
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.registry.unit_links import unit_links
from pulau.foundation.registry.upload_rights import UploadRight, upload_rights
from pulau.foundation.ui.navigation import NavLink, add_link


class WorksheetsConfig(AppConfig):
    """Worksheets and their scores."""

    name = "pulau.apps.worksheets"
    label = "worksheets"

    def ready(self) -> None:
        """Put the calculator first among the links, and the API's description among those of openness."""
        from pulau.apps.people.contract import acts  # noqa: PLC0415 - it imports models, which are loaded only now
        from pulau.apps.worksheets.activity import ANSWERS  # noqa: PLC0415 - the same

        # Imports models, which are loaded only now.
        from pulau.apps.worksheets.asking import administers_agency, oversees  # noqa: PLC0415
        from pulau.apps.worksheets.handing_doors import open_handing_doors  # noqa: PLC0415 - the same
        from pulau.apps.worksheets.logged_facts import FACTS  # noqa: PLC0415 - the same
        from pulau.apps.worksheets.naming import SUBJECTS, UNIT_LINKS  # noqa: PLC0415 - the same
        from pulau.apps.worksheets.relying import ITEMS  # noqa: PLC0415 - the same
        from pulau.apps.worksheets.retention import RULES  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        logged_facts.add(FACTS)
        subjects.add(*SUBJECTS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        retention_rules.add(*RULES)
        unit_links.add(UNIT_LINKS)
        reliances.add(ITEMS)
        activity_sources.add(ANSWERS)
        permissions.add(*PERMISSIONS)
        upload_rights.add(UploadRight(FILL))
        add_link(NavLink("worksheets:calculator", _("Hitung LKE"), "main", 10))
        add_link(NavLink("worksheets:worksheets", pgettext_lazy("daftar", "Lembar kerja"), "work", 10))
        add_link(NavLink("worksheets:table", _("Tabel instansi"), "work", 20, oversees))
        add_link(NavLink("worksheets:mentions", _("Sebutan"), "work", 80, acts))
        add_link(NavLink("worksheets:calculator", _("Hitung berkas"), "work", 90))
        about = _("Beri tahu sistem lain bila lembar kerja berubah.")
        add_link(NavLink("worksheets:webhooks", _("Webhook"), "manage", 90, administers_agency, about))
        periodic_jobs.add(PeriodicJob("pulau.apps.worksheets.tasks.sweep", 5))
        open_handing_doors()
        add_link(NavLink("api:openapi-json", _("API terbuka"), "open", 100))
