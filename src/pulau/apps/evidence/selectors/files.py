"""Versions of a piece as files to give out, and which of them are given to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.evidence.models import Evidence, EvidenceVersion, Preparation, PreparationState, ScanState
from pulau.apps.evidence.selectors.pieces import evidence_for
from pulau.apps.evidence.wishes import EvidenceNotFound
from pulau.foundation.registry.handed_rights import HandedPiece, handed_rights

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor


def get_file_for(actor: Actor, evidence_id: UUID, number: int) -> tuple[Evidence, EvidenceVersion]:
    """Return a piece with one of its versions that the actor may open. Raises EvidenceNotFound (404).

    Besides whoever may see the piece, those to whom this very version was handed in.
    """
    row = evidence_for(actor).filter(pk=evidence_id).order_by().first() or _handed(actor, evidence_id, number)
    return row, version_of(row, number)


def _handed(actor: Actor, evidence_id: UUID, number: int) -> Evidence:
    row: Evidence | None = Evidence.objects.for_actor(actor).filter(pk=evidence_id).order_by().first()
    if row is not None:
        piece = HandedPiece(row.pk, number, row.confidential)
        if any(right.opens(actor, piece) for right in handed_rights):
            return row
    raise EvidenceNotFound("no evidence that you may see is at this address")


def version_of(row: Evidence, number: int) -> EvidenceVersion:
    """Return a version of a piece that the actor may see, with its preparation. Raises EvidenceNotFound (404)."""
    rows = EvidenceVersion.objects.for_tenant(row.tenant_id).filter(evidence_id=row.pk, number=number)
    found: EvidenceVersion | None = rows.select_related("preparation").first()
    if found is None:
        raise EvidenceNotFound("no such version")
    return found


def preparation_of(version: EvidenceVersion) -> Preparation | None:
    """Return what was found out of a version, where its row is there."""
    return getattr(version, "preparation", None)


def is_held_back(version: EvidenceVersion) -> bool:
    """Whether something dangerous was found in a version: it is given to nobody."""
    found = preparation_of(version)
    return found is not None and (found.state == PreparationState.BLOCKED or found.scan == ScanState.INFECTED)
