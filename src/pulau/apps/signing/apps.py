"""Signed documents as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pulau.apps.signing.actions import ACTIONS
from pulau.apps.signing.notices import GROUP, KINDS
from pulau.apps.signing.policies import PERMISSIONS, READ
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import erasers, personal_data, personal_tables
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.registry.unit_links import unit_links
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import signed_in
from pulau.foundation.ui.navigation import NavLink, add_link


class SigningConfig(AppConfig):
    """Documents, signatures, certificates."""

    name = "pulau.apps.signing"
    label = "signing"

    def ready(self) -> None:
        """Register what others ask for."""
        # Imports models, which are loaded only now.
        from pulau.apps.signing.kept import KEPT  # noqa: PLC0415
        from pulau.apps.signing.logged_facts import FACTS  # noqa: PLC0415 - the same
        from pulau.apps.signing.naming import SUBJECTS, UNIT_LINKS  # noqa: PLC0415 - the same
        from pulau.apps.signing.personal_data import ERASER, FIELDS, TABLES  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        logged_facts.add(FACTS)
        kept_files.add(*KEPT)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        permissions.add(*PERMISSIONS)
        add_link(NavLink("signing:check", _("Periksa dokumen"), "citizen", 20))
        periodic_jobs.add(PeriodicJob("pulau.apps.signing.tasks.complete_timestamps", 10))
        periodic_jobs.add(PeriodicJob("pulau.apps.signing.tasks.resume_runs", 15))
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        erasers.add(ERASER)
        subjects.add(*SUBJECTS)
        unit_links.add(UNIT_LINKS)
        add_link(NavLink("signing:waiting", _("Tanda tangan"), "work", 50, signed_in))
        about = _("Pakta, piagam, dan berita acara: siapa sudah menandatangani, dan berkasnya.")
        add_link(NavLink("signing:documents", pgettext_lazy("daftar", "Dokumen"), "manage", 40, may(READ), about))
        about = _("Dengan ini tanda tangan Anda dikenali; di sini Anda mencabutnya.")
        add_link(NavLink("signing:certificate", _("Sertifikat elektronik"), "account", 60, signed_in, about))
