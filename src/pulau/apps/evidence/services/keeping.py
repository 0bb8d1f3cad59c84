"""Keeping evidence: the piece, its versions, and the journal entry, in one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from pulau.apps.agencies.contract import units_of
from pulau.apps.evidence.actions import EVIDENCE_CHANGED, EVIDENCE_KEPT, VERSION_ADDED
from pulau.apps.evidence.models import Evidence, EvidenceVersion
from pulau.apps.evidence.policies import KEEP, READ_CONFIDENTIAL
from pulau.apps.evidence.receiving import Received, received_first
from pulau.apps.evidence.selectors.pieces import locked_evidence
from pulau.apps.evidence.versioning import mark_of, piece_id, put_piece, put_version
from pulau.apps.evidence.wishes import EvidenceNotFound, EvidenceWish, EvidenceWithdrawn, IncomingFile, check_wish
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.uploads.keeping import consume

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@received_first
@transaction.atomic
def keep_evidence(*, actor: Actor, wish: EvidenceWish, file: IncomingFile | Received | None, now: datetime) -> Evidence:
    """Keep a new piece of evidence: with its file as version 1, or with an outside address that is not preserved.

    The upload that brought the file ends with it. A second arrival from the same form returns the first one's piece,
    made confidential where the second asks for it.
    Raises PermissionDenied, EvidenceNotFound for a unit that is not there, BadInput for a file that is refused,
    StoreUnavailable, UploadNotFound for an upload that was taken already, or ValidationError for a wish that cannot
    be (no title, days the wrong way round, neither file nor address).
    """
    if wish.unit_id is not None and not units_of(actor).filter(pk=wish.unit_id).exists():
        raise EvidenceNotFound("no such unit")
    received = _received(file)
    check_wish(wish, has_file=received is not None)
    if wish.confidential:
        require(actor, READ_CONFIDENTIAL, unit_id=wish.unit_id)  # nobody hides a piece from themselves
    actor = require(actor, KEEP, unit_id=wish.unit_id)
    key = piece_id(actor, wish.key, mark_of(wish, received)) if wish.key else uuid4()
    there = _there(actor, key)
    if there is not None and wish.confidential and not there.confidential:
        return _closed(actor, there, now)
    return there or _kept(actor, key, wish, received, now)


@transaction.atomic
def keep_pieces(
    *, actor: Actor, pieces: Sequence[tuple[EvidenceWish, Received | None]], now: datetime
) -> list[Evidence]:
    """Keep several pieces, all or none; their files were received before. Raises as `keep_evidence` does."""
    return [keep_evidence(actor=actor, wish=wish, file=file, now=now) for wish, file in pieces]


@received_first
@transaction.atomic
def add_version(
    *, actor: Actor, evidence_id: UUID, file: IncomingFile | Received, cause: str, now: datetime
) -> EvidenceVersion:
    """Keep a new version of a piece; the earlier ones stay as they are. The upload that brought the file ends.

    Raises EvidenceNotFound, PermissionDenied, EvidenceWithdrawn, StoreUnavailable, BadInput for a file that is
    refused. The same bytes as the newest version add nothing: that version is returned.
    """
    row = locked_evidence(actor, evidence_id)
    actor = require(actor, KEEP, unit_id=row.unit_id)
    if row.withdrawn_at is not None:
        raise EvidenceWithdrawn(row.code)
    received = _received(file)
    if received is None:
        raise TypeError("a version has a file")
    versions = EvidenceVersion.objects.for_actor(actor)
    newest: EvidenceVersion | None = versions.filter(evidence_id=row.pk, number=row.head).first()
    if newest is not None and newest.digest == received.digest:
        consume(actor, received.upload_id)
        return newest
    version = put_version(actor, row, received, cause, now)
    payload = {"number": version.number, "digest": version.digest}
    journal.record(actor, VERSION_ADDED.code, row, payload, now, unit_id=row.unit_id)
    return version


def _kept(actor: Actor, piece: UUID, wish: EvidenceWish, file: Received | None, now: datetime) -> Evidence:
    try:
        with transaction.atomic():  # what it undoes is only the second of two that arrive at the same moment
            row = put_piece(actor, piece, wish, now)
    except IntegrityError:
        there = _there(actor, piece)
        if there is None:
            raise
        return there
    payload: dict[str, object] = {"unit": row.unit_id, "confidential": row.confidential, "shared": row.shared}
    if file is not None:
        payload["digest"] = put_version(actor, row, file, "", now).digest
    journal.record(actor, EVIDENCE_KEPT.code, row, payload, now, unit_id=row.unit_id)
    return row


def _closed(actor: Actor, row: Evidence, now: datetime) -> Evidence:
    """Make a piece confidential that was sent open a moment before: whoever ticks that must be able to rely on it."""
    before = {"confidential": row.confidential, "shared": row.shared}
    row.confidential, row.shared, row.changed_at = True, False, now
    row.save(update_fields=["confidential", "shared", "changed_at"])
    payload = journal.changed(before, {"confidential": True, "shared": False})
    journal.record(actor, EVIDENCE_CHANGED.code, row, payload, now, unit_id=row.unit_id)
    return row


def _there(actor: Actor, piece: UUID) -> Evidence | None:
    found: Evidence | None = Evidence.objects.for_actor(actor).filter(pk=piece).first()
    return found


def _received(file: IncomingFile | Received | None) -> Received | None:
    """Return what `received_first` has made of a file."""
    if file is None or isinstance(file, Received):
        return file
    raise TypeError("a file is received before the transaction")
