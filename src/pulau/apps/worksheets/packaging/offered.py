"""Which self-assessments can be taken along as packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from pulau.apps.worksheets.models import ItemEvidence, SheetState, Worksheet
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Iterator


def offered() -> Iterator[dict[str, Any]]:
    """Yield every worksheet, body by body: whose, its year, whether it was handed in, how much evidence it shows.

    For who operates the installation: it goes over all bodies, one at a time.
    """
    for tenant in Tenant.objects.order_by("code"):
        with behind_wall(tenant.pk):
            shown = ItemEvidence.objects.for_tenant(tenant.pk).filter(removed_at__isnull=True).order_by()
            counts = dict(shown.values_list("worksheet_id").annotate(n=Count("evidence_id", distinct=True)))
            rows = Worksheet.objects.for_tenant(tenant.pk).select_related("unit").order_by("unit__code", "year")
            for row in rows.filter(Q(answered__gt=0) | Q(state=SheetState.SUBMITTED)):
                yield {
                    "agency": tenant.code,
                    "unit": row.unit.code,
                    "name": row.unit.name,
                    "year": row.year,
                    "regulation": row.regulation,
                    "state": row.state,
                    "answered": row.answered,
                    "evidence": counts.get(row.pk, 0),
                }
