"""What the desks register: their place in the navigation, what the journal says of them, the files that they keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from pulau.apps.assessments.desk_actions import DESK_ACTIONS
from pulau.apps.assessments.models import Export
from pulau.apps.assessments.policies import DESK
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.kept_files import KeptFiles, kept_files
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import Kept, OnErasure, impersonal, personal, personal_data
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK
from pulau.foundation.registry.subjects import Subjects, subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

FORGET: Final = "pulau.apps.assessments.desks.export_job.forget_exports"
_DAY: Final = 24 * 60


def open_desks() -> None:
    """Register it."""
    journal_actions.add(*DESK_ACTIONS)
    subjects.add(Subjects("assessments.export", "Unduhan data penilaian", "Export of assessments"))
    personal_data.add(
        *impersonal("assessments.Export", "Codes and digests.", "table", "kind", "state", "digest"),
        *personal(
            "assessments.Export",
            Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES),
            {"by": ("Yang mengunduh", "Who exported")},
        ),
    )
    kept_files.add(KeptFiles("assessments.exports", _digests))
    periodic_jobs.add(PeriodicJob(FORGET, _DAY))
    add_link(NavLink("assessments:desk", _("Meja penilai"), "work", 35, may(DESK)))


def _digests(tenant_id: UUID) -> Iterable[str]:
    return Export.objects.for_tenant(tenant_id).order_by().values_list("digest", flat=True)
