"""Who accompanies a unit: holders of the companion's duty, of the body's own and by grant, and their kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from pulau.apps.agencies.contract import agency_of
from pulau.apps.people.models import GRANTS, Appointment, Role, ScopeChoice
from pulau.core.shared.regions import region_covers
from pulau.foundation.tenancy.days import covering

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class CompanionOn:
    """A companion on a day: the person, of which kind, how far the duty reaches, its last day where it has one."""

    user_id: UUID
    name: str
    kind: str
    kind_words: str
    granted: bool
    until: date | None


def companions_on(actor: Actor, unit_id: UUID, day: date, user_id: UUID | None = None) -> list[CompanionOn]:
    """Return who may accompany a unit of the actor's body on a day, by name (or one person's duties); two queries.

    Grants of region and country count where they reach the body. The duty that ends last comes first of a person's.
    """
    agency = agency_of(actor)
    region = agency.region_code if agency else ""
    rows = Appointment.objects.reaching(actor.tenant_id).filter(covering(day), role=Role.COMPANION)
    rows = rows.filter(Q(unit__isnull=True) | Q(unit_id=unit_id), user__is_active=True).select_related("user")
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    found = [_companion(row) for row in rows if _reaches(row, actor.tenant_id, region)]
    return sorted(found, key=lambda one: (one.name, str(one.user_id), -(one.until or date.max).toordinal()))


def _companion(row: Appointment) -> CompanionOn:
    granted = row.scope in GRANTS
    kind = row.get_companion_kind_display()
    return CompanionOn(row.user_id, row.user.full_name, row.companion_kind, kind, granted, row.until)


def _reaches(row: Appointment, tenant_id: UUID, region: str) -> bool:
    if row.scope == ScopeChoice.COUNTRY:
        return True
    if row.scope == ScopeChoice.REGION:
        return bool(region) and region_covers(row.region_code, region)
    return row.tenant_id == tenant_id
