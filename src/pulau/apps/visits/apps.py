"""Visits as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.visits.actions import ACTIONS
from pulau.apps.visits.personal_data import FIELDS
from pulau.apps.visits.policies import ASK, PERMISSIONS, RECORD
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.registry.process_cases import case_moments, case_parts, case_tabs, process_facts
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.registry.upload_rights import UploadRight, upload_rights
from pulau.foundation.registry.withheld_entries import withheld_entries


class VisitsConfig(AppConfig):
    """Field evaluation of the TPN."""

    name = "pulau.apps.visits"
    label = "visits"

    def ready(self) -> None:
        """Register what happens here, and tell the facts of a case."""
        # Imports models, which are loaded only now.
        from pulau.apps.visits.facts import FACTS  # noqa: PLC0415
        from pulau.apps.visits.kept import KEPT  # noqa: PLC0415 - the same
        from pulau.apps.visits.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.visits.parts import MOMENTS, PART, TAB  # noqa: PLC0415 - the same
        from pulau.apps.visits.telling import GROUP, KINDS  # noqa: PLC0415 - the same
        from pulau.apps.visits.withholding import WITHHELD  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        kept_files.add(*KEPT)
        subjects.add(*SUBJECTS)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        process_facts.add(*FACTS)
        withheld_entries.add(WITHHELD)
        case_parts.add(PART)
        case_tabs.add(TAB)
        case_moments.add(MOMENTS)
        upload_rights.add(UploadRight(RECORD), UploadRight(ASK))
        periodic_jobs.add(PeriodicJob("pulau.apps.visits.tasks.sweep", 10))
