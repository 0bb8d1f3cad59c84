"""What people are told of companions: the invited of their room, those who are asked, those who weigh a dissent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.contract import assignments_of
from pulau.apps.companions.models import Addressee, EntryKind
from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import LONGEST_PARAM, News, notify
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.assessments.contract import Case
    from pulau.apps.companions.models import Room, RoomEntry

_TEAM: Final = (Role.UNIT_HEAD, Role.ZONE_TEAM)
_ASSESSORS: Final = (Role.TPI_LEADER, Role.TPI_CONTROLLER)
_TOLD_OF_DISSENT: Final = (*_ASSESSORS, Role.AGENCY_ADMINISTRATOR, Role.AGENCY_HEAD, Role.UNIT_HEAD)

GROUP: Final = NoticeGroup("companions", "Pendamping", "Companions")
INVITED: Final = NoticeKind(
    "companions.invited",
    GROUP.code,
    Words("Anda diundang mendampingi penilaian {unit} {year}", "Ruang Anda terbuka {since} sampai {until}."),
    Words("You are invited to accompany the assessment of {unit} for {year}", "Your room is open {since} to {until}."),
    shown={"since": kept_date, "until": kept_date},
)
ASKED: Final = NoticeKind(
    "companions.asked",
    GROUP.code,
    Words("Pendamping {name} bertanya tentang {unit} {year}", "Jawab di ruangnya."),
    Words("The companion {name} asks about {unit} for {year}", "Answer in their room."),
)
DISSENTED: Final = NoticeKind(
    "companions.dissented",
    GROUP.code,
    Words("Pendamping {name} mencatat keberatan atas penilaian {unit} {year}", "Pihak yang memutus menimbangnya."),
    Words("The companion {name} dissents on record about {unit} for {year}", "Who decides weighs it in writing."),
)
ANSWERED: Final = NoticeKind(
    "companions.answered",
    GROUP.code,
    Words("Ada jawaban untuk Anda di ruang pendamping {unit} {year}"),
    Words("There is an answer for you in the companion's room of {unit} for {year}"),
)
KINDS: Final = (INVITED, ASKED, DISSENTED, ANSWERED)


def tell_invited(case: Case, room: Room, now: datetime) -> None:
    """Tell the companion."""
    until = room.until.isoformat() if room.until else ""
    days = {"since": room.since.isoformat(), "until": until}
    _tell(case, room, INVITED, [room.user_id], now, days, f"{INVITED.code}:{room.pk}")


def tell_said(case: Case, room: Room, made: RoomEntry, now: datetime) -> None:
    """Tell those who are asked; of a dissent all who answer for the case at home. Advice waits to be read."""
    name = {"name": room.user.full_name[:LONGEST_PARAM]}
    if made.kind == EntryKind.DISSENT:
        people = {*_holding(case, _TOLD_OF_DISSENT, now), *_assigned(case)}
        _tell(case, room, DISSENTED, people, now, name, f"{DISSENTED.code}:{made.pk}")
    elif made.kind == EntryKind.QUESTION:
        asked = made.to == Addressee.UNIT
        people = set(_holding(case, _TEAM, now) if asked else (*_holding(case, _ASSESSORS, now), *_assigned(case)))
        _tell(case, room, ASKED, people, now, name, f"{ASKED.code}:{made.pk}")


def tell_answered(case: Case, room: Room, made: RoomEntry, now: datetime) -> None:
    """Tell the companion."""
    _tell(case, room, ANSWERED, [room.user_id], now, {}, f"{ANSWERED.code}:{made.pk}")


def _holding(case: Case, roles: Collection[str], now: datetime) -> list[UUID]:
    system = Actor.system(case.tenant_id)
    held = holders_on(system, roles, today_of(system, now))
    return list(dict.fromkeys(user for user, _role, unit in held if unit in {None, case.unit_id}))


def _assigned(case: Case) -> list[UUID]:
    """Return who judges the case, those of the ministry too."""
    return [row.user_id for row in assignments_of(case)]


def _tell(
    case: Case,
    room: Room,
    kind: NoticeKind,
    people: Collection[UUID],
    now: datetime,
    more: dict[str, str],
    key: str,
) -> None:
    params = {"unit": case.unit_name[:LONGEST_PARAM], "year": str(case.year), **more}
    url = reverse("companions:room", args=[case.unit_code, case.year, room.pk])
    news = News(kind.code, ("companions.room", str(room.pk)), url, params, key)
    notify(tenant_id=case.tenant_id, users=people, news=news, now=now)
