"""Reading documents: those of the body, those a person signs, and those that other bodies share with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from pulau.apps.signing.models import Document, Signatory, SignatoryState, Version
from pulau.apps.signing.policies import READ
from pulau.apps.signing.wishes import DocumentNotFound, SignatoryNotFound
from pulau.core.shared.codes import CodeRefused, read_code
from pulau.core.shared.permissions import reach
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import Place, standing_at

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class DocumentSearch:
    """What is looked for: words of the title or a number, a kind, a state."""

    words: str = ""
    kind: str = ""
    state: str = ""


def readable_by(actor: Actor) -> QuerySet[Document]:
    """Return the documents of the actor's body that they may read, the newest first."""
    seen = reach(actor, READ)
    rows = Document.objects.for_actor(actor)
    if seen.everything:
        return rows.filter(_open_to(actor))
    mine = Q(made_by_id=actor.user_id) if actor.user_id is not None else Q()
    return rows.filter(Q(unit_id__in=seen.units, reserved=False) | mine)


def shared_with(actor: Actor) -> QuerySet[Document]:
    """Return documents of other bodies in which the actor's is a party, for who reads all of the body's."""
    if not reach(actor, READ).everything:
        return Document.objects.for_actor(actor).none()
    return Document.objects.shared_with(actor.tenant_id)


def find_documents(actor: Actor, wanted: DocumentSearch) -> QuerySet[Document]:
    """Return those the actor may read that fit, of the own body and shared ones, the newest first."""
    rows = readable_by(actor)
    if reach(actor, READ).everything:
        shared = Document.objects.shared_with(actor.tenant_id).order_by().values("pk")
        rows = Document.objects.around(actor.tenant_id, shared).filter(_open_to(actor))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    return rows.filter(_named(wanted.words)) if wanted.words else rows


def get_document_for(actor: Actor, document_id: UUID) -> Document:
    """Return a document that the actor may read, signs, or shares by their body. Raises DocumentNotFound (404)."""
    found = readable_by(actor).filter(pk=document_id).first()
    if found is None and actor.user_id is not None:
        found = Document.objects.signed_by(actor.user_id).filter(pk=document_id).first()
    found = found or shared_with(actor).filter(pk=document_id).first()
    if found is None:
        raise DocumentNotFound(document_id)
    return found


def get_own_signatory(actor: Actor, signatory_id: UUID) -> Signatory:
    """Return where the actor is named, with the document. Raises SignatoryNotFound (404)."""
    found = Signatory.objects.of_user(actor.person).select_related("document").filter(pk=signatory_id).first()
    if found is None:
        raise SignatoryNotFound(signatory_id)
    return found


def signatories_of(document: Document) -> list[Signatory]:
    """Return the signatories of a document that somebody was shown, in order; replaced ones before who came after."""
    with standing_at(Place(token=document.code)):
        return list(Signatory.objects.of_document(document).order_by("order", "done_at", "id"))


def versions_of(document: Document) -> list[Version]:
    """Return the versions of a document that somebody was shown, the newest first."""
    with standing_at(Place(token=document.code)):
        return list(Version.objects.of_document(document).order_by("-number"))


def file_of(document: Document, number: int) -> bytes:
    """Return a version's bytes. Raises DocumentNotFound where there is no such version, BlobMissing, BlobDamaged."""
    version = next((one for one in versions_of(document) if one.number == number), None)
    if version is None:
        raise DocumentNotFound(document.pk)
    return storage.get(version.digest)


def documents_numbered(actor: Actor, number: str) -> Document | None:
    """Return the document of a number, as somebody typed it, that the actor may read; None where there is none."""
    try:
        return readable_by(actor).filter(code=read_code(number)).first()
    except CodeRefused:
        return None


def answered_by(actor: Actor) -> QuerySet[Signatory]:
    """Return where the actor signed, refused or took a signature back, of every body, the newest first."""
    states = (SignatoryState.SIGNED, SignatoryState.REFUSED, SignatoryState.WITHDRAWN)
    rows = Signatory.objects.of_user(actor.person).filter(state__in=states)
    return rows.select_related("document", "tenant").order_by("-done_at", "id")


def _open_to(actor: Actor) -> Q:
    """Return the condition for documents that are not reserved, or that the actor made; the system reads all."""
    return Q() if actor.user_id is None else Q(reserved=False) | Q(made_by_id=actor.user_id)


def _named(words: str) -> Q:
    fits = Q(title__icontains=words)
    try:
        return fits | Q(code=read_code(words))
    except CodeRefused:
        return fits
