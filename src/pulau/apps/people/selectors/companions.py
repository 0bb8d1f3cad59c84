"""Who accompanies a unit: holders of the companion's duty, of the body's own and by grant, and their kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from pulau.apps.people.models import GRANTS, Role
from pulau.apps.people.selectors.appointments import appointments_over

if TYPE_CHECKING:
    from pulau.apps.people.models import Appointment
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
    which = Q(role=Role.COMPANION) if user_id is None else Q(role=Role.COMPANION, user_id=user_id)
    found = [_companion(row) for row in appointments_over(actor, unit_id, day, which)]
    return sorted(found, key=lambda one: (one.name, str(one.user_id), -(one.until or date.max).toordinal()))


def _companion(row: Appointment) -> CompanionOn:
    granted = row.scope in GRANTS
    kind = row.get_companion_kind_display()
    return CompanionOn(row.user_id, row.user.full_name, row.companion_kind, kind, granted, row.until)
