"""One's own pact: signed, refused, withdrawn; and what follows for a pact when its document changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from pulau.apps.declarations.actions import PACT_ENDED, PACT_REFUSED, PACT_SIGNED, PACT_WITHDRAWN
from pulau.apps.declarations.models import Pact, PactState, PledgeTemplate
from pulau.apps.declarations.pact_paper import pact_wish
from pulau.apps.declarations.policies import SIGN_PACT
from pulau.apps.declarations.selectors.pacts import PactNotFound, pacts_of_employee
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.people.contract import employee_of_user
from pulau.apps.signing.contract import (
    DocumentState,
    Given,
    Signatory,
    SignatoryState,
    end_document,
    sign_at_once,
    withdraw_signature,
)
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.people.models import Employee
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.document_kinds import DocumentChange

SIGNABLE: Final = (PactState.DUE, PactState.REFUSED)
"""What can be signed: also what was refused, since people may think again."""
_ACTIONS: Final = {
    PactState.SIGNED: PACT_SIGNED,
    PactState.REFUSED: PACT_REFUSED,
    PactState.WITHDRAWN: PACT_WITHDRAWN,
    PactState.ENDED: PACT_ENDED,
}
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


class PactNotOpen(Exception):  # noqa: N818 - a fact, as every error of this project
    """The pact is not at a step at which this can be done: it ended, was refused, was drawn."""


class TextMissing(Exception):  # noqa: N818 - the same
    """No text of this kind is approved at the moment: there is nothing to sign."""


class TextChanged(Exception):  # noqa: N818 - the same
    """Another text was approved since the page was read; nothing was signed."""


class ReasonMissing(Exception):  # noqa: N818 - the same
    """Refusing and withdrawing want a reason."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to: the version that they were shown, and what the way of signing asks for."""

    template_id: UUID
    given: Given = field(default_factory=Given)


@transaction.atomic
def sign_pact(*, actor: Actor, pact_id: UUID, consent: Consent, now: datetime) -> Pact:
    """Sign one's own pact in the version that was shown. Pressed twice, it is one document.

    The actor is the person in the body of the pact, also without any duty there. Raises PactNotFound, PactNotOpen,
    TextMissing, TextChanged, and as `sign_at_once`; then nothing was signed.
    """
    pact, employee = _own(actor, pact_id)
    actor = require(actor, SIGN_PACT, person_id=actor.person)
    if pact.state == PactState.SIGNED:
        return pact
    if pact.state not in SIGNABLE or not employee.serves_on(today_of(actor, now)):
        raise PactNotOpen
    template = approved_template(actor, pact.kind)
    if template is None:
        raise TextMissing
    if template.pk != consent.template_id:
        raise TextChanged
    settle_signer(pact, employee, template)
    document = sign_at_once(actor=actor, wish=pact_wish(actor, pact, template), given=consent.given, now=now)
    _supersede(actor, pact, document.pk, now)
    pact.refresh_from_db()
    return pact


@transaction.atomic
def refuse_pact(*, actor: Actor, pact_id: UUID, reason: str, now: datetime) -> Pact:
    """Refuse one's own pact with a reason; it can still be signed later.

    Raises PactNotFound, PactNotOpen, ReasonMissing.
    """
    pact, _employee = _own(actor, pact_id)
    actor = require(actor, SIGN_PACT, person_id=actor.person)
    if pact.state != PactState.DUE:
        raise PactNotOpen
    _become(actor, pact, PactState.REFUSED, now, reason=_reason(reason))
    return pact


@transaction.atomic
def withdraw_pact(*, actor: Actor, pact_id: UUID, reason: str, now: datetime) -> Pact:
    """Withdraw one's own signature with a reason; the document stays and says so.

    Raises PactNotFound, PactNotOpen, ReasonMissing.
    """
    pact, _employee = _own(actor, pact_id)
    actor = require(actor, SIGN_PACT, person_id=actor.person)
    signed = Signatory.objects.for_actor(actor).filter(user_id=actor.person, state=SignatoryState.SIGNED)
    signatory = signed.filter(document_id=pact.document_id).first() if pact.document_id else None
    if pact.state != PactState.SIGNED or signatory is None:
        raise PactNotOpen
    withdraw_signature(actor=actor, signatory_id=signatory.pk, reason=_reason(reason), now=now)
    pact.refresh_from_db()
    if pact.state == PactState.WITHDRAWN:
        pact.reason = reason.strip()
        pact.save(update_fields=["reason"])
    return pact


