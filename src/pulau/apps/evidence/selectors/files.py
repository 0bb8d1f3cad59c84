"""Versions of a piece as files to give out, and which of them are given to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.evidence.models import EvidenceVersion, Preparation, PreparationState, ScanState
from pulau.apps.evidence.wishes import EvidenceNotFound

if TYPE_CHECKING:
    from pulau.apps.evidence.models import Evidence


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
