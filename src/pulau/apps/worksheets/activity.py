"""When the worksheet of a unit was last worked on: one kind of activity among those that the registry knows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Max

from pulau.apps.worksheets.models import Answer, Worksheet
from pulau.foundation.registry.activity import ActivitySource

if TYPE_CHECKING:
    from collections.abc import Mapping


def last_answers(tenant_id: UUID, start: datetime, end: datetime) -> Mapping[UUID, datetime]:
    """Return by unit when an answer was last given or changed from `start` up to `end`.

    A worksheet knows the moment of its newest answer; its answers are only read where that lies after the period.
    """
    sheets = Worksheet.objects.for_tenant(tenant_id).filter(revision__gt=0).order_by()
    newest = sheets.filter(scored_at__gte=start, scored_at__lt=end).values("unit_id").annotate(at=Max("scored_at"))
    found: dict[UUID, datetime] = dict(newest.values_list("unit_id", "at"))
    later = sheets.filter(scored_at__gte=end).values("pk")
    answers = Answer.objects.for_tenant(tenant_id).filter(worksheet__in=later, at__gte=start, at__lt=end).order_by()
    for unit_id, at in (
        answers.values("worksheet__unit_id").annotate(last=Max("at")).values_list("worksheet__unit_id", "last")
    ):
        found[unit_id] = max(at, found.get(unit_id, at))
    return found


ANSWERS: Final = ActivitySource("worksheets.answers", last_answers)
