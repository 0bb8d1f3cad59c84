"""When something last happened in the evaluation of a unit: a unit that is being evaluated is not silent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Max

from pulau.apps.assessments.models import Transition
from pulau.foundation.registry.activity import ActivitySource

if TYPE_CHECKING:
    from collections.abc import Mapping


def last_events(tenant_id: UUID, start: datetime, end: datetime) -> Mapping[UUID, datetime]:
    """Return by unit when its case last moved on from `start` up to `end`; one query."""
    rows = Transition.objects.for_tenant(tenant_id).filter(at__gte=start, at__lt=end).order_by()
    return dict(rows.values("case__unit_id").annotate(last=Max("at")).values_list("case__unit_id", "last"))


EVENTS: Final = ActivitySource("assessments.events", last_events)
