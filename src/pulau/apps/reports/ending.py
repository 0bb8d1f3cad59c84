"""Ending the document of a version that another takes the place of, and opening a signed one to its readers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.reports.models import EvaluationReport, Kind, ReportState
from pulau.apps.reports.selectors import head_of
from pulau.apps.signing.contract import DocumentState, end_document, release_document
from pulau.core.shared.actor import Actor

if TYPE_CHECKING:
    from pulau.apps.signing.contract import Document

ALIVE: Final = frozenset({DocumentState.PREPARED, DocumentState.PARTLY, DocumentState.COMPLETE})
_REPLACED: Final = "Versi baru laporan disusun dari data yang lebih baru."
"""Kept with the document for everyone, so in Indonesian, whatever language the maker reads in."""


def end_before(former: Document, document: Document, now: datetime) -> None:
    """End the document of a version that another takes the place of, if it has not ended already.

    By the system: whoever makes reports need not keep the body's documents.
    """
    system = Actor.system(former.tenant_id)
    if former.state in ALIVE:
        end_document(
            actor=system, document_id=former.pk, state=DocumentState.SUPERSEDED, reason=_REPLACED, now=now,
            successor_id=document.pk,
        )  # fmt: skip


def release_signed(tenant_id: UUID, case_id: UUID, kind: Kind, now: datetime) -> None:
    """Let whoever reads the body's documents read the signed report of a case: its stage is over."""
    rows = EvaluationReport.objects.for_tenant(tenant_id).filter(case_id=case_id, kind=kind, state=ReportState.SIGNED)
    for report in rows:
        release_document(actor=Actor.system(tenant_id), document_id=head_of(report).document_id, now=now)
