"""The public log as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.transparency.actions import ACTIONS
from pulau.apps.transparency.personal_data import FIELDS, TABLES
from pulau.apps.transparency.policies import PERMISSIONS
from pulau.foundation.registry.demo_parts import demo_parts
from pulau.foundation.registry.entry_standings import entry_standings
from pulau.foundation.registry.health_parts import health_parts
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.registry.worker_loops import WorkerLoop, worker_loops
from pulau.foundation.tenancy.openings import FurtherOpening, open_further
from pulau.foundation.tenancy.policy import signed_in
from pulau.foundation.ui.navigation import NavLink, add_link


class TransparencyConfig(AppConfig):
    """The public log."""

    name = "pulau.apps.transparency"
    label = "transparency"

    def ready(self) -> None:
        """Tell what happens here, and let the sequencer read the journal of every body."""
        # Imports models, which are loaded only now.
        from pulau.apps.transparency.demo_witnesses import DEMO  # noqa: PLC0415 - the same
        from pulau.apps.transparency.looping import once_in_worker, run  # noqa: PLC0415 - the same
        from pulau.apps.transparency.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.transparency.notices import GROUP, KINDS  # noqa: PLC0415 - the same
        from pulau.apps.transparency.operating import HEALTH  # noqa: PLC0415 - the same
        from pulau.apps.transparency.telling import STANDINGS  # noqa: PLC0415 - the same
        from pulau.foundation.journal.outbox import OPENING  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        permissions.add(*PERMISSIONS)
        subjects.add(*SUBJECTS)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        entry_standings.add(STANDINGS)
        health_parts.add(HEALTH)
        open_further(FurtherOpening("journal.Entry", "sequencer", OPENING))
        worker_loops.add(WorkerLoop("transparency.sequencer", run, once_in_worker))
        periodic_jobs.add(PeriodicJob("pulau.apps.transparency.tasks.watch", 1))
        periodic_jobs.add(PeriodicJob("pulau.apps.transparency.tasks.count", 5))
        periodic_jobs.add(PeriodicJob("pulau.apps.transparency.tasks.audit", 30))  # begins at night, goes on at once
        demo_parts.add(DEMO)
        add_link(NavLink("transparency:status", _("Log publik"), "open", 40))
        about = _("Bukti dari yang Anda kirim, tanda tangani, dan putuskan.")
        add_link(NavLink("transparency:receipts", _("Tanda terima saya"), "account", 35, signed_in, about))
