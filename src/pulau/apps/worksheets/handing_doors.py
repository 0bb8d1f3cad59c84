"""What teams, proposals and submissions put into the registry: notices, reminders, names, files, the nightly job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.worksheets.duty_news import DUE_AREAS
from pulau.apps.worksheets.handing_news import GROUP, KINDS
from pulau.apps.worksheets.models import Submission
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.kept_files import KeptFiles, kept_files
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.subjects import Subjects, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

A_DAY: Final = 24 * 60


def _manifests(tenant_id: UUID) -> Iterable[str]:
    return Submission.objects.for_tenant(tenant_id).order_by().values_list("manifest", flat=True)


MANIFESTS: Final = KeptFiles("worksheets.submission", _manifests)
SUBJECTS: Final = (
    Subjects("worksheets.areaduty", "Penanggung jawab area", "Person who answers for an area"),
    Subjects("worksheets.proposedanswer", "Usulan jawaban", "Proposed answer"),
    Subjects("worksheets.submission", "Ajuan", "Submission"),
)


def open_handing_doors() -> None:
    """Register them all."""
    notice_groups.add(GROUP)
    notice_kinds.add(*KINDS)
    due_sources.add(DUE_AREAS)
    subjects.add(*SUBJECTS)
    kept_files.add(MANIFESTS)
    periodic_jobs.add(PeriodicJob("pulau.apps.worksheets.tasks.look_at_registers", A_DAY))
