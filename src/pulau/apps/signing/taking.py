"""Taking a document in hand: locked, with its people, behind its body's wall; and what may be done with it then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pulau.apps.signing.authority import SKEW
from pulau.apps.signing.keeping import newest, places_of
from pulau.apps.signing.models import (
    LONGEST_REASON,
    Document,
    DocumentState,
    Signatory,
    SignatoryPart,
    SignatoryState,
    Version,
)
from pulau.apps.signing.wishes import (
    ALREADY_DONE,
    CLOCK_BEHIND,
    DATA_CHANGED,
    ENDED,
    FILE_DAMAGED,
    NOT_POSSIBLE,
    NOT_YOUR_TURN,
    REASON_MISSING,
    DocumentNotFound,
    SignatoryNotFound,
    SigningRefused,
)
from pulau.core.pledging.completeness import OVER, Deed, Stage, Step, is_turn, stage_of, step_after
from pulau.core.shared.actor import Actor
from pulau.foundation import storage
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.wall import behind_wall


@dataclass(slots=True)
class Taken:
    """A document that is locked until the transaction ends: as whom the actor acts in its body, and all its people."""

    actor: Actor
    document: Document
    people: list[Signatory]
    newest: Version

    def one(self, signatory_id: UUID) -> Signatory:
        """Return a signatory of the document. Raises SignatoryNotFound."""
        for found in self.people:
            if found.pk == signatory_id:
                return found
        raise SignatoryNotFound(signatory_id)

    def own(self) -> Signatory | None:
        """Return where the actor signs, if anywhere."""
        mine = (one for one in self.people if one.user_id is not None and one.user_id == self.actor.user_id)
        return next((one for one in mine if one.state != SignatoryState.REPLACED), None)

    def content(self) -> bytes:
        """Return the newest version's bytes. Raises SigningRefused where they are not what was kept."""
        try:
            return storage.get(self.newest.digest)
        except (BlobDamaged, BlobMissing) as problem:
            raise SigningRefused(FILE_DAMAGED) from problem

    def settle(self, now: datetime) -> tuple[str, str]:
        """Set the document's state by its people; returns what it was and what it is."""
        before = str(self.document.state)
        after = DocumentState(stage_of(places_of(self.people)))
        self.document.state = after
        if after != DocumentState.COMPLETE:
            self.document.completed_at = None
        elif before != after:
            self.document.completed_at = now
        if after == DocumentState.WITHDRAWN:
            self.document.ended_at = now
        return before, str(after)


@contextmanager
def taken(actor: Actor, tenant_id: UUID, document_id: UUID) -> Iterator[Taken]:
    """Take a document in hand, of whatever body: in another's the actor has no role. Raises DocumentNotFound."""
    at_home = actor.tenant_id == tenant_id
    there = actor if at_home else replace(actor, tenant_id=tenant_id, role="", appointments=(), on_behalf_of=None)
    with behind_wall(tenant_id, actor.user_id):
        document = Document.objects.for_tenant(tenant_id).select_for_update().filter(pk=document_id).first()
        if document is None:
            raise DocumentNotFound(document_id)
        people = list(Signatory.objects.for_tenant(tenant_id).filter(document=document).order_by("order", "id"))
        for one in people:
            one.document = document
        yield Taken(there, document, people, newest(document))


@contextmanager
def taken_where_named(actor: Actor, signatory_id: UUID) -> Iterator[tuple[Taken, Signatory]]:
    """Take the document in hand in which the actor is that signatory. Raises SignatoryNotFound."""
    named = Signatory.objects.of_user(actor.person).filter(pk=signatory_id).first()
    if named is None:
        raise SignatoryNotFound(signatory_id)
    with taken(actor, named.tenant_id, named.document_id) as held:
        yield held, held.one(signatory_id)


@contextmanager
def taken_around(actor: Actor, signatory_id: UUID) -> Iterator[tuple[Taken, Signatory]]:
    """Take the document of a signatory in hand: of the actor's body, or where the actor signs too.

    Raises SignatoryNotFound.
    """
    tenants = [actor.tenant_id]
    if actor.user_id is not None:
        elsewhere = Signatory.objects.of_user(actor.user_id).exclude(tenant_id=actor.tenant_id)
        tenants += elsewhere.order_by().values_list("tenant_id", flat=True).distinct()
    for tenant_id in tenants:
        with behind_wall(tenant_id, actor.user_id):
            named = Signatory.objects.for_tenant(tenant_id).filter(pk=signatory_id).first()
        if named is None:
            continue
        with taken(actor, tenant_id, named.document_id) as held:
            if tenant_id != actor.tenant_id and held.own() is None:
                raise SignatoryNotFound(signatory_id)
            yield held, held.one(signatory_id)
        return
    raise SignatoryNotFound(signatory_id)


def refuse_unless(held: Taken, signatory: Signatory, deed: Deed, now: datetime) -> None:
    """Raise SigningRefused where a deed cannot be done at a signatory's place now."""
    if Stage(held.document.state) in OVER:
        raise SigningRefused(ENDED)
    if step_after(Step(signatory.state), deed) is None:
        raise SigningRefused(_why_not(signatory, deed))
    if deed in {Deed.SIGN, Deed.DRAW, Deed.ATTEST}:
        refuse_out_of_turn(held, signatory)
        _refuse_outdated(held.document)
    if now < held.newest.made_at - SKEW:
        raise SigningRefused(CLOCK_BEHIND)


def refuse_out_of_turn(held: Taken, signatory: Signatory) -> None:
    """Raise SigningRefused where a document is signed in order, and somebody before is still awaited."""
    if held.document.ordered and not is_turn(places_of(held.people), signatory.order):
        raise SigningRefused(NOT_YOUR_TURN)


def _refuse_outdated(document: Document) -> None:
    """Raise SigningRefused where the app whose kind of document it is says that what it tells is no longer so."""
    kind = document_kinds.get(document.kind)
    if kind is None or kind.holds is None or document.subject_id is None:
        return
    if not kind.holds(document.tenant_id, document.subject_id):
        raise SigningRefused(DATA_CHANGED)


def clean_reason(reason: str) -> str:
    """Return a reason as it is kept. Raises SigningRefused where there is none."""
    text = " ".join(reason.split())
    if not text:
        raise SigningRefused(REASON_MISSING)
    return text[:LONGEST_REASON]


def is_witness(signatory: Signatory | None) -> bool:
    """Whether somebody is a witness of a document, and has not said no."""
    open_states = {SignatoryState.WAITING, SignatoryState.SIGNED}
    return signatory is not None and signatory.part == SignatoryPart.WITNESS and signatory.state in open_states


def _why_not(signatory: Signatory, deed: Deed) -> str:
    done = {SignatoryState.SIGNED, SignatoryState.REFUSED, SignatoryState.WITHDRAWN, SignatoryState.REPLACED}
    return ALREADY_DONE if deed is not Deed.WITHDRAW and signatory.state in done else NOT_POSSIBLE
