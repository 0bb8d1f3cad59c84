"""Who is told of a membership: those who may answer in the unit's body, and those who coordinate the area."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import LONGEST_PARAM, News, notify
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.zone_areas.models import ZoneArea, ZoneAreaMember
    from pulau.foundation.registry.notice_kinds import NoticeKind


def tell_home(row: ZoneAreaMember, area: ZoneArea, kind: NoticeKind, now: datetime, *, agency: str = "") -> None:
    """Tell the administrators of the unit's body, and the heads of the unit where it is known by its code."""
    system = Actor.system(row.home_id)
    news = _news(row, area, kind, reverse("zone_areas:membership", args=[row.pk]), agency)
    with behind_wall(row.home_id):
        named = {row.unit_id} if row.unit_id else set(_named(system, row.unit_code))
        held = holders_on(system, (Role.AGENCY_ADMINISTRATOR, Role.UNIT_HEAD), today_of(system, now))
        people = {user for user, role, unit in held if role == Role.AGENCY_ADMINISTRATOR or unit in named}
        notify(tenant_id=row.home_id, users=people, news=news, now=now)


def tell_coordinator(row: ZoneAreaMember, area: ZoneArea, kind: NoticeKind, now: datetime) -> None:
    """Tell the administrators of the body that coordinates the area; called where its rows can be written."""
    system = Actor.system(area.tenant_id)
    held = holders_on(system, (Role.AGENCY_ADMINISTRATOR,), today_of(system, now))
    news = _news(row, area, kind, reverse("zone_areas:area", args=[area.code]), "")
    notify(tenant_id=area.tenant_id, users={user for user, _role, _unit in held}, news=news, now=now)


def _named(system: Actor, code: str) -> list[UUID]:
    return list(units_of(system).filter(code=code).values_list("pk", flat=True)) if code else []


def _news(row: ZoneAreaMember, area: ZoneArea, kind: NoticeKind, url: str, agency: str) -> News:
    params = {"unit": row.unit_name, "area": area.name, "agency": agency}
    shown = {key: text[:LONGEST_PARAM] for key, text in params.items()}
    return News(kind.code, row, url, shown, f"{kind.code}:{row.pk}")
