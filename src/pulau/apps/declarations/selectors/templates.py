"""Reading the versions of pledges' texts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from pulau.apps.declarations.models import PledgeKind, PledgeTemplate, TemplateState

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class TemplateNotFound(Http404):
    """No version of this id in the actor's body."""


def templates_of(actor: Actor, kind: PledgeKind | None = None) -> ScopedQuerySet[PledgeTemplate]:
    """Return the versions of the actor's body (of one kind), by kind and newest first, each with who made it."""
    rows = PledgeTemplate.objects.for_actor(actor).select_related("made_by", "approved_by")
    return rows if kind is None else rows.filter(kind=kind)


def approved_template(actor: Actor, kind: str) -> PledgeTemplate | None:
    """Return the version of a kind that holds in the actor's body, or None."""
    return PledgeTemplate.objects.for_actor(actor).filter(kind=kind, state=TemplateState.APPROVED).first()


def approved_kinds(actor: Actor) -> frozenset[str]:
    """Return the kinds of which the actor's body has a version that holds."""
    rows = PledgeTemplate.objects.for_actor(actor).filter(state=TemplateState.APPROVED).order_by()
    return frozenset(rows.values_list("kind", flat=True))


def version_before(actor: Actor, row: PledgeTemplate) -> PledgeTemplate | None:
    """Return the version with which a version is compared: the newest one before it that was ever approved."""
    older = PledgeTemplate.objects.for_actor(actor).filter(kind=row.kind, version__lt=row.version)
    return older.filter(approved_at__isnull=False).first()


def get_template_for(actor: Actor, template_id: UUID, *, lock: bool = False) -> PledgeTemplate:
    """Return a version in the actor's body. Raises TemplateNotFound (404)."""
    rows = PledgeTemplate.objects.for_actor(actor)
    rows = rows.select_for_update() if lock else rows.select_related("made_by", "approved_by")
    row: PledgeTemplate | None = rows.filter(pk=template_id).first()
    if row is None:
        raise TemplateNotFound(template_id)
    return row
