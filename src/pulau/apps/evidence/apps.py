"""Evidence as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.evidence.actions import ACTIONS
from pulau.apps.evidence.policies import KEEP, PERMISSIONS, READ, SEE_HOUSE
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.registry.upload_rights import UploadRight, upload_rights
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class EvidenceConfig(AppConfig):
    """Evidence, kept once."""

    name = "pulau.apps.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Register what others ask for."""
        # Imports models, which are loaded only now.
        from pulau.apps.evidence.expiring import DUE_LINKS, DUE_PIECES  # noqa: PLC0415 - the same
        from pulau.apps.evidence.kept import KEPT  # noqa: PLC0415 - the same
        from pulau.apps.evidence.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.evidence.news import GROUP, KINDS  # noqa: PLC0415 - the same
        from pulau.apps.evidence.personal_data import FIELDS, TABLES  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        kept_files.add(*KEPT)
        permissions.add(*PERMISSIONS)
        upload_rights.add(UploadRight(KEEP))
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        subjects.add(*SUBJECTS)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        due_sources.add(DUE_PIECES, DUE_LINKS)
        periodic_jobs.add(PeriodicJob("pulau.apps.evidence.tasks.sweep", 5))
        add_link(NavLink("evidence:pieces", _("Bukti"), "work", 30, may(READ)))
        about = _("Bagaimana berkas bukti diperiksa, disimpan, dan ditampilkan di sini.")
        add_link(NavLink("evidence:house", _("Berkas bukti"), "manage", 75, may(SEE_HOUSE), about))
