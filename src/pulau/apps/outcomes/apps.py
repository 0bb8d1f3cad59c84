"""Outcomes as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.outcomes.actions import ACTIONS
from pulau.apps.outcomes.personal_data import FIELDS, TABLES
from pulau.apps.outcomes.policies import PERMISSIONS
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.registry.process_cases import process_facts
from pulau.foundation.registry.subjects import subjects


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
        from pulau.apps.outcomes.naming import SUBJECTS  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        subjects.add(*SUBJECTS)
        kept_files.add(*KEPT)
        process_facts.add(*FACTS)
        document_kinds.add(KIND)
