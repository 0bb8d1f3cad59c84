"""What judging tells the rest of the platform, in one place: registered as the app is ready."""

from __future__ import annotations

from pulau.apps.assessments.evidence_rights import HANDED_EVIDENCE
from pulau.foundation.registry.handed_rights import handed_rights


def register_judging() -> None:
    """Register it."""
    handed_rights.add(HANDED_EVIDENCE)
