"""A document's bytes, version by version: only ever added, each found under its digest."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pulau.apps.signing.models import Document, Party, Signatory, SignatoryPart, Version, VersionCause
from pulau.core.pledging.completeness import Place, Step
from pulau.foundation import storage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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


def places_of(signatories: Iterable[Signatory]) -> list[Place]:
    """Return the places of a document as the rules know them."""
    return [Place(one.order, Step(one.state), one.part == SignatoryPart.SIGNER) for one in signatories]


def keep_rows(document: Document, signatories: Sequence[Signatory], parties: Sequence[Party]) -> None:
    """Write the rows of a document that was not kept yet."""
    document.save(force_insert=True)
    Signatory.objects.for_tenant(document.tenant_id).bulk_create(signatories)
    if parties:
        Party.objects.for_tenant(document.tenant_id).bulk_create(parties)


def keep_signature(document: Document, version: Version, *people: Signatory) -> None:
    """Write what became of a document and of people in it by one more version."""
    document.head = version.number
    version.save(force_insert=True)
    for one in people:
        one.save()
    document.save(update_fields=["head", "state", "completed_at", "ended_at"])


def told_of(signatory: Signatory) -> dict[str, object]:
    """Return what the journal keeps of a signature."""
    return {
        "signatory": signatory.pk, "part": signatory.part, "means": signatory.means, "level": signatory.level,
        "serial": signatory.serial,
    }  # fmt: skip
