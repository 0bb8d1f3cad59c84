"""Evidence with its versions, what was made of them, and its words for searching."""

from __future__ import annotations

from pulau.apps.evidence.models.pieces import (
    CODE_LENGTH,
    LONGEST_ABOUT,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TITLE,
    Evidence,
)
from pulau.apps.evidence.models.versions import (
    EvidenceVersion,
    Preparation,
    PreparationState,
    ScanState,
)
from pulau.apps.evidence.models.words import MOST_TEXT, EvidenceText

__all__ = [
    "CODE_LENGTH",
    "LONGEST_ABOUT",
    "LONGEST_ADDRESS",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "LONGEST_TITLE",
    "MOST_TEXT",
    "Evidence",
    "EvidenceText",
    "EvidenceVersion",
    "Preparation",
    "PreparationState",
    "ScanState",
]
