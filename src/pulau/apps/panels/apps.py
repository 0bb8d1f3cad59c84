"""Panels as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.panels.actions import ACTIONS
from pulau.apps.panels.personal_data import FIELDS
from pulau.apps.panels.policies import PERMISSIONS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
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


class PanelsConfig(AppConfig):
    """Clearance with other bodies, and the panel."""

    name = "pulau.apps.panels"
    label = "panels"

    def ready(self) -> None:
        """Register what happens here, and follow cases as they leave the panel."""
        # Imports models, which are loaded only now.
        from pulau.apps.panels.facts import FACTS  # noqa: PLC0415
        from pulau.apps.panels.following import CLOSING  # noqa: PLC0415 - the same
        from pulau.apps.panels.kept import KEPT  # noqa: PLC0415 - the same
        from pulau.apps.panels.moments import MOMENTS  # noqa: PLC0415 - the same
        from pulau.apps.panels.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.panels.notices import GROUP, SEATED  # noqa: PLC0415 - the same
        from pulau.apps.panels.parts import PARTS, TABS  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        notice_groups.add(GROUP)
        notice_kinds.add(SEATED)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        subjects.add(*SUBJECTS)
        process_facts.add(*FACTS)
        case_followers.add(CLOSING)
        case_parts.add(*PARTS)
        case_tabs.add(*TABS)
        case_moments.add(MOMENTS)
        kept_files.add(KEPT)
