"""What the journal keeps back: visits that nobody announced, and what was recorded on them, until the stage is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.visits.models import Finding, LateFinding, Photo, Visit
from pulau.apps.visits.rooms import is_over
from pulau.foundation.registry.withheld_entries import WithheldEntries

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_RECORDED: Final = {"visits.finding": Finding, "visits.latefinding": LateFinding, "visits.photo": Photo}


def _unannounced(tenant_id: UUID) -> Mapping[str, Collection[str]]:
    """Return what the unit must not know of yet; one query where there is nothing, else one more for each type."""
    rows = Visit.objects.for_tenant(tenant_id).filter(announced=False).order_by()
    found = rows.values_list("pk", "kind", "case__stage")
    visits = [pk for pk, kind, stage in found if not is_over(kind, stage)]
    if not visits:
        return {}
    withheld = {"visits.visit": [str(pk) for pk in visits]}
    for object_type, model in _RECORDED.items():
        about = model.objects.for_tenant(tenant_id).filter(visit_id__in=visits).order_by()
        withheld[object_type] = [str(pk) for pk in about.values_list("pk", flat=True)]
    return withheld


WITHHELD: Final = WithheldEntries("visits.unannounced", _unannounced)
