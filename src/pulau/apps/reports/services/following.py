"""What follows from a signature: a report is signed once all have, and takes the place of the one before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.reports.actions import REOPENED, SIGNED, SUPERSEDED
from pulau.apps.reports.ending import end_before
from pulau.apps.reports.models import EvaluationReport, Kind, ReportState, ReportVersion
from pulau.apps.reports.selectors import head_of
from pulau.apps.signing.contract import DocumentState, release_document
from pulau.core.shared.actor import Actor
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from uuid import UUID


@transaction.atomic
def follow_document(*, actor: Actor, version_id: UUID, state: str, now: datetime) -> None:
    """Let a report follow its newest version's document: signed by all, or no longer."""
    version = ReportVersion.objects.for_actor(actor).select_related("document").filter(pk=version_id).first()
    if version is None:
        return
    rows = EvaluationReport.objects.for_actor(actor).select_for_update(of=("self",)).select_related("case")
    report: EvaluationReport = rows.get(pk=version.report_id)
    if version.number != report.head:
        return
    if state == DocumentState.COMPLETE and report.state == ReportState.DRAFT:
        _sign(actor, report, version, now)
    elif state in {DocumentState.WITHDRAWN, DocumentState.PARTLY} and report.state == ReportState.SIGNED:
        _reopen(actor, report, version, now)


def _sign(actor: Actor, report: EvaluationReport, version: ReportVersion, now: datetime) -> None:
    _supersede_earlier(actor, report, version, now)
    _put(actor, SIGNED.code, report, version, ReportState.SIGNED, now)
    if report.kind != Kind.TPI:  # that one is opened when the case leaves its stage
        release_document(actor=Actor.system(report.tenant_id), document_id=version.document_id, now=now)


def _supersede_earlier(actor: Actor, report: EvaluationReport, version: ReportVersion, now: datetime) -> None:
    if report.kind == Kind.MONITORING:
        return
    rows = EvaluationReport.objects.for_actor(actor).filter(case_id=report.case_id, kind=report.kind)
    for earlier in rows.filter(state=ReportState.SIGNED).exclude(pk=report.pk).select_related("case"):
        before = head_of(earlier)
        end_before(before.document, version.document, now)
        _put(actor, SUPERSEDED.code, earlier, before, ReportState.SUPERSEDED, now)


def _reopen(actor: Actor, report: EvaluationReport, version: ReportVersion, now: datetime) -> None:
    """Make a report a draft again of which a signature was taken back; beside a newer draft it is over."""
    drafts = EvaluationReport.objects.for_actor(actor).filter(case_id=report.case_id, kind=report.kind)
    over = drafts.filter(state=ReportState.DRAFT).exists()
    state = ReportState.SUPERSEDED if over else ReportState.DRAFT
    _put(actor, REOPENED.code, report, version, state, now)


def _put(
    actor: Actor, code: str, report: EvaluationReport, version: ReportVersion, state: ReportState, now: datetime
) -> None:  # fmt: skip
    before = str(report.state)
    if state != ReportState.SUPERSEDED:
        report.signed_at = now if state == ReportState.SIGNED else None
    report.state = state
    report.save(update_fields=["state", "signed_at"])
    payload = {
        **journal.changed({"state": before}, {"state": str(state)}), "report": str(report.pk), "kind": report.kind,
        "version": version.number, "content": version.content, "document": str(version.document_id),
        "case": str(report.case_id),
    }  # fmt: skip
    journal.record(actor, code, report, payload, now, unit_id=report.case.unit_id)
