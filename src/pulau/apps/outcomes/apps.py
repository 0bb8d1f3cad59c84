"""Outcomes as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.outcomes.actions import ACTIONS
from pulau.apps.outcomes.notices import GROUP, KINDS
from pulau.apps.outcomes.personal_data import FIELDS, TABLES
from pulau.apps.outcomes.policies import PERMISSIONS, SEE_TITLES, TAKING_FILES
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.registry.process_cases import case_moments, case_parts, case_tabs, process_facts
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.registry.unit_links import unit_links
from pulau.foundation.registry.upload_rights import UploadRight, upload_rights
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link

A_DAY = 24 * 60


class OutcomesConfig(AppConfig):
    """What comes of an evaluation."""

    name = "pulau.apps.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        """Register what happens here."""
        # Imports models, which are loaded only now.
        from pulau.apps.outcomes.certificate_kind import KIND  # noqa: PLC0415
        from pulau.apps.outcomes.facts import FACTS  # noqa: PLC0415 - the same
        from pulau.apps.outcomes.kept import KEPT  # noqa: PLC0415 - the same
        from pulau.apps.outcomes.logged_facts import FACTS as LOGGED  # noqa: PLC0415 - the same
        from pulau.apps.outcomes.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.outcomes.parts import MOMENTS, PART, TABS, UNIT_LINKS  # noqa: PLC0415 - the same
        from pulau.apps.outcomes.telling import DUE_REPORTS  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        logged_facts.add(*LOGGED)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        subjects.add(*SUBJECTS)
        kept_files.add(*KEPT)
        process_facts.add(*FACTS)
        document_kinds.add(KIND)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        due_sources.add(DUE_REPORTS)
        periodic_jobs.add(PeriodicJob("pulau.apps.outcomes.tasks.look_at_titles", A_DAY))
        periodic_jobs.add(PeriodicJob("pulau.apps.outcomes.tasks.resume_certificates", 15))
        case_parts.add(PART)
        case_tabs.add(*TABS)
        case_moments.add(MOMENTS)
        unit_links.add(UNIT_LINKS)
        upload_rights.add(*(UploadRight(action) for action in TAKING_FILES))
        about = _("Predikat unit dan kawasan, keputusannya, dan larangan usulan.")
        add_link(NavLink("outcomes:titles", _("Predikat"), "manage", 13, may(SEE_TITLES), about))
