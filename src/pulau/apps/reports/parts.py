"""What the case's pages show of reports, and what follows when the case moves on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from pulau.apps.assessments.contract import get_case_by_id
from pulau.apps.reports.ending import release_signed
from pulau.apps.reports.models import Kind, ReportState
from pulau.apps.reports.policies import MAKE, READ
from pulau.apps.reports.selectors import reports_of, versions_of
from pulau.apps.signing.contract import signatory_of
from pulau.core.workflow.assessment import TPI_REPORT
from pulau.foundation.registry.process_cases import (
    CaseFollower,
    CaseMoment,
    CaseMoments,
    CaseMove,
    CasePart,
    CaseTab,
    PartLine,
)
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.apps.reports.models import EvaluationReport, ReportVersion
    from pulau.core.shared.actor import Actor


def _line(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    case = get_case_by_id(actor, case_id)
    reports = reports_of(actor, case)
    makes = case.stage == TPI_REPORT and allowed(actor, MAKE, unit_id=case.unit_id, state=case.stage)
    if not reports and not makes:
        return None
    href = reverse("reports:reports", args=[unit, year])
    if not reports:
        return PartLine(gettext("Belum disusun"), href, gettext("Susun laporan"))
    newest = reports[0]
    words = f"{newest.get_kind_display()}: {newest.get_state_display()}"
    return PartLine(words, href, _due(actor, reports))


def _due(actor: Actor, reports: list[EvaluationReport]) -> str:
    drafts = [row for row in reports if row.state == ReportState.DRAFT]
    for version in versions_of(actor, drafts):
        if version.number == version.report.head and signatory_of(version.document_id, actor.person):
            return gettext("Tanda tangani laporan")
    return ""


def _moments(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    reports = reports_of(actor, get_case_by_id(actor, case_id))
    told = [_made(version, unit, year) for version in versions_of(actor, reports)]
    href = reverse("reports:reports", args=[unit, year])
    for row in reports:
        if row.signed_at is not None:
            words = gettext("%(report)s ditandatangani lengkap") % {"report": row.get_kind_display()}
            told.append(CaseMoment(row.signed_at, words, href=href, kind="report"))
    return told


def _made(version: ReportVersion, unit: str, year: int) -> CaseMoment:
    words = gettext("%(report)s versi %(n)d disusun") % {
        "report": version.report.get_kind_display(), "n": version.number
    }  # fmt: skip
    href = reverse("reports:version", args=[unit, year, version.report_id, version.number])
    by = version.made_by.full_name if version.made_by else ""
    return CaseMoment(version.made_at, words, by, href=href, kind="report")


def _shown(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return allowed(actor, READ, unit_id=unit_id, state=stage)


def _moved(actor: Actor, move: CaseMove, now: datetime) -> None:
    if move.source == TPI_REPORT and move.target != TPI_REPORT:
        release_signed(actor.tenant_id, move.case_id, Kind.TPI, now)


PART: Final = CasePart("reports", _("Laporan"), 40, _line)
TAB: Final = CaseTab("reports", _("Laporan"), 40, "reports:reports", _shown)
MOMENTS: Final = CaseMoments("reports", _moments)
FOLLOWER: Final = CaseFollower("reports.releasing", _moved)
