"""Good practices that units of a body published, and how many units follow each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from pulau.apps.remediation.contract import Practice, PracticeCopy, PracticeState

if TYPE_CHECKING:
    from uuid import UUID


def gather_practices(tenant_id: UUID) -> list[tuple[Practice, int]]:
    """Return them with their followers, of whatever body; two queries."""
    rows = Practice.objects.for_tenant(tenant_id).filter(state=PracticeState.PUBLISHED).order_by("code")
    copies = PracticeCopy.objects.of_source(tenant_id).filter(ended_at__isnull=True).order_by()
    followed = dict(copies.values("practice_id").annotate(n=Count("pk")).values_list("practice_id", "n"))
    return [(row, followed.get(row.pk, 0)) for row in rows]
