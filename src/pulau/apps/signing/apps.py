"""Signed documents as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.signing.actions import ACTIONS
from pulau.apps.signing.notices import GROUP, KINDS
from pulau.apps.signing.policies import PERMISSIONS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.ui.navigation import NavLink, add_link


class SigningConfig(AppConfig):
    """Documents, signatures, certificates."""

    name = "pulau.apps.signing"
    label = "signing"

    def ready(self) -> None:
        """Register what others ask for."""
        journal_actions.add(*ACTIONS)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        permissions.add(*PERMISSIONS)
        add_link(NavLink("signing:check", _("Periksa dokumen"), "citizen", 20))
        periodic_jobs.add(PeriodicJob("pulau.apps.signing.tasks.complete_timestamps", 10))
