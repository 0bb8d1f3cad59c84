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


def signed_in_body(user_id: UUID) -> UUID | None:
    """Return the body in whose document a person signed last, None where they never did."""
    rows = Signatory.objects.of_user(user_id).filter(version__isnull=False).order_by("-done_at")
    found: UUID | None = rows.values_list("tenant_id", flat=True).first()
    return found
