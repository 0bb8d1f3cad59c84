"""Signed reports for other apps' readers: companions, panels, outcomes. They ask who may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pulau.apps.reports.files import pdf_of
from pulau.apps.reports.models import EvaluationReport, ReportState, ReportVersion
from pulau.apps.reports.pages import part_views
from pulau.apps.reports.selectors import content_of
from pulau.exchange.reports.document import facts_of, parts_of, title_of

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.exchange.reports.content import ReportContent


@dataclass(frozen=True, slots=True)
class SignedReport:
    """A report that all its signers signed, and what it says: as data, as parts for `reports/text.html`, as PDF."""

    version: ReportVersion
    kind: str
    label: str
    number: str
    signed_at: datetime
    document_id: UUID

    def content(self) -> ReportContent:
        """Return what it says. Raises BlobMissing, BlobDamaged, StoreUnavailable."""
        return content_of(self.version)

    def page(self) -> dict[str, Any]:
        """Return the context of `reports/text.html`: its facts and its parts."""
        content = self.content()
        return {
            "title": title_of(content),
            "facts": facts_of(content),
            "parts": part_views(parts_of(content)),
            "signers": content.signers,
        }

    def pdf(self) -> bytes:
        """Return the signed PDF. Raises BlobMissing, BlobDamaged, StoreUnavailable."""
        return pdf_of(self.version)


def signed_reports(case: Case) -> list[SignedReport]:
    """Return the signed reports of a case, the newest last; the caller has asked who may read them. Two queries."""
    rows = EvaluationReport.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, state=ReportState.SIGNED)
    reports = {row.pk: row for row in rows.order_by("signed_at", "id")}
    versions = ReportVersion.objects.for_tenant(case.tenant_id).filter(report_id__in=reports)
    heads = {
        one.report_id: one
        for one in versions.select_related("document", "report__case")
        if one.number == reports[one.report_id].head
    }
    return [
        SignedReport(heads[pk], row.kind, str(row.get_kind_display()), row.number, row.signed_at, heads[pk].document_id)
        for pk, row in reports.items()
        if row.signed_at is not None
    ]
