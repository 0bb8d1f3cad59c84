"""What an area of a unit came to, year by year: for what is traced over several years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.worksheets.models import Worksheet

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from pulau.core.shared.actor import Actor


def percents_of_unit(actor: Actor, unit_id: UUID, area: str) -> dict[int, int]:
    """Return an area's percent (printed hundredths) by year, as the unit's own worksheets say; one query.

    Who may see it is the caller's question. Years without the area, or without an answer at all, are left out.
    """
    rows = Worksheet.objects.for_actor(actor).filter(unit_id=unit_id, answered__gt=0).order_by()
    found = {year: printed.get(f"areas.{area}.percent") for year, printed in rows.values_list("year", "printed")}
    return {year: int(percent) for year, percent in found.items() if percent is not None}


def opened_years(tenant_id: UUID) -> set[tuple[UUID, int]]:
    """Return the units of a body with the years for which a worksheet was opened; one query."""
    rows = Worksheet.objects.for_tenant(tenant_id).order_by().values_list("unit_id", "year")
    return set(rows)


def worksheet_ids(tenant_id: UUID, unit: str) -> dict[int, UUID]:
    """Return the worksheets of a unit by year."""
    rows = Worksheet.objects.for_tenant(tenant_id).filter(unit__code=unit).order_by()
    return dict(rows.values_list("year", "pk"))


def last_answer(tenant_id: UUID, worksheet_id: UUID) -> datetime:
    """Return when a worksheet was answered last. Raises Worksheet.DoesNotExist."""
    row: Worksheet = Worksheet.objects.for_tenant(tenant_id).get(pk=worksheet_id)
    return row.scored_at
