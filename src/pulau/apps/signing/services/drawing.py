"""Signatures drawn by hand, for who has no certificate: drawn first, then sealed before a witness who signs too."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.signing.actions import ATTESTED, DRAWN, SIGNED
from pulau.apps.signing.applying import Drawn, Given, mark, mark_drawn, sealed_pdf, signed_pdf
from pulau.apps.signing.drafting import draft
from pulau.apps.signing.keeping import add_version, keep_rows, keep_signature, told_of
from pulau.apps.signing.models import Document, DocumentState, Signatory, SignatoryState, Version, VersionCause
from pulau.apps.signing.policies import KEEP, SIGN
from pulau.apps.signing.selectors.signers import nik_of
from pulau.apps.signing.services.certificates import ensure_certificate
from pulau.apps.signing.stamping import complete_soon
from pulau.apps.signing.taking import (
    Taken,
    is_witness,
    refuse_out_of_turn,
    refuse_unless,
    taken_around,
)
from pulau.apps.signing.telling import announce, tell_after, tell_turn
from pulau.apps.signing.wishes import (
    FILE_DAMAGED,
    NO_WITNESS,
    NOT_DRAWN,
    DocumentWish,
    SigningRefused,
)
from pulau.core.pledging.completeness import Deed
from pulau.exchange.signatures.drawing import Drawing, read_strokes
from pulau.foundation import storage
from pulau.foundation.journal import services as journal
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def draw_signature(*, actor: Actor, signatory_id: UUID, strokes: bytes, now: datetime) -> Signatory:
    """Keep what somebody without an account drew, at the device of a witness of the document or of who keeps it.

    Nothing is in the document yet. Raises SignatoryNotFound, PermissionDenied, SigningRefused, StrokesRefused, OSError.
    """
    drawing = read_strokes(strokes)
    with taken_around(actor, signatory_id) as (held, signatory):
        if not is_witness(held.own()):
            held.actor = require(held.actor, KEEP, unit_id=held.document.unit_id)
        if signatory.user_id is not None:
            raise SigningRefused(NOT_DRAWN)
        refuse_unless(held, signatory, Deed.DRAW, now)
        before = str(signatory.state)
        signatory.state, signatory.drawing = SignatoryState.DRAWN, storage.put(drawing.canonical)
        signatory.save(update_fields=["state", "drawing"])
        payload = {
            **journal.changed({"state": before}, {"state": signatory.state}), "code": held.document.code,
            "signatory": signatory.pk, "drawing": signatory.drawing,
        }  # fmt: skip
        journal.record(held.actor, DRAWN.code, held.document, payload, now, unit_id=held.document.unit_id)
        announce(held.actor, held.document, signatory, now)
    return signatory


@transaction.atomic
def attest_drawn(*, actor: Actor, signatory_id: UUID, given: Given, now: datetime) -> Signatory:
    """Seal a drawn signature before a witness whom the document names, who signs their own field in the same step.

    Raises SignatoryNotFound, SigningRefused (not drawn, no witness, …), and as `sign_document`.
    """
    with taken_around(actor, signatory_id) as (held, drawn):
        witness = held.own()
        if witness is None or not is_witness(witness):
            raise SigningRefused(NO_WITNESS)
        if drawn.state != SignatoryState.DRAWN:
            raise SigningRefused(NOT_DRAWN)
        held.actor = require(held.actor, SIGN, person_id=held.actor.person)
        refuse_unless(held, drawn, Deed.ATTEST, now)
        version, people = _sealed(held, drawn, witness, (given, nik_of(actor), now))
        before, after = held.settle(now)
        keep_signature(held.document, version, *people)
        payload = {
            **journal.changed({"state": before}, {"state": after}), **told_of(drawn), "code": held.document.code,
            "digest": version.digest, "version": version.number, "drawing": drawn.drawing, "witness": witness.pk,
        }  # fmt: skip
        journal.record(held.actor, ATTESTED.code, held.document, payload, now, unit_id=held.document.unit_id)
        complete_soon(drawn, witness)
        for one in people:
            announce(held.actor, held.document, one, now)
        tell_turn(held, now)
        tell_after(held, drawn, now)
    return drawn


@transaction.atomic
def sign_drawn_at_once(*, actor: Actor, wish: DocumentWish, strokes: bytes, given: Given, now: datetime) -> Document:
    """Set a document of two signatories, seal what the first drew, sign as the second (the witness), and keep it.

    The actor is the witness. Raises as `attest_drawn`; ValueError for a wish of another shape.
    """
    if len(wish.signatories) != 2 or wish.signatories[0].user_id is not None:  # noqa: PLR2004 - who draws, who sees it
        raise ValueError("first who draws, without an account, then the witness")
    if wish.signatories[1].user_id != actor.person:
        raise SigningRefused(NO_WITNESS)
    drawing = read_strokes(strokes)
    made = draft(actor, wish, now)
    drawn, witness = made.signatories
    document = made.document
    ensure_certificate(actor=actor, name=witness.name, organisation=witness.institution, now=now)
    drawn.drawing = storage.put(drawing.canonical)
    sealed = sealed_pdf(document, drawn, made.pdf, Drawn(drawing, witness.name), now)
    signed = signed_pdf(document, witness, sealed.pdf, given, now, nik_of(actor))
    version = add_version(document, signed.pdf, VersionCause.SIGNED, now)
    mark_drawn(drawn, sealed, version.number, witness, now)
    mark(witness, signed, version.number, now)
    document.state, document.completed_at = DocumentState.COMPLETE, now
    keep_rows(document, made.signatories, made.parties)
    version.save(force_insert=True)
    payload = {
        **told_of(drawn), "code": document.code, "kind": document.kind, "of": document.subject_id,
        "digest": version.digest, "version": version.number, "state": document.state, "drawing": drawn.drawing,
        "witness": witness.pk,
    }  # fmt: skip
    journal.record(actor, ATTESTED.code, document, payload, now, unit_id=document.unit_id)
    payload = {**told_of(witness), "code": document.code, "digest": version.digest, "version": version.number}
    journal.record(actor, SIGNED.code, document, payload, now, unit_id=document.unit_id)
    for one in made.signatories:
        announce(actor, document, one, now)
    complete_soon(drawn, witness)
    return document


def _sealed(
    held: Taken, drawn: Signatory, witness: Signatory, how: tuple[Given, str | None, datetime]
) -> tuple[Version, list[Signatory]]:
    """Seal what was drawn, and sign as the witness where they have not; return the version and who changed by it."""
    given, nik, now = how
    sealed = sealed_pdf(held.document, drawn, held.content(), Drawn(_kept_drawing(drawn), witness.name), now)
    number = held.document.head + 1
    mark_drawn(drawn, sealed, number, witness, now)
    content, people = sealed.pdf, [drawn]
    if witness.state == SignatoryState.WAITING:
        refuse_out_of_turn(held, witness)
        ensure_certificate(actor=held.actor, name=witness.name, organisation=witness.institution, now=now)
        signed = signed_pdf(held.document, witness, content, given, now, nik)
        mark(witness, signed, number, now)
        content, people = signed.pdf, [drawn, witness]
    return add_version(held.document, content, VersionCause.SIGNED, now, number), people


def _kept_drawing(drawn: Signatory) -> Drawing:
    try:
        return read_strokes(storage.get(drawn.drawing))
    except (BlobDamaged, BlobMissing) as problem:
        raise SigningRefused(FILE_DAMAGED) from problem
