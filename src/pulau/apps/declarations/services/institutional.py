"""Pacts between institutions: written, prepared to be signed by each leader, cancelled or withdrawn with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import PACT_ENDED, PACT_PREPARED, PACT_WRITTEN
from pulau.apps.declarations.institutional_paper import institutional_wish
from pulau.apps.declarations.models import Pact, PactCause, PactParty, PactState, PledgeKind
from pulau.apps.declarations.policies import KEEP_INSTITUTIONAL
from pulau.apps.declarations.selectors.institutional import get_institutional_for, parties_of
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.signing.contract import DocumentState, end_document, may_be_named, prepare_document
from pulau.core.pledging.texts import PledgeText
from pulau.core.shared.digest import canonical_digest
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

FEWEST: Final = 2
"""A pact between institutions has so many of them."""


class TooFewInstitutions(Exception):  # noqa: N818 - a fact, as every error of this project
    """Fewer than two different institutions sign."""


class OnePersonTwice(Exception):  # noqa: N818 - the same
    """The same person stands in it twice; `name` says who."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PlacesLeft(Exception):  # noqa: N818 - the same
    """Something in braces was not filled in."""


class OtherName(Exception):  # noqa: N818 - the same
    """An account is of somebody with another name than the party's signer."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class AlreadyPrepared(Exception):  # noqa: N818 - the same
    """The pact was prepared already, or ended: its words do not change any more."""


class NotPrepared(Exception):  # noqa: N818 - the same
    """There is no document of it yet."""


class EndingReasonMissing(Exception):  # noqa: N818 - the same
    """Cancelling and withdrawing want a reason."""


@dataclass(frozen=True, slots=True)
class PartyWish:
    """A body and who signs for it, or a witness; `tenant_id` where it is on Pulau, `user_id` of who has an account."""

    institution: str
    name: str
    position: str
    witness: bool = False
    tenant_id: UUID | None = None
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class InstitutionalWish:
    """A pact as it is to be: its year and words, and its parties in the order in which they sign, witnesses last."""

    year: int
    text: PledgeText
    due_on: date
    parties: tuple[PartyWish, ...]


@transaction.atomic
def write_institutional(*, actor: Actor, wish: InstitutionalWish, now: datetime) -> Pact:
    """Write a new pact. Raises TooFewInstitutions, OnePersonTwice, OtherName, PlacesLeft."""
    actor = require(actor, KEEP_INSTITUTIONAL)
    _check(actor, wish)
    template = approved_template(actor, PledgeKind.INSTITUTIONAL)
    row = Pact(
        tenant_id=actor.tenant_id,
        kind=PledgeKind.INSTITUTIONAL,
        cause=PactCause.REQUESTED,
        template=template,
        created_at=now,
    )
    _put(row, wish)
    row.save(force_insert=True)
    _put_parties(row, wish)
    payload = {"text": _digest(wish), "parties": len(wish.parties), "year": wish.year}
    journal.record(actor, PACT_WRITTEN.code, row, payload, now)
    return row


@transaction.atomic
def change_institutional(*, actor: Actor, pact_id: UUID, wish: InstitutionalWish, now: datetime) -> Pact:
    """Change a pact that was not prepared yet. Raises as `write_institutional`, and AlreadyPrepared, PactNotFound."""
    actor = require(actor, KEEP_INSTITUTIONAL)
    _check(actor, wish)
    row = get_institutional_for(actor, pact_id, lock=True)
    if row.document_id is not None or row.state != PactState.DUE:
        raise AlreadyPrepared
    before = canonical_digest([row.title, row.text])
    _put(row, wish)
    row.save(update_fields=["title", "name", "year", "due_on", "text"])
    PactParty.objects.for_actor(actor).filter(pact=row).delete()
    _put_parties(row, wish)
    told = journal.changed({"text": before}, {"text": canonical_digest([row.title, row.text])})
    journal.record(actor, PACT_WRITTEN.code, row, {**told, "parties": len(wish.parties), "year": wish.year}, now)
    return row


@transaction.atomic
def prepare_institutional(*, actor: Actor, pact_id: UUID, now: datetime) -> Pact:
    """Set the document that every party signs and keeps; from then on its words stand. Raises AlreadyPrepared."""
    actor = require(actor, KEEP_INSTITUTIONAL)
    row = get_institutional_for(actor, pact_id, lock=True)
    if row.document_id is not None or row.state != PactState.DUE:
        raise AlreadyPrepared
    document = prepare_document(actor=actor, wish=institutional_wish(actor, row, parties_of(row)), now=now)
    row.document_id = document.pk
    row.save(update_fields=["document"])
    told = journal.changed({"document": None}, {"document": document.pk})
    journal.record(actor, PACT_PREPARED.code, row, told, now)
    return row


@transaction.atomic
def cancel_institutional(*, actor: Actor, pact_id: UUID, reason: str, now: datetime) -> Pact:
    """Cancel a pact that nobody signed yet; one without a document ends at once.

    Raises EndingReasonMissing, AlreadyPrepared (it ended), SigningRefused (somebody signed: withdraw it).
    """
    actor = require(actor, KEEP_INSTITUTIONAL)
    row = get_institutional_for(actor, pact_id, lock=True)
    told = _reason(reason)
    if row.state in {PactState.ENDED, PactState.WITHDRAWN}:
        raise AlreadyPrepared
    if row.document_id is None:
        before, row.state, row.reason, row.ended_at = row.state, PactState.ENDED, told, now
        row.save(update_fields=["state", "reason", "ended_at"])
        journal.record(actor, PACT_ENDED.code, row, journal.changed({"state": before}, {"state": row.state}), now)
        return row
    return _end(actor, row, DocumentState.CANCELLED, told, now)


@transaction.atomic
def withdraw_institutional(*, actor: Actor, pact_id: UUID, reason: str, now: datetime) -> Pact:
    """Withdraw a pact that some or all signed: it stays, and says so. Raises EndingReasonMissing, NotPrepared."""
    actor = require(actor, KEEP_INSTITUTIONAL)
    row = get_institutional_for(actor, pact_id, lock=True)
    told = _reason(reason)
    if row.document_id is None:
        raise NotPrepared
    return _end(actor, row, DocumentState.WITHDRAWN, told, now)


def _end(actor: Actor, row: Pact, state: DocumentState, reason: str, now: datetime) -> Pact:
    """End the document; the pact follows it by its kind, and keeps the reason."""
    end_document(actor=actor, document_id=_document(row), state=state, reason=reason, now=now)
    row.refresh_from_db()
    before = row.reason
    row.reason = reason
    row.save(update_fields=["reason"])
    told = journal.changed({"reason": before}, {"reason": reason}, sealed={"reason"})
    journal.record(actor, PACT_ENDED.code, row, told, now)
    return row


def _document(row: Pact) -> UUID:
    if row.document_id is None:
        raise NotPrepared
    return row.document_id


def _check(actor: Actor, wish: InstitutionalWish) -> None:
    signing = {party.institution.strip().casefold() for party in wish.parties if not party.witness}
    if len(signing) < FEWEST:
        raise TooFewInstitutions
    seen: set[object] = set()
    for party in wish.parties:
        who = party.user_id or (party.name.casefold(), party.institution.casefold())
        if who in seen:
            raise OnePersonTwice(party.name)
        if party.user_id is not None and not may_be_named(actor, party.user_id, party.name):
            raise OtherName(party.name)
        seen.add(who)
    if any(brace in line for line in wish.text.lines for brace in "{}"):
        raise PlacesLeft


def _put(row: Pact, wish: InstitutionalWish) -> None:
    text = wish.text
    row.title, row.year, row.due_on = text.title[:200], wish.year, wish.due_on
    row.name = ", ".join(dict.fromkeys(party.institution for party in wish.parties if not party.witness))[:200]
    row.text = {"opening": text.opening, "points": list(text.points), "closing": text.closing}


def _put_parties(row: Pact, wish: InstitutionalWish) -> None:
    ordered = sorted(wish.parties, key=lambda party: party.witness)
    rows = [
        PactParty(
            tenant_id=row.tenant_id,
            pact=row,
            order=order,
            institution=party.institution,
            party_tenant_id=party.tenant_id,
            name=party.name,
            position=party.position,
            user_id=party.user_id,
            witness=party.witness,
        )
        for order, party in enumerate(ordered, start=1)
    ]
    PactParty.objects.for_tenant(row.tenant_id).bulk_create(rows)


def _digest(wish: InstitutionalWish) -> str:
    return canonical_digest(list(wish.text.lines))


def _reason(text: str) -> str:
    told = text.strip()
    if not told:
        raise EndingReasonMissing
    return told
