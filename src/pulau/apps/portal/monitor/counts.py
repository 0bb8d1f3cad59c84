"""Sums over the units that a wish asks for: one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from pulau.apps.portal.selectors import COUNTS
from pulau.core.shared.public_state import PublicState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.apps.publication.contract import PublishedUnit


@dataclass(frozen=True, slots=True)
class Sums:
    """Units today: how many there are, declared by themselves, symbolically alone, are silent, hold or lost a title."""

    units: int = 0
    declared: int = 0
    symbolic: int = 0
    silent: int = 0
    wbk: int = 0
    wbbm: int = 0
    revoked: int = 0

    @property
    def undeclared(self) -> int:
        """How many did not declare at all."""
        return self.units - self.declared - self.symbolic


def sums_of(rows: QuerySet[PublishedUnit]) -> Sums:
    """Count units."""
    counted = (
        rows.select_related(None)
        .order_by()
        .aggregate(
            **COUNTS,
            symbolic=Count("pk", filter=Q(symbolic=True)),
            revoked=Count("pk", filter=Q(state=PublicState.REVOKED.value)),
        )
    )
    return Sums(**counted)