@transaction.atomic
def follow_document(*, actor: Actor, change: DocumentChange, now: datetime) -> None:
    """Let a pact follow its document: signed when all signed, withdrawn or ended with it. Told twice, done once."""
    rows = Pact.objects.for_actor(actor).select_for_update()
    pact = rows.filter(pk=change.subject_id).exclude(state=PactState.ENDED).first()
    state = state_after(change)
    if pact is None or state is None:
        return
    if pact.document_id not in (None, change.document_id) and state is not PactState.SIGNED:
        return  # an older document of it, which was replaced
    if pact.state != state:
        pact.document_id = change.document_id
        _become(actor, pact, state, now)


def state_after(change: DocumentChange) -> PactState | None:
    """Return what a pact becomes by a change of its document; None where it stays as it is."""
    by_document = _AFTER.get(DocumentState(change.state))
    if by_document is not None:
        return by_document
    return _BY_SIGNATORY.get(SignatoryState(change.signatory_state)) if change.signatory_state else None


def settle_signer(pact: Pact, employee: Employee, template: PledgeTemplate) -> None:
    """Write onto the pact who signs it now, as they are called today, and which version."""
    pact.template, pact.user_id, pact.name = template, employee.user_id, employee.full_name[:200]
    pact.reason = ""
    pact.save(update_fields=["template", "user", "name", "reason"])


def _own(actor: Actor, pact_id: UUID) -> tuple[Pact, Employee]:
    employee = employee_of_user(actor, actor.person)
    rows = pacts_of_employee(actor, employee.pk).select_related(None) if employee else None
    pact = rows.select_for_update().filter(pk=pact_id).first() if rows is not None else None
    if pact is None or employee is None:
        raise PactNotFound(pact_id)
    return pact, employee


def _supersede(actor: Actor, pact: Pact, document_id: UUID, now: datetime) -> None:
    """Let the documents of this year's pacts that ended say which one came in their place."""
    rows = Pact.objects.for_actor(actor).filter(employee=pact.employee, year=pact.year, state=PactState.ENDED)
    ended = rows.filter(document__state=DocumentState.COMPLETE, document__isnull=False).exclude(pk=pact.pk)
    for before in ended.values_list("document_id", flat=True):
        end_document(
            actor=actor,
            document_id=before,
            state=DocumentState.SUPERSEDED,
            reason=_("Pakta baru ditandatangani untuk jabatan sekarang."),
            now=now,
            successor_id=document_id,
        )


def _become(actor: Actor, pact: Pact, state: PactState, now: datetime, *, reason: str = "") -> None:
    before, pact.state = pact.state, state
    pact.reason = reason or pact.reason
    if state == PactState.SIGNED:
        pact.signed_at, pact.reason = now, ""
    if state in {PactState.WITHDRAWN, PactState.ENDED}:
        pact.ended_at = now
    if state == PactState.DRAWN:
        pact.drawn_at = pact.drawn_at or now
    pact.save(update_fields=["state", "reason", "document", "signed_at", "ended_at", "drawn_at"])
    action = _ACTIONS.get(state)
    if action is None:
        return  # a drawing is told by the document's own entry, and becomes a signature by its witness
    payload = {
        "kind": pact.kind, "year": pact.year, "document": pact.document_id, "template": pact.template_id,
        **journal.changed({"state": before}, {"state": state}),
    }  # fmt: skip
    journal.record(actor, action.code, pact, payload, now, unit_id=pact.unit_id)


def _reason(text: str) -> str:
    told = text.strip()
    if not told:
        raise ReasonMissing
    return told
