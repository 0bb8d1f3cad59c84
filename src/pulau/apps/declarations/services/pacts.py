"""One's own pact: signed, refused, withdrawn; and what follows for a pact when its document changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import PACT_ENDED, PACT_REFUSED, PACT_SIGNED, PACT_WITHDRAWN
from pulau.apps.declarations.following import settle_signer, state_after
from pulau.apps.declarations.halls import pacts_changed
from pulau.apps.declarations.models import Pact, PactState
from pulau.apps.declarations.pact_paper import pact_wish
from pulau.apps.declarations.policies import SIGN_PACT
from pulau.apps.declarations.recounting import recount_soon
from pulau.apps.declarations.selectors.pacts import PactNotFound, may_be_signed, pacts_of_person
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.superseding import end_drawn, supersede_ended
from pulau.apps.people.contract import body_heads_on, employee_of_user
from pulau.apps.signing.contract import (
    Given,
    Signatory,
    SignatoryState,
    sign_at_once,
    withdraw_signature,
)
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.document_kinds import DocumentChange
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.people.contract import Employee
    from pulau.core.shared.actor import Actor

_ACTIONS: Final = {
    PactState.SIGNED: PACT_SIGNED,
    PactState.REFUSED: PACT_REFUSED,
    PactState.WITHDRAWN: PACT_WITHDRAWN,
    PactState.ENDED: PACT_ENDED,
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
    """Sign one's own pact in the version that was shown, also again after taking it back. Pressed twice, it is one.

    The actor is the person in the body of the pact, also without any duty there. Raises PactNotFound, PactNotOpen,
    TextMissing, TextChanged, and as `sign_at_once`; then nothing was signed.
    """
    pact, employee = _own(actor, pact_id)
    actor = require(actor, SIGN_PACT, person_id=actor.person)
    if pact.state == PactState.SIGNED:
        return pact
    today = today_of(actor, now)
    around = pacts_of_person(actor, employee.pk if employee else None).filter(year=pact.year)
    if not may_be_signed(pact, around, today.year) or not _serves(actor, employee, today):
        raise PactNotOpen
    template = approved_template(actor, pact.kind)
    if template is None:
        raise TextMissing
    if template.pk != consent.template_id:
        raise TextChanged
    settle_signer(pact, employee, template)
    document = sign_at_once(actor=actor, wish=pact_wish(actor, pact, template), given=consent.given, now=now)
    supersede_ended(actor, pact, document.pk, now)
    pact.refresh_from_db()
    if pact.state != PactState.SIGNED:  # the document's kind tells it by `follow_document`, unless nobody registered it
        pact.document_id = document.pk
        _become(actor, pact, PactState.SIGNED, now)
    return pact


@transaction.atomic
def refuse_pact(*, actor: Actor, pact_id: UUID, reason: str, now: datetime) -> Pact:
    """Refuse one's own pact with a reason; it can still be signed later.

    Raises PactNotFound, PactNotOpen, ReasonMissing.
    """
    pact, _employee = _own(actor, pact_id)
    actor = require(actor, SIGN_PACT, person_id=actor.person)
    if pact.state != PactState.DUE or pact.year != today_of(actor, now).year:
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
    if pact.state != PactState.SIGNED or (signatory is None and not pact.drawing):
        raise PactNotOpen
    told = _reason(reason)
    _become(actor, pact, PactState.WITHDRAWN, now, reason=told)
    if signatory is not None:
        withdraw_signature(actor=actor, signatory_id=signatory.pk, reason=told, now=now)
    else:
        end_drawn(pact, told, now)
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


def _own(actor: Actor, pact_id: UUID) -> tuple[Pact, Employee | None]:
    """Return one's own pact and the employee whose it is: none where it is that of the head of the body."""
    employee = employee_of_user(actor, actor.person)
    rows = pacts_of_person(actor, employee.pk if employee else None).select_related(None)
    pact = rows.select_for_update().filter(pk=pact_id).first()
    if pact is None:
        raise PactNotFound(pact_id)
    return pact, employee if pact.employee_id else None


def _serves(actor: Actor, employee: Employee | None, day: date) -> bool:
    """Whether who signs serves on a day: as this employee, or (None) as head of the body."""
    if employee is not None:
        return employee.serves_on(day)
    return any(one.user_id == actor.person for one in body_heads_on(actor, day))


def _become(actor: Actor, pact: Pact, state: PactState, now: datetime, *, reason: str = "") -> None:
    before, pact.state = pact.state, state
    pact.reason = reason or pact.reason
    if state == PactState.SIGNED:
        pact.signed_at, pact.reason, pact.ended_at = now, "", None
    if state in {PactState.WITHDRAWN, PactState.ENDED}:
        pact.ended_at = now
    if state == PactState.DRAWN:
        pact.drawn_at = pact.drawn_at or now
    pact.save(update_fields=["state", "reason", "document", "signed_at", "ended_at", "drawn_at"])
    pacts_changed(tenant_id=pact.tenant_id, now=now)
    recount_soon(pact.tenant_id)
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
