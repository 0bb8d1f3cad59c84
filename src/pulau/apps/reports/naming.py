"""What reports are called, for the journal; and which files of the store they need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pulau.apps.reports.models import EvaluationReport, Kind, ReportRun, ReportVersion
from pulau.foundation.registry.kept_files import KeptFiles
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.core.shared.actor import Actor


def _reports(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = EvaluationReport.objects.for_actor(actor).filter(pk__in=ids).order_by()
    found = rows.values_list("pk", "kind", "case__unit_name", "case__year")
    return {str(pk): f"{Kind(kind).label} {name} {year}" for pk, kind, name, year in found}


def _files(tenant_id: UUID) -> Iterator[str]:
    rows = ReportVersion.objects.for_tenant(tenant_id).order_by()
    for digests in rows.values_list("content", "pdf", "docx").iterator():
        yield from digests


def _archives(tenant_id: UUID) -> Iterator[str]:
    rows = ReportRun.objects.for_tenant(tenant_id).exclude(archive="").order_by()
    yield from rows.values_list("archive", flat=True).iterator()


SUBJECTS: Final = (
    Subjects(
        "reports.evaluationreport", "Laporan evaluasi", "Report of evaluation", _reports, keys=frozenset({"report"})
    ),
    Subjects("reports.reportversion", "Versi laporan evaluasi", "Version of a report"),
    Subjects("reports.reportrun", "Penyusunan laporan semua unit", "Run of reports"),
)
KEPT: Final = (KeptFiles("reports.version", _files), KeptFiles("reports.archive", _archives))
