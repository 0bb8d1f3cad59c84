"""Reading rooms: a companion's own while they are open, those of a case for who sees it, and what is said in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from pulau.apps.assessments.contract import Case, CaseNotFound, cases_for
from pulau.apps.companions.models import EntryKind, Room, RoomEntry, RoomScope
from pulau.apps.companions.policies import COME, READ
from pulau.apps.companions.refusals import RoomNotFound
from pulau.core.shared.permissions import reach
from pulau.core.workflow.assessment import WITHDRAWN
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db import models

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def open_on(day: date) -> Q:
    """Return the condition that a room is open on a day."""
    return Q(ended_at__isnull=True, since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def covering_case(case: Case) -> Q:
    """Return the condition that a room reaches a case."""
    return (
        Q(scope=RoomScope.CASE, case_id=case.pk)
        | Q(scope=RoomScope.UNIT, unit_id=case.unit_id)
        | Q(scope=RoomScope.AGENCY)
    )


def rooms_of(case: Case) -> ScopedQuerySet[Room]:
    """Return every room that reaches a case, the newest first, with its companion; the caller sees the case."""
    return Room.objects.for_tenant(case.tenant_id).filter(covering_case(case)).select_related("user", "unit")


def own_rooms(actor: Actor, case: Case, now: datetime) -> ScopedQuerySet[Room]:
    """Return the actor's own rooms that reach a case and are open now; none where their duty does not reach it."""
    rows = rooms_of(case)
    if actor.user_id is None or not allowed(actor, READ, unit_id=case.unit_id, state=case.stage):
        return rows.none()
    return rows.filter(open_on(today_of(actor, now)), user_id=actor.user_id)


def accompanied_cases(actor: Actor, now: datetime) -> ScopedQuerySet[Case]:
    """Return the cases of the actor's body that an own open room reaches, and with a grant those they may come to.

    Of the latter only what is no secret: that there is one, and where it stands.
    """
    rows = Case.objects.for_actor(actor).exclude(stage=WITHDRAWN)
    reached, come = reach(actor, READ), reach(actor, COME)
    if not reached:
        return rows.none()
    if not reached.everything:
        rows = rows.filter(unit_id__in=reached.units)
    if come.everything:
        return rows
    rooms = Room.objects.for_actor(actor).filter(open_on(today_of(actor, now)), user_id=actor.person)
    seen = Q(pk__in=()) | Q(pk__in=rooms.filter(scope=RoomScope.CASE).order_by().values("case_id"))
    seen |= Q(unit_id__in=rooms.filter(scope=RoomScope.UNIT).order_by().values("unit_id"))
    if rooms.filter(scope=RoomScope.AGENCY).exists():
        return rows
    return rows.filter(seen)


def find_case(actor: Actor, unit: str, year: int, now: datetime) -> Case:
    """Return the newest case of a unit and year that the actor sees or accompanies. Raises CaseNotFound (404)."""
    here = Q(unit__code=unit) | Q(unit_code=unit)
    for rows in (cases_for(actor), accompanied_cases(actor, now)):
        found: Case | None = rows.filter(here, year=year).select_related("unit").order_by("-number").first()
        if found is not None:
            return found
    raise CaseNotFound


def get_room(actor: Actor, case: Case, room_id: UUID, now: datetime) -> tuple[Room, bool]:
    """Return a room of a case, and whether it is the actor's own. Raises RoomNotFound (404), also after its time."""
    own: Room | None = own_rooms(actor, case, now).filter(pk=room_id).first()
    if own is not None:
        return own, True
    seen = cases_for(actor).filter(pk=case.pk).exists()
    row: Room | None = rooms_of(case).filter(pk=room_id).first() if seen else None
    if row is None or row.user_id == actor.user_id:
        raise RoomNotFound
    return row, False


def my_rooms(user_id: UUID) -> models.QuerySet[Room]:
    """Return a companion's rooms in every body, open and past, the newest first."""
    return Room.objects.own(user_id).order_by("-opened_at", "id")


def entries_of(room: Room, case: Case) -> list[RoomEntry]:
    """Return what was said in a room about a case, earliest first, each with its writer."""
    rows = RoomEntry.objects.for_tenant(room.tenant_id).filter(room_id=room.pk, case_id=case.pk)
    return list(rows.select_related("user", "answers").order_by("number"))


@dataclass(slots=True)
class Dissent:
    """A dissent with its room, and how it was weighed, earliest first."""

    entry: RoomEntry
    room: Room
    weighed: list[RoomEntry] = field(default_factory=list)


def dissents_on(tenant_id: UUID, case_id: UUID) -> list[Dissent]:
    """Return the dissents against a case with how each was weighed, earliest first; one query."""
    kinds = (EntryKind.DISSENT, EntryKind.WEIGHING)
    rows = RoomEntry.objects.for_tenant(tenant_id).filter(case_id=case_id, kind__in=kinds)
    found: dict[UUID, Dissent] = {}
    for entry in rows.select_related("user", "room__user").order_by("at", "number"):
        if entry.kind == EntryKind.DISSENT:
            found[entry.pk] = Dissent(entry, entry.room)
        elif entry.answers_id in found:
            found[entry.answers_id].weighed.append(entry)
    return list(found.values())


def said_of(case: Case, rooms: Collection[UUID] | None = None) -> list[RoomEntry]:
    """Return what companions said and were told of a case, in the rooms named or all of them, with room and writer."""
    rows = RoomEntry.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    if rooms is not None:
        rows = rows.filter(room_id__in=list(rooms))
    return list(rows.select_related("user", "room__user").order_by("at", "number"))
