"""What becomes of a piece of evidence: described anew, preserved, withdrawn, brought back. Its versions stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.evidence.actions import (
    EVIDENCE_BROUGHT_BACK,
    EVIDENCE_CHANGED,
    EVIDENCE_PRESERVED,
    EVIDENCE_WITHDRAWN,
)
from pulau.apps.evidence.indexing import index
from pulau.apps.evidence.policies import KEEP, READ_CONFIDENTIAL
from pulau.apps.evidence.receiving import Received, received_first
from pulau.apps.evidence.selectors.pieces import locked_evidence
from pulau.apps.evidence.versioning import put_version
from pulau.apps.evidence.wishes import (
    FIELDS,
    EvidenceChangedMeanwhile,
    EvidenceNotWithdrawn,
    EvidencePreserved,
    EvidenceWish,
    EvidenceWithdrawn,
    IncomingFile,
    check_wish,
    described,
)
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.evidence.models import Evidence, EvidenceVersion
    from pulau.core.shared.actor import Actor

_WORDS: Final = frozenset({"title", "about", "address"})
"""What people wrote: the journal keeps digests of it."""


@transaction.atomic
def change_evidence(
    *, actor: Actor, evidence_id: UUID, wish: EvidenceWish, seen: Mapping[str, Any], now: datetime
) -> Evidence:
    """Describe a piece anew; whose it is, and its versions, stay. `seen` are its fields as the writer saw them.

    A field that the writer left as it was keeps what somebody else wrote meanwhile. Raises EvidenceNotFound,
    PermissionDenied, EvidenceWithdrawn, ValidationError, and EvidenceChangedMeanwhile where both changed the same
    field differently; nothing is written then.
    """
    row = _locked(actor, evidence_id)
    actor = require(actor, KEEP, unit_id=row.unit_id)
    if wish.confidential and not row.confidential:
        require(actor, READ_CONFIDENTIAL, unit_id=row.unit_id)
    before = {name: getattr(row, name) for name in FIELDS}
    wanted = {name: value for name, value in described(wish).items() if value != seen[name]}
    clashing = tuple(name for name in wanted if before[name] not in (seen[name], wanted[name]))
    if clashing:
        raise EvidenceChangedMeanwhile(clashing)
    after = {**before, **wanted}
    if after == before:
        return row
    check_wish(EvidenceWish(**after), has_file=row.preserved)
    for name, value in wanted.items():
        setattr(row, name, value)
    row.changed_at = now
    row.full_clean(exclude=["tenant", "unit", "made_by"], validate_unique=False, validate_constraints=False)
    row.save(update_fields=[*wanted, "changed_at"])
    index(row)
    payload = journal.changed(_told(before), _told(after), sealed=_WORDS)
    journal.record(actor, EVIDENCE_CHANGED.code, row, payload, now, unit_id=row.unit_id)
    return row


@received_first
@transaction.atomic
def preserve_evidence(
    *, actor: Actor, evidence_id: UUID, file: IncomingFile | Received, seen_on: date, now: datetime
) -> EvidenceVersion:
    """Keep the copy of what stands at a piece's outside address, taken on a day, as its first version.

    Raises EvidenceNotFound, PermissionDenied, EvidenceWithdrawn, EvidencePreserved where bytes are kept already,
    StoreUnavailable, BadInput for a file that is refused.
    """
    row = _locked(actor, evidence_id)
    actor = require(actor, KEEP, unit_id=row.unit_id)
    if row.preserved:
        raise EvidencePreserved(row.code)
    if not isinstance(file, Received):
        raise TypeError("a file is received before the transaction")
    before, row.seen_on = row.seen_on, seen_on
    row.save(update_fields=["seen_on"])
    version = put_version(actor, row, file, "", now)
    payload = journal.changed(_told({"seen_on": before}), _told({"seen_on": seen_on}))
    payload |= {"number": version.number, "digest": version.digest}
    journal.record(actor, EVIDENCE_PRESERVED.code, row, payload, now, unit_id=row.unit_id)
    return version


@transaction.atomic
def withdraw_evidence(*, actor: Actor, evidence_id: UUID, reason: str, now: datetime) -> Evidence:
    """Offer a piece to nobody any more. Nothing of it is removed: what relies on it still shows it.

    Raises EvidenceNotFound, PermissionDenied, EvidenceWithdrawn where it was done already.
    """
    row = _locked(actor, evidence_id)
    actor = require(actor, KEEP, unit_id=row.unit_id)
    row.withdrawn_at, row.withdrawn_reason, row.changed_at = now, reason, now
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "changed_at"])
    payload = journal.changed({"withdrawn": False}, {"withdrawn": True}) | {"version": row.head}
    journal.record(actor, EVIDENCE_WITHDRAWN.code, row, payload, now, unit_id=row.unit_id)
    return row


@transaction.atomic
def bring_back(*, actor: Actor, evidence_id: UUID, now: datetime) -> Evidence:
    """Offer a withdrawn piece again. Raises EvidenceNotFound, PermissionDenied, EvidenceNotWithdrawn."""
    row = locked_evidence(actor, evidence_id)
    actor = require(actor, KEEP, unit_id=row.unit_id)
    if row.withdrawn_at is None:
        raise EvidenceNotWithdrawn(row.code)
    row.withdrawn_at, row.withdrawn_reason, row.changed_at = None, "", now
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "changed_at"])
    payload = journal.changed({"withdrawn": True}, {"withdrawn": False})
    journal.record(actor, EVIDENCE_BROUGHT_BACK.code, row, payload, now, unit_id=row.unit_id)
    return row


def _locked(actor: Actor, evidence_id: UUID) -> Evidence:
    """Return a piece that stands, locked. Raises EvidenceNotFound, EvidenceWithdrawn."""
    row = locked_evidence(actor, evidence_id)
    if row.withdrawn_at is not None:
        raise EvidenceWithdrawn(row.code)
    return row


def _told(fields: Mapping[str, Any]) -> dict[str, object]:
    """Return fields as a payload takes them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
