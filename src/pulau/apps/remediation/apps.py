"""Remediation as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.remediation.actions import ACTIONS
from pulau.apps.remediation.notices import GROUP, KINDS
from pulau.apps.remediation.personal_data import FIELDS
from pulau.apps.remediation.policies import PERMISSIONS, SEE_PRACTICES
from pulau.foundation.registry.carry_notes import carry_notes
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.registry.process_cases import case_followers, case_moments, case_parts, case_tabs
from pulau.foundation.registry.reliances import reliances
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class RemediationConfig(AppConfig):
    """Plans of repair, and good practices."""

    name = "pulau.apps.remediation"
    label = "remediation"

    def ready(self) -> None:
        """Follow the ends of cases, and show what is repaired."""
        # Imports models, which are loaded only now.
        from pulau.apps.remediation.following import FOLLOWER, MOMENTS, NOTES, PART, TAB  # noqa: PLC0415
        from pulau.apps.remediation.naming import RELIANCE, SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.remediation.telling import DUE_STEPS  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        subjects.add(*SUBJECTS)
        reliances.add(RELIANCE)
        due_sources.add(DUE_STEPS)
        case_followers.add(FOLLOWER)
        case_parts.add(PART)
        case_tabs.add(TAB)
        case_moments.add(MOMENTS)
        carry_notes.add(NOTES)
        about = _("Yang berhasil di unit lain, untuk ditiru dalam rencana perbaikan.")
        add_link(NavLink("remediation:practices", _("Praktik baik"), "manage", 30, may(SEE_PRACTICES), about))
