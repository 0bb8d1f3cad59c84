"""Notices as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.foundation.notices.actions import ACTIONS
from pulau.foundation.notices.personal_data import FIELDS, TABLES
from pulau.foundation.notices.policies import CHOOSE_CADENCE, PERMISSIONS, READ_NOTICES
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.notice_kinds import NoticeGroup, notice_groups
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link

DEADLINES = NoticeGroup("deadlines", "Tenggat dan pengingat", "Deadlines and reminders")
DUTIES = NoticeGroup("duties", "Peran dan hak Anda", "Your roles and rights")
WORK = NoticeGroup("work", "Pekerjaan pada lembar kerja", "Work on worksheets")
"""Groups that several apps use; an app may add its own."""


class NoticesConfig(AppConfig):
    """Notices in Pulau and by e-mail, and reminders of what is due."""

    name = "pulau.foundation.notices"
    label = "notices"

    def ready(self) -> None:
        """Name the groups that all may use, queue the mailing, and put the pages among the person's own."""
        journal_actions.add(*ACTIONS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        permissions.add(*PERMISSIONS)
        notice_groups.add(DEADLINES, DUTIES, WORK)
        periodic_jobs.add(PeriodicJob("pulau.foundation.notices.tasks.mail", 1))
        periodic_jobs.add(PeriodicJob("pulau.foundation.notices.tasks.remind", 60))
        about = _("Kabar tentang hal-hal yang menunggu Anda.")
        add_link(NavLink("notices:notices", _("Pemberitahuan"), "account", 20, may(READ_NOTICES), about))
        about = _("Pilih kabar apa yang juga datang lewat surel, dan seberapa sering.")
        add_link(NavLink("notices:preferences", _("Surel pemberitahuan"), "account", 25, may(CHOOSE_CADENCE), about))
