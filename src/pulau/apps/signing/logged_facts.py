"""Whether versions of documents still bear the digests that the journal told. Their bytes are the store's affair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.signing.actions import ATTESTED, PREPARED, SIGNED, TIMESTAMPED
from pulau.apps.signing.models import Version
from pulau.foundation.journal.told import chunks_told
from pulau.foundation.registry.logged_facts import FactDiffers, LoggedFacts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

_FIRST: Final = "1"
"""The version that a document is prepared as."""
_ADDING: Final = (PREPARED.code, SIGNED.code, ATTESTED.code, TIMESTAMPED.code)


def changed_documents(tenant_id: UUID) -> Iterator[FactDiffers]:
    """Yield the versions of a body's documents whose digests are others than were told as they were added."""
    for entries in chunks_told(tenant_id, _ADDING):
        rows = Version.objects.for_tenant(tenant_id).filter(document_id__in=[told.object_id for told in entries])
        fields = ("document_id", "number", "pk", "digest")
        there = {(str(doc), str(number)): rest for doc, number, *rest in rows.order_by().values_list(*fields)}
        for told in entries:
            pk, found = there.get((told.object_id, told.payload.get("version", _FIRST)), ("", ""))
            of = (Version._meta.label_lower, pk) if pk else None  # noqa: SLF001 - Django's documented door
            yield from told.differs(told.payload["digest"], found, of=of)


FACTS: Final = LoggedFacts("signing.versions", changed_documents)
