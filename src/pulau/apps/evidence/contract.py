"""What other apps may use of evidence."""

from __future__ import annotations

from pulau.apps.evidence.giving import give_version
from pulau.apps.evidence.models import (
    LONGEST_REASON,
    Evidence,
    EvidenceVersion,
    Preparation,
    PreparationState,
    ScanState,
)
from pulau.apps.evidence.picking import picker
from pulau.apps.evidence.policies import KEEP, READ, READ_CONFIDENTIAL, READ_HANDED
from pulau.apps.evidence.preparing import prepare
from pulau.apps.evidence.receiving import Received, receive
from pulau.apps.evidence.selectors.pieces import (
    current_versions,
    evidence_for,
    get_evidence_for,
    same_bytes,
    versions_of,
)
from pulau.apps.evidence.services.keeping import add_version, keep_evidence
from pulau.apps.evidence.services.taking import EvidenceConflicts, TakenPiece, TakenVersion, take_pieces
from pulau.apps.evidence.serving import give
from pulau.apps.evidence.wishes import EvidenceNotFound, EvidenceWish, EvidenceWithdrawn, IncomingFile, is_address

__all__ = [
    "KEEP",
    "LONGEST_REASON",
    "READ",
    "READ_CONFIDENTIAL",
    "READ_HANDED",
    "Evidence",
    "EvidenceConflicts",
    "EvidenceNotFound",
    "EvidenceVersion",
    "EvidenceWish",
    "EvidenceWithdrawn",
    "IncomingFile",
    "Preparation",
    "PreparationState",
    "Received",
    "ScanState",
    "TakenPiece",
    "TakenVersion",
    "add_version",
    "current_versions",
    "evidence_for",
    "get_evidence_for",
    "give",
    "give_version",
    "is_address",
    "keep_evidence",
    "picker",
    "prepare",
    "receive",
    "same_bytes",
    "take_pieces",
    "versions_of",
]
