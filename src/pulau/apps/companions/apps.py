"""Companions as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.companions.actions import ACTIONS
from pulau.apps.companions.personal_data import FIELDS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.registry.process_cases import case_dissents, case_moments, case_parts, case_tabs
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class CompanionsConfig(AppConfig):
    """Rooms of companions (pendamping)."""

    name = "pulau.apps.companions"
    label = "companions"

    def ready(self) -> None:
        """Register what happens here, and what companions add to a case."""
        # Imports models, which are loaded only now.
        from pulau.apps.companions.naming import SUBJECTS  # noqa: PLC0415
        from pulau.apps.companions.news import GROUP, KINDS  # noqa: PLC0415 - the same
        from pulau.apps.companions.parts import DISSENTS, MOMENTS, PART, TAB  # noqa: PLC0415 - the same
        from pulau.apps.companions.policies import PERMISSIONS, READ  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        subjects.add(*SUBJECTS)
        case_parts.add(PART)
        case_tabs.add(TAB)
        case_moments.add(MOMENTS)
        case_dissents.add(DISSENTS)
        add_link(NavLink("companions:mine", _("Pendampingan"), "work", 60, may(READ)))
