"""Pacts as activity of a unit: each that was signed, but for those of the day of a declaration, which are its ceremony.

Declarations themselves are none: being active means doing something beside declaring.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import TruncDate

from pulau.apps.declarations.models import Declaration, Pact
from pulau.apps.declarations.selectors.declarations import DECLARED
from pulau.core.shared.actor import Actor
from pulau.foundation.registry.activity import ActivitySource
from pulau.foundation.tenancy.place import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def last_pacts(tenant_id: UUID, start: datetime, end: datetime) -> Mapping[UUID, datetime]:
    """Return by unit when a pact was last signed from `start` up to `end`, on a day without a declaration there."""
    zone = zone_of(Actor.system(tenant_id))
    rows = Pact.objects.for_tenant(tenant_id).filter(unit__isnull=False, signed_at__gte=start, signed_at__lt=end)
    signed = rows.annotate(day=TruncDate("signed_at", tzinfo=zone)).order_by()
    whose = Q(unit=OuterRef("unit")) | Q(unit__isnull=True)
    ceremony = Declaration.objects.for_tenant(tenant_id).filter(whose, state__in=DECLARED, day=OuterRef("day"))
    latest = signed.exclude(Exists(ceremony)).values("unit_id").annotate(at=Max("signed_at"))
    return dict(latest.values_list("unit_id", "at"))


PACTS: Final = ActivitySource("declarations.pacts", last_pacts)
