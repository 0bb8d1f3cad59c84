"""Who answers for which area of a worksheet, as it is and as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from pulau.apps.people.contract import actors_around, area_owners_on
from pulau.apps.worksheets.models import AreaDuty, SheetState, Worksheet
from pulau.apps.worksheets.policies import fills
from pulau.core.scoring.areas import area_of
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from datetime import date, datetime

    from pulau.core.regulation.model import Pack
    from pulau.core.shared.actor import Actor
    from pulau.foundation.accounts.models import User
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class DutyNotFound(Http404):
    """Nobody answers for this area by this id, or no more."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An area that a person owns in the unit, and does not answer for in this worksheet yet."""

    area: str
    user_id: UUID
    name: str


def duties_of(row: Worksheet) -> ScopedQuerySet[AreaDuty]:
    """Return the duties of a worksheet with their people, ended ones too, in the order in which they were given."""
    rows = AreaDuty.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk)
    return rows.select_related("user", "given_by").order_by("area", "given_at", "id")


def standing_duties(row: Worksheet) -> list[AreaDuty]:
    """Return the duties that hold."""
    return list(duties_of(row).filter(ended_at__isnull=True))


def get_duty_of(row: Worksheet, duty_id: UUID) -> AreaDuty:
    """Return a duty that holds. Raises DutyNotFound (404)."""
    found = duties_of(row).filter(pk=duty_id, ended_at__isnull=True).first()
    if found is None:
        raise DutyNotFound("nobody answers for an area by this id")
    return found


def own_areas(actor: Actor, row: Worksheet) -> list[str]:
    """Return the areas of a worksheet that the actor answers for, in the order of their codes."""
    rows = AreaDuty.objects.for_actor(actor).filter(worksheet_id=row.pk, user_id=actor.user_id, ended_at__isnull=True)
    return list(rows.order_by("area").values_list("area", flat=True))


def own_duties(actor: Actor) -> ScopedQuerySet[AreaDuty]:
    """Return what the actor answers for in worksheets that are not handed in, the nearest due day first."""
    rows = AreaDuty.objects.for_actor(actor).filter(user_id=actor.user_id, ended_at__isnull=True)
    rows = rows.filter(worksheet__state=SheetState.DRAFT).select_related("worksheet", "worksheet__unit")
    return rows.order_by("due_on", "worksheet__year", "area")


def due_duties(actor: Actor, last: date) -> ScopedQuerySet[AreaDuty]:
    """Return the duties of a body that are due by a day, of worksheets that are not handed in; for the reminders."""
    rows = AreaDuty.objects.for_actor(actor).filter(ended_at__isnull=True, due_on__lte=last)
    rows = rows.filter(worksheet__state=SheetState.DRAFT, user__is_active=True)
    return rows.select_related("worksheet", "worksheet__unit").order_by("due_on", "area", "id")


def fillers_of(actor: Actor, row: Worksheet, now: datetime) -> list[User]:
    """Return who may fill a worksheet now, by name: the unit's team, its area owners, its head."""
    around = actors_around(actor, row.unit_id, now)
    return [user for user, other in around if fills(other, row.unit_id)]


def suggested(actor: Actor, row: Worksheet, people: list[User], day: date) -> list[Suggested]:
    """Return the areas that people own by their appointment, and do not answer for in this worksheet yet."""
    names = {user.pk: user.get_full_name() for user in people}
    held = set(duties_of(row).values_list("user_id", "area"))  # an ended one too: it was ended on purpose
    areas = areas_of(load_pack(row.regulation))
    owners = area_owners_on(actor, row.unit_id, day)
    return [
        Suggested(area, user, names[user])
        for user, area in owners
        if user in names and area in areas and (user, area) not in held
    ]


def areas_of(pack: Pack) -> tuple[str, ...]:
    """Return the parts of a form that somebody can answer for: its areas of change, and the result (`hasil`)."""
    return tuple(dict.fromkeys(area_of(pack, item) for item in pack.items))
