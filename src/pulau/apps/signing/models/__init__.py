"""What signing keeps: certificates, documents with versions, signatories and parties, runs over many documents."""

from __future__ import annotations

from pulau.apps.signing.models.certificates import Authority, AuthorityKind, Certificate, RevocationList
from pulau.apps.signing.models.documents import (
    CODE_LENGTH,
    LONGEST_NAME,
    LONGEST_POSITION,
    LONGEST_REASON,
    LONGEST_TITLE,
    Document,
    DocumentManager,
    DocumentState,
    Version,
    VersionCause,
    VersionManager,
)
from pulau.apps.signing.models.running import ItemState, RunState, SigningItem, SigningRun
from pulau.apps.signing.models.signatories import (
    Means,
    Party,
    PartyManager,
    Signatory,
    SignatoryManager,
    SignatoryPart,
    SignatoryState,
)

__all__ = [
    "CODE_LENGTH",
    "LONGEST_NAME",
    "LONGEST_POSITION",
    "LONGEST_REASON",
    "LONGEST_TITLE",
    "Authority",
    "AuthorityKind",
    "Certificate",
    "Document",
    "DocumentManager",
    "DocumentState",
    "ItemState",
    "Means",
    "Party",
    "PartyManager",
    "RevocationList",
    "RunState",
    "Signatory",
    "SignatoryManager",
    "SignatoryPart",
    "SignatoryState",
    "SigningItem",
    "SigningRun",
    "Version",
    "VersionCause",
    "VersionManager",
]
