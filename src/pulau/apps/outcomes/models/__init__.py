"""Decrees and titles, certificates, objections, offences, monitoring, triggers and revocations."""

from __future__ import annotations

from pulau.apps.outcomes.models.decrees import (
    LONGEST_NUMBER,
    LONGEST_REASON,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    Certificate,
    CertificateRequest,
    Decree,
    DecreeCase,
    DecreeKind,
    Issuer,
    Qualification,
    TitleHeld,
    TitleState,
)
from pulau.apps.outcomes.models.keeping import (
    Monitoring,
    Revocation,
    RevocationState,
    SurveyKind,
    Trigger,
    TriggerOutcome,
)
from pulau.apps.outcomes.models.objections import (
    Acceptance,
    Objection,
    ObjectionFile,
    ObjectionState,
    Offence,
    OffenceRole,
)

__all__ = [
    "LONGEST_NUMBER",
    "LONGEST_REASON",
    "LONGEST_SOURCE",
    "LONGEST_TEXT",
    "Acceptance",
    "Certificate",
    "CertificateRequest",
    "Decree",
    "DecreeCase",
    "DecreeKind",
    "Issuer",
    "Monitoring",
    "Objection",
    "ObjectionFile",
    "ObjectionState",
    "Offence",
    "OffenceRole",
    "Qualification",
    "Revocation",
    "RevocationState",
    "SurveyKind",
    "TitleHeld",
    "TitleState",
    "Trigger",
    "TriggerOutcome",
]
