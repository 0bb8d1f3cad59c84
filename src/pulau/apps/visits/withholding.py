"""What the journal keeps back: visits that nobody announced, until their stage is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.visits.models import Visit
from pulau.apps.visits.rooms import is_over
from pulau.foundation.registry.withheld_entries import WithheldEntries

if TYPE_CHECKING:
    from collections.abc import Collection


def _unannounced(tenant_id: UUID) -> Collection[str]:
    """Return the ids of the body's visits of which the unit must not know yet; one query."""
    rows = Visit.objects.for_tenant(tenant_id).filter(announced=False).order_by()
    found = rows.values_list("pk", "kind", "case__stage")
    return [str(pk) for pk, kind, stage in found if not is_over(kind, stage)]


WITHHELD: Final = WithheldEntries("visits.unannounced", "visits.visit", _unannounced)
