"""A document's bytes, version by version: only ever added, each found under its digest."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pulau.apps.signing.models import Document, DocumentState, SignatoryState, Version, VersionCause
from pulau.foundation import storage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.apps.signing.models import Signatory


def add_version(document: Document, pdf: bytes, cause: VersionCause, now: datetime, number: int = 1) -> Version:
    """Put the bytes into the store, and return the row (not saved) that tells of them. Raises OSError."""
    return Version(
        tenant_id=document.tenant_id,
        document=document,
        code=document.code,
        number=number,
        digest=storage.put(pdf),
        size=len(pdf),
        cause=cause,
        made_at=now,
    )


def newest(document: Document) -> Version:
    """Return the newest version of a document that somebody was shown."""
    return Version.objects.of_document(document).get(number=document.head)


def state_after(signatories: Iterable[Signatory]) -> DocumentState:
    """Return how far a document is by its signatories: complete only when each of them has signed."""
    states = [one.state for one in signatories if one.state != SignatoryState.REPLACED]
    if all(state == SignatoryState.SIGNED for state in states):
        return DocumentState.COMPLETE
    if any(state in {SignatoryState.SIGNED, SignatoryState.WITHDRAWN} for state in states):
        return DocumentState.PARTLY
    return DocumentState.PREPARED
