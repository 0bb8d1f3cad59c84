"""Who relies on pieces of evidence, as the apps that do so tell it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pulau.foundation.registry.reliances import reliances

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.reliances import ReliesOn


def relying_on(actor: Actor, evidence_id: UUID) -> list[ReliesOn]:
    """Return the places that rely on a piece, those that were handed in first; a query or two for each app."""
    found = [place for each in reliances for place in each.find(actor, [evidence_id]).get(evidence_id, ())]
    return sorted(found, key=lambda place: not place.locked)


def counts_of(actor: Actor, evidence_ids: Collection[UUID]) -> Counter[UUID]:
    """Return how many places rely on each piece; a query or two for each app, however many pieces."""
    found: Counter[UUID] = Counter()
    for each in reliances:
        found.update(each.count(actor, evidence_ids))
    return found
