"""Proposals as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.proposals.actions import ACTIONS
from pulau.apps.proposals.personal_data import FIELDS
from pulau.apps.proposals.policies import PERMISSIONS, SEE, SEE_SEASON
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.registry.process_cases import case_moments, case_parts, case_tabs, process_facts
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class ProposalsConfig(AppConfig):
    """Proposing units to the Minister."""

    name = "pulau.apps.proposals"
    label = "proposals"

    def ready(self) -> None:
        """Register what happens here."""
        # Imports models, which are loaded only now.
        from pulau.apps.proposals.facts import FACTS  # noqa: PLC0415
        from pulau.apps.proposals.kinds import KINDS  # noqa: PLC0415 - the same
        from pulau.apps.proposals.moments import MOMENTS  # noqa: PLC0415 - the same
        from pulau.apps.proposals.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.proposals.parts import PART, TAB  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        subjects.add(*SUBJECTS)
        process_facts.add(*FACTS)
        document_kinds.add(*KINDS)
        case_parts.add(PART)
        case_tabs.add(TAB)
        case_moments.add(MOMENTS)
        about = _("Satu surat untuk semua unit yang layak, dengan syarat dan SPTJM-nya.")
        add_link(NavLink("proposals:proposals", _("Usulan ZI"), "manage", 40, may(SEE), about))
        about = _("Tanggal pengusulan, evaluasi, dan kuota tahun berjalan.")
        add_link(NavLink("proposals:season", _("Jadwal ZI"), "manage", 41, may(SEE_SEASON), about))
