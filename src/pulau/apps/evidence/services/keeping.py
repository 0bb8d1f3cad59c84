"""Keeping evidence: the piece, its versions, and the journal entry, in one transaction each."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import units_of
from pulau.apps.evidence.actions import EVIDENCE_KEPT, VERSION_ADDED
from pulau.apps.evidence.models import Evidence, EvidenceVersion, Preparation
from pulau.apps.evidence.policies import KEEP
from pulau.apps.evidence.receiving import receive
from pulau.apps.evidence.selectors.pieces import evidence_for
from pulau.apps.evidence.wishes import EvidenceNotFound, EvidenceWish, EvidenceWithdrawn, IncomingFile, described
from pulau.core.shared.codes import RANDOM_BYTES, code_of
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

PREPARE = "pulau.apps.evidence.tasks.prepare_version"


@transaction.atomic
def keep_evidence(*, actor: Actor, wish: EvidenceWish, file: IncomingFile | None, now: datetime) -> Evidence:
    """Keep a new piece of evidence: with its file as version 1, or with an outside address that is not preserved.

    Raises PermissionDenied, EvidenceNotFound for a unit that is not there, BadInput for a file that is refused or
    ValidationError for a wish that cannot be (no title, days the wrong way round, neither file nor address).
    """
    if wish.unit_id is not None and not units_of(actor).filter(pk=wish.unit_id).exists():
        raise EvidenceNotFound("no such unit")
    actor = require(actor, KEEP, unit_id=wish.unit_id)
    row = Evidence(
        tenant_id=actor.tenant_id,
        code=code_of(secrets.token_bytes(RANDOM_BYTES)),
        unit_id=wish.unit_id,
        made_by_id=actor.user_id,
        made_at=now,
        changed_at=now,
        **described(wish),
    )
    row.full_clean(exclude=["tenant", "unit", "made_by"], validate_unique=False, validate_constraints=False)
    row.save(force_insert=True)
    payload: dict[str, object] = {"unit": row.unit_id, "confidential": row.confidential, "shared": row.shared}
    if file is not None:
        payload["digest"] = _add(actor, row, file, "", now).digest
    journal.record(actor, EVIDENCE_KEPT.code, row, payload, now, unit_id=row.unit_id)
    return row


@transaction.atomic
def add_version(*, actor: Actor, evidence_id: UUID, file: IncomingFile, cause: str, now: datetime) -> EvidenceVersion:
    """Keep a new version of a piece; the earlier ones stay as they are.

    Raises EvidenceNotFound, PermissionDenied, EvidenceWithdrawn, BadInput for a file that is refused. The same bytes
    as the newest version add nothing: that version is returned.
    """
    row = evidence_for(actor).filter(pk=evidence_id).order_by().select_for_update(of=("self",)).first()
    if row is None:
        raise EvidenceNotFound("no such evidence")
    actor = require(actor, KEEP, unit_id=row.unit_id)
    if row.withdrawn_at is not None:
        raise EvidenceWithdrawn(row.code)
    version = _add(actor, row, file, cause, now)
    payload = {"number": version.number, "digest": version.digest}
    journal.record(actor, VERSION_ADDED.code, row, payload, now, unit_id=row.unit_id)
    return version


def _add(actor: Actor, row: Evidence, file: IncomingFile, cause: str, now: datetime) -> EvidenceVersion:
    received = receive(file)
    versions = EvidenceVersion.objects.for_actor(actor)
    newest = versions.filter(evidence_id=row.pk, number=row.head).first()
    if newest is not None and newest.digest == received.digest:
        return newest
    version = versions.create(
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
    Preparation.objects.for_actor(actor).create(version_id=version.pk)
    row.head, row.changed_at = version.number, now
    row.save(update_fields=["head", "changed_at"])
    enqueue(PREPARE, tenant=str(actor.tenant_id), version=str(version.pk))
    return version
