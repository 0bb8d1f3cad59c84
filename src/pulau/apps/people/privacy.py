"""What this app tells the register of personal data, in one place."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pulau.apps.people.personal_data import FIELDS, TABLES
from pulau.apps.people.policies import ANSWER_DATA_REQUESTS
from pulau.apps.people.privacy_actions import PRIVACY_ACTIONS
from pulau.apps.people.privacy_notices import GROUP, KINDS
from pulau.apps.people.retention import RULES
from pulau.apps.people.selectors.privacy import BARS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import erasure_bars, personal_data, personal_tables, retention_rules
from pulau.foundation.registry.subjects import Subjects, subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import signed_in
from pulau.foundation.ui.navigation import NavLink, add_link

DAILY = 24 * 60


def keep_register() -> None:
    """Fill the hooks that concern personal data, and lead to their pages."""
    personal_data.add(*FIELDS)
    personal_tables.add(*TABLES)
    erasure_bars.add(*BARS)
    retention_rules.add(*RULES)
    journal_actions.add(*PRIVACY_ACTIONS)
    subjects.add(Subjects("people.legalhold", "Penahanan hukum", "Legal hold"))
    notice_groups.add(GROUP)
    notice_kinds.add(*KINDS)
    periodic_jobs.add(PeriodicJob("pulau.apps.people.sweeping.sweep_all", DAILY))
    about = _("Apa yang disimpan tentang Anda, berapa lama, dan siapa yang dapat melihatnya.")
    add_link(NavLink("people:own_data", _("Data Anda"), "account", 70, signed_in, about))
    about = _("Permintaan perbaikan dan penghapusan data yang menunggu jawaban.")
    add_link(NavLink("people:data_requests", _("Permintaan data"), "manage", 80, may(ANSWER_DATA_REQUESTS), about))
