"""Pledges and declarations as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pulau.apps.declarations.actions import ACTIONS
from pulau.apps.declarations.policies import PERMISSIONS, SEE_DECLARATIONS
from pulau.foundation.registry.activity import activity_sources
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.registry.topics import Topic, topics
from pulau.foundation.registry.unit_links import unit_links
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class DeclarationsConfig(AppConfig):
    """Integrity pacts, declarations, ceremonies, coverage."""

    name = "pulau.apps.declarations"
    label = "declarations"

    def ready(self) -> None:
        """Register what others ask for."""
        from pulau.apps.declarations.activity import PACTS  # noqa: PLC0415 - it imports models, loaded only now
        from pulau.apps.declarations.calling import DUE, DUE_MANY, GROUP  # noqa: PLC0415 - the same
        from pulau.apps.declarations.calling import KINDS as CALLS  # noqa: PLC0415 - the same
        from pulau.apps.declarations.coverage_doors import open_coverage_doors  # noqa: PLC0415 - the same
        from pulau.apps.declarations.declared import SUBJECTS, UNIT_LINKS  # noqa: PLC0415 - the same
        from pulau.apps.declarations.declared_people import FIELDS, TABLES  # noqa: PLC0415 - the same
        from pulau.apps.declarations.deed_kinds import KINDS as DEEDS  # noqa: PLC0415 - the same
        from pulau.apps.declarations.kept import KEPT  # noqa: PLC0415 - the same
        from pulau.apps.declarations.pact_doors import open_pact_doors  # noqa: PLC0415 - the same
        from pulau.apps.declarations.selectors.ceremony import events_after  # noqa: PLC0415 - the same
        from pulau.apps.declarations.tablet_doors import open_tablet_doors  # noqa: PLC0415 - the same

        document_kinds.add(*DEEDS)
        kept_files.add(*KEPT)
        subjects.add(*SUBJECTS)
        unit_links.add(UNIT_LINKS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        notice_groups.add(GROUP)
        notice_kinds.add(*CALLS)
        due_sources.add(DUE, DUE_MANY)
        about = _("Mencanangkan zona integritas, dan siapa yang sudah.")
        add_link(
            NavLink(
                "declarations:declarations",
                pgettext_lazy("daftar", "Pencanangan"),
                "work",
                60,
                may(SEE_DECLARATIONS),
                about,
            )
        )
        journal_actions.add(*ACTIONS)
        open_pact_doors()
        open_tablet_doors()
        activity_sources.add(PACTS)
        open_coverage_doors()
        periodic_jobs.add(PeriodicJob("pulau.apps.declarations.tasks.count_all", 24 * 60))
        permissions.add(*PERMISSIONS)
        topics.add(Topic("pencanangan", events_after))
