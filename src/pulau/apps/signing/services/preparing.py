"""Preparing a document to be signed by those it names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.signing.actions import PREPARED
from pulau.apps.signing.drafting import draft
from pulau.apps.signing.keeping import add_version, keep_rows
from pulau.apps.signing.models import Document, VersionCause
from pulau.apps.signing.telling import tell_asked
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.apps.signing.wishes import DocumentWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def prepare_document(*, actor: Actor, wish: DocumentWish, now: datetime) -> Document:
    """Set the pages and keep them as version 1. Whether the actor may is for the app to ask whose document it is.

    Raises SigningRefused (nobody signs, one person signs twice), OSError where the file cannot be kept.
    """
    made = draft(actor, wish, now)
    version = add_version(made.document, made.pdf, VersionCause.PREPARED, now)
    keep_rows(made.document, made.signatories, made.parties)
    version.save(force_insert=True)
    payload = {"code": made.document.code, "kind": wish.kind, "digest": version.digest, "of": wish.subject_id}
    journal.record(actor, PREPARED.code, made.document, payload, now, unit_id=wish.unit_id)
    tell_asked(actor, made.document, made.signatories, now)
    return made.document
