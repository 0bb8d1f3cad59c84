"""Which evidence an actor may see, and its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from pulau.apps.evidence.models import Evidence, EvidenceVersion
from pulau.apps.evidence.policies import READ, READ_CONFIDENTIAL
from pulau.apps.evidence.wishes import EvidenceNotFound
from pulau.core.shared.permissions import reach

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def evidence_for(actor: Actor) -> ScopedQuerySet[Evidence]:
    """Return the evidence that the actor may see, newest change first.

    That of their units, what the agency shares with all of them, and all of it for who oversees the agency; of the
    confidential only what their own right for it reaches. The condition does not grow with the number of rows.
    """
    rows = Evidence.objects.for_actor(actor)
    seen, secret = reach(actor, READ), reach(actor, READ_CONFIDENTIAL)
    if not seen:
        return rows.none()
    if not seen.everything:
        rows = rows.filter(Q(unit_id__in=seen.units) | Q(unit__isnull=True) | Q(shared=True))
    if not secret.everything:
        rows = rows.filter(Q(confidential=False) | Q(unit_id__in=secret.units))
    return rows


def get_evidence_for(actor: Actor, evidence_id: UUID) -> Evidence:
    """Return a piece of evidence with its unit. Raises EvidenceNotFound (404)."""
    row = evidence_for(actor).select_related("unit").filter(pk=evidence_id).first()
    if row is None:
        raise EvidenceNotFound("no evidence that you may see is at this address")
    return row


def locked_evidence(actor: Actor, evidence_id: UUID) -> Evidence:
    """Return a piece, locked until the transaction ends. Raises EvidenceNotFound (404)."""
    row = evidence_for(actor).filter(pk=evidence_id).order_by().select_for_update(of=("self",)).first()
    if row is None:
        raise EvidenceNotFound("no evidence that you may see is at this address")
    return row


def same_bytes(actor: Actor, digests: Collection[str]) -> dict[str, Evidence]:
    """Return by digest a piece that the actor may see and whose newest version is those very bytes, if there is one.

    A withdrawn piece is not offered. One query.
    """
    rows = EvidenceVersion.objects.for_actor(actor).filter(digest__in=list(digests), number=F("evidence__head"))
    rows = rows.filter(evidence__in=evidence_for(actor).filter(withdrawn_at__isnull=True).order_by())
    found = rows.select_related("evidence__unit").order_by("evidence__made_at", "evidence_id")
    return {row.digest: row.evidence for row in reversed(found)}


def versions_of(row: Evidence) -> list[EvidenceVersion]:
    """Return the versions of a piece, newest first, each with its writer and its preparation."""
    rows = EvidenceVersion.objects.for_tenant(row.tenant_id).filter(evidence_id=row.pk)
    return list(rows.select_related("user", "preparation").order_by("-number"))


def current_versions(actor: Actor, evidence_ids: Collection[UUID]) -> dict[UUID, EvidenceVersion]:
    """Return the newest version of each piece that has one, by the piece's id, with its preparation, in one query.

    The caller has asked who may see the pieces.
    """
    rows = EvidenceVersion.objects.for_actor(actor).filter(evidence_id__in=list(evidence_ids))
    found = rows.select_related("preparation").order_by("evidence_id", "number")
    return {row.evidence_id: row for row in found}
