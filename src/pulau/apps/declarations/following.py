"""A pact beside its document: what it becomes by a change of the document, and who stands on it when it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.declarations.models import PactState
from pulau.apps.signing.contract import DocumentState, SignatoryState

if TYPE_CHECKING:
    from pulau.apps.declarations.models import Pact, PledgeTemplate
    from pulau.apps.people.contract import Employee
    from pulau.foundation.registry.document_kinds import DocumentChange

_LONGEST: Final = 200
_AFTER: Final = {
    DocumentState.COMPLETE: PactState.SIGNED,
    DocumentState.WITHDRAWN: PactState.WITHDRAWN,
    DocumentState.SUPERSEDED: PactState.ENDED,
    DocumentState.CANCELLED: PactState.ENDED,
}
_BY_SIGNATORY: Final = {
    SignatoryState.DRAWN: PactState.DRAWN,
    SignatoryState.REFUSED: PactState.REFUSED,
    SignatoryState.WITHDRAWN: PactState.WITHDRAWN,
    SignatoryState.REPLACED: PactState.DUE,
}


def state_after(change: DocumentChange) -> PactState | None:
    """Return what a pact becomes by a change of its document; None where it stays as it is."""
    by_document = _AFTER.get(DocumentState(change.state))
    if by_document is not None:
        return by_document
    return _BY_SIGNATORY.get(SignatoryState(change.signatory_state)) if change.signatory_state else None


def settle_signer(pact: Pact, employee: Employee | None, template: PledgeTemplate) -> None:
    """Write onto a pact who signs it now, as they are called today, and which version. The signing is what is told.

    The head of a body (no employee) is called as their account is.
    """
    if employee is not None:
        pact.user_id, pact.name = employee.user_id, employee.full_name[:_LONGEST]
    elif pact.user is not None:
        pact.name = pact.user.full_name[:_LONGEST]
    pact.template = template
    pact.reason, pact.drawing, pact.drawn_at, pact.witness_id = "", "", None, None
    pact.save(update_fields=["template", "user", "name", "reason", "drawing", "drawn_at", "witness"])
