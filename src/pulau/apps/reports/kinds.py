"""Reports as kinds of documents: what who checks one is told, whether it may still be signed, what follows from it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.assessments.contract import case_of
from pulau.apps.reports.models import EvaluationReport, ReportState, ReportVersion
from pulau.apps.reports.refusals import DataMoving
from pulau.apps.reports.selectors import content_of, head_of, newest_of
from pulau.apps.reports.services.following import follow_document
from pulau.apps.reports.services.making import DOCUMENT
from pulau.apps.reports.steady import said_now
from pulau.apps.signing.contract import SignatoryState, signatories_of
from pulau.exchange.reports.content import ReportKind, still_so
from pulau.foundation.registry.document_kinds import DocumentChange, DocumentKind
from pulau.foundation.registry.process_cases import Fact

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def version_holds(version: ReportVersion) -> bool:
    """Whether the newest version of a report still says what the data say; an older one never does.

    What companions dissented after somebody signed is not asked of it.
    """
    report = version.report
    if version.number != report.head or report.state == ReportState.SUPERSEDED:
        return False
    case = case_of(version.tenant_id, report.case_id)
    said = content_of(version)
    try:
        now = said_now(case, said)
    except DataMoving:
        return False
    signed = any(one.state == SignatoryState.SIGNED for one in signatories_of(version.document))
    return still_so(said, now, signed=signed)


def _holds(tenant_id: UUID, version_id: UUID) -> bool:
    rows = ReportVersion.objects.for_tenant(tenant_id).select_related("report").filter(pk=version_id)
    version: ReportVersion | None = rows.first()
    return version is not None and version_holds(version)


def _facts(version_id: UUID) -> list[tuple[str, str]]:
    version = ReportVersion.objects.of_document(version_id).select_related("report__case").first()
    if version is None:
        return []
    report, case = version.report, version.report.case
    return [
        (_("Unit"), case.unit_name),
        (_("Instansi"), case.agency_name),
        (_("Tahun"), str(case.year)),
        (_("Nomor laporan"), report.number or _("belum diberi")),
        (_("Versi"), str(version.number)),
        (_("Keadaan"), str(report.get_state_display())),
        (_("Intisari isi (SHA-256)"), version.content),
    ]


def _changed(actor: Actor, change: DocumentChange, now: datetime) -> None:
    follow_document(actor=actor, version_id=change.subject_id, state=change.state, now=now)


def _signed(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
    """Whether all signers of the newest TPI report signed, and it says what the data say now."""
    report: EvaluationReport | None = newest_of(case_of(tenant_id, case_id), ReportKind.TPI.value)
    if report is None or report.state != ReportState.SIGNED:
        return False
    version = head_of(report)
    version.report = report
    return version_holds(version)


KINDS: Final = (
    DocumentKind(
        DOCUMENT[ReportKind.TPI], "Laporan hasil evaluasi TPI", "Report of evaluation by the TPI",
        facts=_facts, changed=_changed, holds=_holds,
    ),
    DocumentKind(
        DOCUMENT[ReportKind.TPN], "Laporan hasil evaluasi TPN", "Report of evaluation by the TPN",
        facts=_facts, changed=_changed, holds=_holds,
    ),
    DocumentKind(
        DOCUMENT[ReportKind.MONITORING], "Laporan pemantauan TPI", "Report of monitoring by the TPI",
        facts=_facts, changed=_changed, holds=_holds,
    ),
)  # fmt: skip
FACTS: Final = (Fact("tpi-report-signed", _signed),)
