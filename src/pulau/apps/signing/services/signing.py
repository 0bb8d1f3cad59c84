"""Signing a document: one person, one field, right after they were asked who they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pulau.apps.signing.actions import SIGNED
from pulau.apps.signing.drafting import Draft, draft, place_of, spot_of
from pulau.apps.signing.keeping import add_version, newest, state_after
from pulau.apps.signing.links import short_link
from pulau.apps.signing.models import (
    Document,
    DocumentState,
    Means,
    Signatory,
    SignatoryState,
    Version,
    VersionCause,
)
from pulau.apps.signing.provider import chosen_provider
from pulau.apps.signing.services.preparing import keep_rows
from pulau.apps.signing.wishes import (
    ALREADY_DONE,
    ENDED,
    NOT_YOUR_TURN,
    DocumentWish,
    SignatoryNotFound,
    SigningRefused,
)
from pulau.core.shared.actor import Actor
from pulau.core.shared.codes import shown_code
from pulau.exchange.pdf.paper import Appearance, set_appearance
from pulau.exchange.signatures.providers.base import Order, Signer
from pulau.exchange.signatures.signing import SignedPdf, TimestampsAway
from pulau.foundation import storage
from pulau.foundation.calendar import legal_zone
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.document_kinds import DocumentChange, document_kinds
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.ui.formats import clock, long_date

OVER: Final = frozenset({DocumentState.SUPERSEDED, DocumentState.WITHDRAWN, DocumentState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Given:
    """What the signer gave beside their will: a passphrase, where the provider asks for one."""

    secret: str | None = None


def sign_document(*, actor: Actor, signatory_id: UUID, given: Given, now: datetime) -> Signatory:
    """Sign where the actor is named, in a document of whatever body, by the provider that the operator chose.

    Raises SignatoryNotFound, SigningRefused (ended, already done, not your turn), ProviderAway, SecretRefused,
    CertificateRefused; then nothing was signed and nothing kept. Without timestamps it is B-B, and completed later.
    """
    named = Signatory.objects.of_user(actor.person).filter(pk=signatory_id).first()
    if named is None:
        raise SignatoryNotFound(signatory_id)
    with behind_wall(named.tenant_id, actor.person), transaction.atomic():
        own = replace(actor, tenant_id=named.tenant_id, role=actor.role if _at_home(actor, named) else "")
        document = Document.objects.for_tenant(named.tenant_id).select_for_update().get(pk=named.document_id)
        people = list(Signatory.objects.for_tenant(named.tenant_id).filter(document=document))
        signatory = next(one for one in people if one.pk == named.pk)
        _refuse(document, people, signatory)
        content = storage.get(newest(document).digest)
        signed = signed_pdf(document, signatory, content, given, now)
        version = add_version(document, signed.pdf, VersionCause.SIGNED, now, document.head + 1)
        mark(signatory, signed, version.number, now)
        document.head = version.number
        document.state = state_after(people)
        document.completed_at = now if document.state == DocumentState.COMPLETE else None
        version.save(force_insert=True)
        signatory.save()
        document.save(update_fields=["head", "state", "completed_at"])
        tell(own, document, signatory, version, now)
    return signatory


@transaction.atomic
def sign_at_once(*, actor: Actor, wish: DocumentWish, given: Given, now: datetime) -> Document:
    """Set, sign and keep a document that the actor alone signs, in one step: no unsigned copy of it ever exists.

    Raises as `sign_document`.
    """
    made = draft(actor.tenant_id, wish, now)
    (signatory,) = made.signatories
    if signatory.user_id != actor.person:
        raise SignatoryNotFound(signatory.user_id)
    signed = signed_pdf(made.document, signatory, made.pdf, given, now)
    return _kept(actor, made, signatory, signed, now)


def _kept(actor: Actor, made: Draft, signatory: Signatory, signed: SignedPdf, now: datetime) -> Document:
    version = add_version(made.document, signed.pdf, VersionCause.SIGNED, now)
    mark(signatory, signed, 1, now)
    made.document.state = DocumentState.COMPLETE
    made.document.completed_at = now
    keep_rows(made)
    version.save(force_insert=True)
    tell(actor, made.document, signatory, version, now)
    return made.document


def signed_pdf(document: Document, signatory: Signatory, content: bytes, given: Given, now: datetime) -> SignedPdf:
    """Return the document with one signature more; without a timestamp where nobody gives one."""
    order = Order(
        field=signatory.field,
        signer=Signer(
            key=str(signatory.user_id),
            name=signatory.name,
            organisation=signatory.institution,
            title=signatory.position,
        ),
        moment=now,
        appearance=appearance(document, signatory, now),
        box=spot_of(signatory),
        reason=str(signatory.get_part_display()),
        secret=given.secret,
    )
    try:
        return chosen_provider(now).sign(content, order)
    except TimestampsAway:
        return chosen_provider(now, stamped=False).sign(content, order)


def appearance(document: Document, signatory: Signatory, now: datetime, drawing: str | None = None) -> bytes:
    """Set what the signature looks like in its box."""
    body = Actor.system(document.tenant_id)
    with translation.override(document.language), timezone.override(zone_of(body)):
        shown = Appearance(
            language=document.language,
            heading=_("Ditandatangani secara elektronik")
            if drawing is None
            else _("Digambar dengan tangan, disaksikan"),
            name=signatory.name,
            position=place_of(signatory),
            time=f"{long_date(now)}, {clock(now)} {legal_zone(body, now).name}",
            code=shown_code(document.code),
            link=short_link(document.code),
            drawing=drawing,
        )
    return set_appearance(shown, now)


def mark(signatory: Signatory, signed: SignedPdf, version: int, now: datetime) -> None:
    """Note on a signatory's row that they signed."""
    signatory.state = SignatoryState.SIGNED
    signatory.means = Means.CERTIFICATE
    signatory.level = signed.level
    signatory.version = version
    signatory.done_at = now


def tell(actor: Actor, document: Document, signatory: Signatory, version: Version, now: datetime) -> None:
    """Journal a signature with the digest that a public log can commit to, and let the document's app know."""
    payload = {
        "code": document.code, "digest": version.digest, "version": version.number, "signatory": signatory.pk,
        "part": signatory.part, "means": signatory.means, "level": signatory.level, "state": document.state,
    }  # fmt: skip
    journal.record(actor, SIGNED.code, document, payload, now, unit_id=document.unit_id)
    if signatory.level == "B-B":
        enqueue("pulau.apps.signing.tasks.complete_timestamps")
    announce(actor, document, signatory, now)


def announce(actor: Actor, document: Document, signatory: Signatory | None, now: datetime) -> None:
    """Let the app whose kind of document it is do what follows from a change of it."""
    kind = document_kinds.get(document.kind)
    if kind is None or kind.changed is None or document.subject_id is None:
        return
    named = signatory.pk if signatory else None
    state = str(signatory.state) if signatory else ""
    change = DocumentChange(document.pk, document.subject_id, str(document.state), named, state)
    kind.changed(actor, change, now)


def _at_home(actor: Actor, named: Signatory) -> bool:
    return actor.tenant_id == named.tenant_id


def _refuse(document: Document, people: list[Signatory], signatory: Signatory) -> None:
    if document.state in OVER:
        raise SigningRefused(ENDED)
    if signatory.state != SignatoryState.WAITING:
        raise SigningRefused(ALREADY_DONE)
    before = (one for one in people if one.order < signatory.order and one.state == SignatoryState.WAITING)
    if document.ordered and any(before):
        raise SigningRefused(NOT_YOUR_TURN)
