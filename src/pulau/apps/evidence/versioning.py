"""Writing pieces and versions inside the transaction of a service, which has asked who may and tells the journal."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings

from pulau.apps.evidence.indexing import index
from pulau.apps.evidence.models import Evidence, EvidenceVersion, Preparation, ScanState
from pulau.apps.evidence.wishes import EvidenceWish, described
from pulau.core.shared.codes import RANDOM_BYTES, code_of
from pulau.core.shared.digest import canonical_digest
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.uploads.keeping import consume

if TYPE_CHECKING:
    from pulau.apps.evidence.receiving import Received
    from pulau.core.shared.actor import Actor

PREPARE: Final = "pulau.apps.evidence.tasks.prepare_version"


def put_piece(actor: Actor, piece: UUID, wish: EvidenceWish, now: datetime, *, code: str = "") -> Evidence:
    """Write a piece without a version; `code` where it has its number already.

    Raises ValidationError for a field that is too long, IntegrityError.
    """
    row = Evidence(
        id=piece,
        tenant_id=actor.tenant_id,
        code=code or code_of(secrets.token_bytes(RANDOM_BYTES)),
        unit_id=wish.unit_id,
        made_by_id=actor.user_id,
        made_at=now,
        changed_at=now,
        **described(wish),
    )
    row.full_clean(exclude=["tenant", "unit", "made_by"], validate_unique=False, validate_constraints=False)
    row.save(force_insert=True)
    index(row)
    return row


def put_version(actor: Actor, row: Evidence, received: Received, cause: str, now: datetime) -> EvidenceVersion:
    """Write the next version of a piece that is locked, end the upload that brought it, and have it prepared."""
    version: EvidenceVersion = EvidenceVersion.objects.for_actor(actor).create(
        evidence_id=row.pk,
        number=row.head + 1,
        digest=received.digest,
        size=received.size,
        name=received.name,
        kind=received.kind,
        notes=list(received.notes),
        cause=cause,
        user_id=actor.user_id,
        at=now,
    )
    scan = ScanState.WAITING if settings.CLAMD_ADDRESS else ScanState.OFF
    Preparation.objects.for_actor(actor).create(version_id=version.pk, scan=scan)
    row.head, row.changed_at = version.number, now
    row.save(update_fields=["head", "changed_at"])
    index(row)
    consume(actor, received.upload_id)
    enqueue(PREPARE, tenant=str(actor.tenant_id), version=str(version.pk))
    return version


def piece_id(actor: Actor, key: str, mark: str) -> UUID:
    """Derive a piece's id from who sends which file (`mark`) from which form, so that its second arrival finds it.

    The person is part of it: a key that somebody made up meets nobody else's piece.
    """
    return UUID(hex=canonical_digest(["evidence", str(actor.user_id), key, mark])[:32], version=4)


def mark_of(wish: EvidenceWish, received: Received | None) -> str:
    """Return what tells one piece of a form from another: its upload, else its digest, else the outside address."""
    if received is None:
        return f"{wish.address} {wish.title}"
    return mark_of_file(received)


def mark_of_file(received: Received) -> str:
    """Return what tells one file of a form from another."""
    return str(received.upload_id or received.digest)


def pieces_sent_before(actor: Actor, key: str, uploads: Sequence[str]) -> list[Evidence]:
    """Return the pieces that an earlier arrival of a form has made of the uploads that it names; empty unless all."""
    if not key or not uploads:
        return []
    found = Evidence.objects.for_actor(actor).filter(pk__in=[piece_id(actor, key, text) for text in uploads])
    rows = list(found.order_by("made_at", "id"))
    return rows if len(rows) == len(set(uploads)) else []
