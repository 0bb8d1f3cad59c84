"""Signing a document: one person, one field, right after they were asked who they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.signing.actions import SIGNED
from pulau.apps.signing.applying import Given, mark, signed_pdf
from pulau.apps.signing.drafting import draft
from pulau.apps.signing.keeping import add_version, keep_rows, keep_signature, told_of
from pulau.apps.signing.models import Document, DocumentState, Signatory, VersionCause
from pulau.apps.signing.selectors.signers import nik_of
from pulau.apps.signing.services.certificates import ensure_certificate
from pulau.apps.signing.stamping import complete_soon
from pulau.apps.signing.taking import refuse_unless, taken_where_named
from pulau.apps.signing.telling import announce, tell_after, tell_turn
from pulau.apps.signing.wishes import DocumentWish, SignatoryNotFound
from pulau.core.pledging.completeness import Deed
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def sign_document(*, actor: Actor, signatory_id: UUID, given: Given, now: datetime) -> Signatory:
    """Sign where the actor is named, in a document of whatever body, by the provider that the operator chose.

    Raises SignatoryNotFound, SigningRefused (ended, already done, not your turn, clock behind, file damaged),
    ProviderAway, SecretRefused, CertificateRefused, OSError; then nothing was signed and nothing kept. Without
    timestamps it is B-B, and completed later.
    """
    with taken_where_named(actor, signatory_id) as (held, signatory):
        refuse_unless(held, signatory, Deed.SIGN, now)
        ensure_certificate(actor=held.actor, name=signatory.name, organisation=signatory.institution, now=now)
        document = held.document
        signed = signed_pdf(document, signatory, held.content(), given, now, nik_of(actor))
        version = add_version(document, signed.pdf, VersionCause.SIGNED, now, document.head + 1)
        mark(signatory, signed, version.number, now)
        before, after = held.settle(now)
        keep_signature(document, version, signatory)
        payload = {
            **journal.changed({"state": before}, {"state": after}), **told_of(signatory), "code": document.code,
            "digest": version.digest, "version": version.number,
        }  # fmt: skip
        journal.record(held.actor, SIGNED.code, document, payload, now, unit_id=document.unit_id)
        complete_soon(signatory)
        announce(held.actor, document, signatory, now)
        tell_turn(held, now)
        tell_after(held, signatory, now)
    return signatory


@transaction.atomic
def sign_at_once(*, actor: Actor, wish: DocumentWish, given: Given, now: datetime) -> Document:
    """Set, sign and keep a document that the actor alone signs, in one step: no unsigned copy of it ever exists.

    Raises as `sign_document`, and ValueError for a wish with more than one signatory.
    """
    if len(wish.signatories) != 1:
        raise ValueError(f"{len(wish.signatories)} signatories: one alone signs at once")
    if wish.signatories[0].user_id != actor.person:
        raise SignatoryNotFound(wish.signatories[0].user_id)
    made = draft(actor, wish, now)
    (signatory,) = made.signatories
    ensure_certificate(actor=actor, name=signatory.name, organisation=signatory.institution, now=now)
    document = made.document
    signed = signed_pdf(document, signatory, made.pdf, given, now, nik_of(actor))
    version = add_version(document, signed.pdf, VersionCause.SIGNED, now)
    mark(signatory, signed, version.number, now)
    document.state, document.completed_at = DocumentState.COMPLETE, now
    keep_rows(document, made.signatories, made.parties)
    version.save(force_insert=True)
    payload = {
        **told_of(signatory), "code": document.code, "kind": document.kind, "of": document.subject_id,
        "digest": version.digest, "version": version.number, "state": document.state,
    }  # fmt: skip
    journal.record(actor, SIGNED.code, document, payload, now, unit_id=document.unit_id)
    complete_soon(signatory)
    announce(actor, document, signatory, now)
    return document
