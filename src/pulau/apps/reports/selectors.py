"""Reading reports: those of a case that the actor may know of, their versions, and what a version says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.assessments.contract import side_of, sight_of
from pulau.apps.reports.models import EvaluationReport, Kind, ReportState, ReportVersion
from pulau.apps.reports.policies import AFTER_TPI, READ
from pulau.apps.reports.refusals import ReportNotFound
from pulau.core.shared import roles
from pulau.core.workflow.sight import TPI_LEVELS, Side
from pulau.exchange.reports.content import read_content
from pulau.foundation import storage
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.core.shared.actor import Actor
    from pulau.exchange.reports.content import ReportContent
    from pulau.foundation.tenancy.scope import ScopedQuerySet

_TPI = frozenset({roles.TPI_MEMBER, roles.TPI_LEADER, roles.TPI_CONTROLLER})
_TPN = frozenset({roles.TPN_ASSESSOR, roles.TPN_PANEL})
_OF_THE_UNIT = frozenset({roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD})


def drafts_seen(actor: Actor, unit_id: UUID) -> frozenset[str]:
    """Return the kinds of reports whose drafts the actor may read: those of their own body of assessors.

    Who serves in the judged unit as well reads none of it early by that second duty.
    """
    held = {one.role for one in actor.appointments}
    if any(one.unit_id == unit_id and one.role in _OF_THE_UNIT for one in actor.appointments):
        return frozenset()
    found: set[str] = set()
    if held & _TPI:
        found |= {Kind.TPI, Kind.MONITORING}
    if held & _TPN:
        found.add(Kind.TPN)
    return frozenset(found)


def reports_of(actor: Actor, case: Case) -> list[EvaluationReport]:
    """Return the reports of a case that the actor may read, the newest of each kind first.

    One query, for the ministry two more.

    Whoever does not belong to the body of assessors sees them once signed, the TPI's not before the case left it; the
    ministry the TPI's once it judges no more, an assessor of it once they have submitted their own sheet.
    """
    if not allowed(actor, READ, unit_id=case.unit_id, state=case.stage):
        return []
    rows = EvaluationReport.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).select_related("made_by")
    drafts, order = drafts_seen(actor, case.unit_id), list(Kind)
    found = [row for row in rows if row.kind in drafts or (row.state != ReportState.DRAFT and _out(case))]
    if found and _judges_blind(actor, case):
        found = [row for row in found if row.kind == Kind.TPN]
    return sorted(found, key=lambda row: (order.index(Kind(row.kind)), -row.sequence))


def _judges_blind(actor: Actor, case: Case) -> bool:
    """Whether the actor is of the ministry and must see nothing of the TPI yet: its report has all its judgements."""
    return side_of(actor) is Side.TPN and not sight_of(actor, case) >= TPI_LEVELS


def _out(case: Case) -> bool:
    return case.stage in AFTER_TPI


def versions_of(actor: Actor, reports: list[EvaluationReport]) -> list[ReportVersion]:
    """Return the versions of reports that the actor may read, the newest first; one query."""
    if not reports:
        return []
    rows = ReportVersion.objects.for_tenant(reports[0].tenant_id).filter(report_id__in=[row.pk for row in reports])
    found = list(rows.select_related("document", "made_by", "report__case").order_by("report_id", "-number"))
    drafts = drafts_seen(actor, found[0].report.case.unit_id) if found else frozenset()
    return [row for row in found if row.report.kind in drafts or row.number == row.report.head]


def get_version_for(actor: Actor, case: Case, report_id: UUID, number: int) -> ReportVersion:
    """Return a version that the actor may read. Raises ReportNotFound (404)."""
    reports = [row for row in reports_of(actor, case) if row.pk == report_id]
    for version in versions_of(actor, reports):
        if version.number == number:
            return version
    raise ReportNotFound


def newest_of(case: Case, kind: str) -> EvaluationReport | None:
    """Return the newest report of a kind on a case, or None."""
    rows: ScopedQuerySet[EvaluationReport] = EvaluationReport.objects.for_tenant(case.tenant_id)
    return rows.filter(case_id=case.pk, kind=kind).order_by("-sequence").first()


def head_of(report: EvaluationReport) -> ReportVersion:
    """Return the newest version of a report."""
    rows = ReportVersion.objects.for_tenant(report.tenant_id).select_related("document")
    found: ReportVersion = rows.get(report_id=report.pk, number=report.head)
    return found


def content_of(version: ReportVersion) -> ReportContent:
    """Return what a version says, compared with its digest. Raises BlobMissing, BlobDamaged, StoreUnavailable."""
    return read_content(storage.get(version.content))
