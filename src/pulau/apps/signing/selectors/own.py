"""Where a person is to sign."""

from __future__ import annotations

from uuid import UUID

from pulau.apps.signing.models import Signatory, SignatoryState


def signatory_of(document_id: UUID | None, user_id: UUID) -> UUID | None:
    """Return as which signatory somebody still has to sign a document of whatever body, or None."""
    if document_id is None:
        return None
    rows = Signatory.objects.of_user(user_id).filter(document_id=document_id, state=SignatoryState.WAITING)
    return rows.values_list("pk", flat=True).first()
