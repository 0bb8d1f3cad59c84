"""Reports as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.reports.actions import ACTIONS
from pulau.apps.reports.personal_data import FIELDS
from pulau.apps.reports.policies import MANY, PERMISSIONS
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.registry.process_cases import (
    case_followers,
    case_moments,
    case_parts,
    case_tabs,
    process_facts,
)
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class ReportsConfig(AppConfig):
    """Reports of evaluation (Laporan Hasil Evaluasi, LHE)."""

    name = "pulau.apps.reports"
    label = "reports"

    def ready(self) -> None:
        """Register what happens here."""
        # Imports models, which are loaded only now.
        from pulau.apps.reports.kinds import FACTS, KINDS  # noqa: PLC0415
        from pulau.apps.reports.logged_facts import FACTS as LOGGED  # noqa: PLC0415 - the same
        from pulau.apps.reports.naming import KEPT, SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.reports.parts import FOLLOWER, MOMENTS, PART, TAB  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        logged_facts.add(LOGGED)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        subjects.add(*SUBJECTS)
        kept_files.add(*KEPT)
        document_kinds.add(*KINDS)
        process_facts.add(*FACTS)
        case_followers.add(FOLLOWER)
        case_parts.add(PART)
        case_tabs.add(TAB)
        case_moments.add(MOMENTS)
        periodic_jobs.add(PeriodicJob("pulau.apps.reports.tasks.resume_runs", 30))
        about = _("Laporan hasil evaluasi semua unit setahun, sekaligus.")
        add_link(NavLink("reports:runs", _("Laporan semua unit"), "work", 66, may(MANY), about))
