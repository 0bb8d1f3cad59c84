"""The bodies that a person may enter by a grant of region or country."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from pulau.apps.agencies.contract import Agency
from pulau.apps.people.models import GRANTS
from pulau.apps.people.selectors.appointments import agencies_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.people.models import Appointment
    from pulau.core.shared.actor import Actor


def grants_among(held: Sequence[Appointment]) -> list[Appointment]:
    """Return those appointments that reach other bodies."""
    return [row for row in held if row.scope in GRANTS]


def is_guest(actor: Actor, held: Sequence[Appointment]) -> bool:
    """Whether a person works in a body that gave them nothing itself: one that only their grants reach."""
    return actor.tenant_id not in {row.tenant_id for row in held}


def visitable(held: Sequence[Appointment], words: str = "") -> QuerySet[Agency]:
    """Return the agencies that a person may enter by a grant, without those of their own, by name.

    `words` are part of a name or place, or the beginning of a region's code.
    """
    own = {row.tenant_id for row in held}
    rows = agencies_within(grants_among(held)).exclude(tenant_id__in=own)
    if not words:
        return rows
    return rows.filter(Q(name__icontains=words) | Q(region__icontains=words) | Q(region_code__startswith=words))


def agency_to_enter(held: Sequence[Appointment], tenant_id: UUID) -> Agency | None:
    """Return the agency that a person may enter by a grant, or None."""
    return visitable(held).filter(tenant_id=tenant_id).first()
