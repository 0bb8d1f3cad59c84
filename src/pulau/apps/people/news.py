"""What people are told of their roles, and of what ends soon: the kinds of notices, and when they are sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from pulau.apps.people.models import Appointment, Basis, Invitation, Role, ScopeChoice
from pulau.apps.people.selectors.duties import administrators_on, ending_by
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.due_things import Before, DueSource, DueThing
from pulau.foundation.registry.notice_kinds import NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

GROUP = "duties"
LONGEST_PLACE = 160


def _role(code: str) -> object:
    return Role(code).label if code in Role.values else code


def _place(kept: str) -> object:
    return ScopeChoice(kept).label if kept in ScopeChoice.values else kept


_SHOWN = {"role": _role, "day": kept_date, "place": _place}

GIVEN = NoticeKind(
    "people.given",
    GROUP,
    Words("Anda memegang peran {role}", "{role}, {place}, mulai {day}."),
    Words("You hold the role {role}", "{role}, {place}, from {day}."),
    shown=_SHOWN,
)
DELEGATED_TO_YOU = NoticeKind(
    "people.delegated_to_you",
    GROUP,
    Words("Peran {role} didelegasikan kepada Anda", "{role}, {place}, sampai {day}."),
    Words("The role {role} is delegated to you", "{role}, {place}, until {day}."),
    shown=_SHOWN,
)
ENDED = NoticeKind(
    "people.ended",
    GROUP,
    Words("Peran {role} berakhir", "{role}, {place}. Hari terakhir: {day}."),
    Words("The role {role} ends", "{role}, {place}. Last day: {day}."),
    shown=_SHOWN,
)
ENDING = NoticeKind(
    "people.ending",
    GROUP,
    Words("Peran {role} segera berakhir", "{name}, {place}: hari terakhir {day}."),
    Words("The role {role} ends soon", "{name}, {place}: last day {day}."),
    shown=_SHOWN,
)
ACCEPTED = NoticeKind(
    "people.accepted",
    GROUP,
    Words("Undangan diterima", "{name} sekarang memegang peran {role}, {place}."),
    Words("An invitation was accepted", "{name} now holds the role {role}, {place}."),
    shown=_SHOWN,
)
KINDS = (GIVEN, DELEGATED_TO_YOU, ENDED, ENDING, ACCEPTED)


def _kept_place(row: Appointment | Invitation) -> str:
    """Return the place for a notice: a name, or the code of a wide reach, which `_place` says in the reader's words."""
    return row.place[:LONGEST_PLACE] if row.unit_id or row.region_code else row.scope


def tell_given(actor: Actor, row: Appointment, now: datetime) -> None:
    """Tell the holder of a new duty, unless they took it themselves or the installation is being set up."""
    delegated = row.basis == Basis.DELEGATION and row.until is not None
    day = row.until if delegated and row.until is not None else row.since
    _tell(actor, row.user_id, DELEGATED_TO_YOU if delegated else GIVEN, (row, day), now)


def tell_ended(actor: Actor, row: Appointment, last_day: date, now: datetime) -> None:
    """Tell the holder that a duty ends by somebody's decision."""
    _tell(actor, row.user_id, ENDED, (row, last_day), now)


def _tell(actor: Actor, user_id: UUID, kind: NoticeKind, about: tuple[Appointment, date], now: datetime) -> None:
    row, day = about
    if actor.user_id is None or actor.user_id == user_id:
        return
    params = {"role": row.role, "place": _kept_place(row), "day": day.isoformat()}
    news = News(kind.code, row, reverse("people:rights"), params)
    notify(tenant_id=actor.tenant_id, users=[user_id], news=news, now=now)


def tell_accepted(actor: Actor, invitation: Invitation, name: str, now: datetime) -> None:
    """Tell who invited somebody that they came."""
    if invitation.invited_by_id is None:
        return
    params = {"name": name, "role": invitation.role, "place": _kept_place(invitation)}
    news = News(ACCEPTED.code, invitation, reverse("people:appointments"), params)
    notify(tenant_id=actor.tenant_id, users=[invitation.invited_by_id], news=news, now=now)


def _ending(actor: Actor, today: date, last: date) -> Iterable[DueThing]:
    """Yield what ends in a body by a day, for its holder; and for its administrators, who may give it anew."""
    return _due(actor, today, last, tuple(administrators_on(actor, today)))


def _due(actor: Actor, today: date, last: date, administrators: tuple[UUID, ...]) -> Iterator[DueThing]:
    for row in ending_by(actor, today, last):
        if row.until is None:
            continue
        params = {"role": row.role, "place": _kept_place(row), "day": row.until.isoformat()}
        params["name"] = row.user.full_name
        yield DueThing(str(row.pk), row.until, (row.user_id,), reverse("people:rights"), params)
        others = tuple(person for person in administrators if person != row.user_id)
        yield DueThing(f"{row.pk}-instansi", row.until, others, f"{reverse('people:appointments')}?masa=soon", params)


ENDING_SOON = DueSource("people.appointment", ENDING.code, _ending, stages=(30, 7, 1), before=Before.CALENDAR_DAYS)
"""Duties that end by themselves: their holder and the administrators hear of it 30, 7 and 1 days before."""
