"""Taking over pieces of evidence from a package: with their own numbers, and each version under its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from pulau.apps.evidence.actions import EVIDENCE_KEPT
from pulau.apps.evidence.models import Evidence, EvidenceVersion
from pulau.apps.evidence.policies import KEEP
from pulau.apps.evidence.receiving import Received
from pulau.apps.evidence.versioning import put_piece, put_version
from pulau.apps.evidence.wishes import EvidenceWish, check_wish
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class EvidenceConflicts(Exception):  # noqa: N818 - a fact, as every error of this project
    """A piece of this number is here already: another unit's, or under the same version it has other bytes."""


@dataclass(frozen=True, slots=True)
class TakenVersion:
    """A version that comes along: its number, its file in the store, and why it replaced the one before."""

    number: int
    file: Received
    cause: str


@dataclass(frozen=True, slots=True)
class TakenPiece:
    """A piece that comes along, under its own number; without a version only its address or its place is known."""

    code: str
    wish: EvidenceWish
    versions: tuple[TakenVersion, ...]


@transaction.atomic
def take_pieces(*, actor: Actor, pieces: Sequence[TakenPiece], now: datetime) -> dict[str, UUID]:
    """Keep pieces that came in a package, and return the id of each by its number. What is here already stays.

    Raises PermissionDenied, EvidenceConflicts, ValidationError for a piece that cannot be.
    """
    return {piece.code: _take(actor, piece, now) for piece in pieces}


def _take(actor: Actor, piece: TakenPiece, now: datetime) -> UUID:
    actor = require(actor, KEEP, unit_id=piece.wish.unit_id)
    row = Evidence.objects.for_actor(actor).select_for_update().filter(code=piece.code).first()
    new = row is None
    check_wish(piece.wish, has_file=True)  # of what was withheld only the number came along
    if row is not None and not _lent(row, piece.wish.unit_id):
        raise EvidenceConflicts(piece.code)
    row = row or put_piece(actor, uuid4(), piece.wish, now, code=piece.code)
    rows = EvidenceVersion.objects.for_actor(actor).filter(evidence_id=row.pk)
    there = dict(rows.values_list("number", "digest"))
    for version in sorted(piece.versions, key=lambda each: each.number):
        if version.number not in there:
            _add(actor, row, version, now)
        elif there[version.number] != version.file.digest:
            raise EvidenceConflicts(piece.code)
    if new or len(there) < len(piece.versions):
        digests = [version.file.digest for version in piece.versions]
        payload = {"unit": row.unit_id, "confidential": row.confidential, "shared": row.shared, "digests": digests}
        journal.record(actor, EVIDENCE_KEPT.code, row, payload, now, unit_id=row.unit_id)
    return row.pk


def _lent(row: Evidence, unit_id: UUID | None) -> bool:
    """Whether a piece is the unit's, the agency's, or lent to it: a package adds nothing to those of others."""
    return row.unit_id in (unit_id, None) or row.shared


def _add(actor: Actor, row: Evidence, version: TakenVersion, now: datetime) -> None:
    """Write a version under its own number; the newest of all stays the newest."""
    newest = max(row.head, version.number)
    row.head = version.number - 1
    put_version(actor, row, version.file, version.cause, now)
    if row.head != newest:
        row.head = newest
        row.save(update_fields=["head"])
