"""Proposed answers of a worksheet, as they wait and as they were decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from pulau.apps.worksheets.models import ProposalState, ProposedAnswer, SheetState, Worksheet

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class ProposalNotFound(Http404):
    """The worksheet has no such proposal."""


def proposals_of(row: Worksheet) -> ScopedQuerySet[ProposedAnswer]:
    """Return the proposals of a worksheet, by item, the newest first, each with who decided."""
    rows = ProposedAnswer.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk)
    return rows.select_related("decided_by").order_by("item", "-made_at", "id")


def newest_proposals(row: Worksheet) -> dict[tuple[str, str], ProposedAnswer]:
    """Return the newest proposal of each register for each item, that which waits before all others."""
    found: dict[tuple[str, str], ProposedAnswer] = {}
    for one in proposals_of(row).order_by("made_at", "id"):
        key = (one.item, one.register)
        if key not in found or found[key].state != ProposalState.WAITING:
            found[key] = one
    return found


def get_proposal_of(row: Worksheet, proposal_id: UUID) -> ProposedAnswer:
    """Return a proposal of a worksheet. Raises ProposalNotFound (404)."""
    found = proposals_of(row).filter(pk=proposal_id).first()
    if found is None:
        raise ProposalNotFound("no proposal by this id")
    return found


def open_worksheets(actor: Actor) -> list[UUID]:
    """Return the worksheets of a body that are not handed in; for the nightly look at its registers."""
    rows = Worksheet.objects.for_actor(actor).filter(state=SheetState.DRAFT)
    return list(rows.order_by("year", "pk").values_list("pk", flat=True))
