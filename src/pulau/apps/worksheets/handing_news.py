"""Who is told of a submission, of one that was taken back, and of areas that somebody answers for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.registry.process_cases import case_address
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.worksheets.models import Submission, Worksheet

_TEAM: Final = (Role.ZONE_TEAM, Role.AREA_OWNER, Role.UNIT_HEAD)
_ASSESSORS: Final = (Role.TPI_LEADER, Role.TPI_CONTROLLER, Role.TPI_MEMBER)
_LONGEST: Final = 160


_SHOWN: Final = {"day": kept_date, "due": kept_date}
GROUP: Final = NoticeGroup("worksheets", "Penilaian mandiri", "Self-assessments")
TOLD: Final = NoticeKind(
    "worksheets.submitted",
    GROUP.code,
    Words("Penilaian mandiri {unit} {year} diajukan", "Diajukan {day}, tidak diubah lagi; TPI menilai sampai {due}."),
    Words(
        "The self-assessment of {unit} for {year} was handed in",
        "Handed in on {day}; it changes no more. TPI assesses it by {due}.",
    ),
    shown=_SHOWN,
)
ASKED: Final = NoticeKind(
    "worksheets.awaits_assessment",
    GROUP.code,
    Words("Penilaian mandiri {unit} {year} menunggu TPI", "Diajukan {day}; dinilai paling lambat {due}."),
    Words("The self-assessment of {unit} for {year} awaits TPI", "Handed in on {day}; to be assessed by {due}."),
    shown=_SHOWN,
)
TAKEN_BACK: Final = NoticeKind(
    "worksheets.withdrawn",
    GROUP.code,
    Words("Penilaian mandiri {unit} {year} ditarik kembali", "Ditarik kepala unit; tim dapat mengubahnya lagi."),
    Words(
        "The self-assessment of {unit} for {year} was withdrawn", "Its head withdrew it; the team can change it again."
    ),
    shown=_SHOWN,
)
AREA_GIVEN: Final = NoticeKind(
    "worksheets.area_given",
    GROUP.code,
    Words("Anda menangani area {areas} pada lembar kerja {unit} {year}", "Tenggat pengisian: {due}."),
    Words("You answer for area {areas} of the worksheet of {unit} for {year}", "To be filled by {due}."),
    shown=_SHOWN,
)
AREA_DUE: Final = NoticeKind(
    "worksheets.area_due",
    GROUP.code,
    Words("Area {areas} lembar kerja {unit} {year} perlu selesai {due}"),
    Words("Area {areas} of the worksheet of {unit} for {year} is due on {due}"),
    shown=_SHOWN,
)
AREA_LATE: Final = NoticeKind(
    "worksheets.area_late",
    GROUP.code,
    Words("Tenggat area {areas} lembar kerja {unit} {year} sudah lewat", "Tenggatnya {due}."),
    Words("Area {areas} of the worksheet of {unit} for {year} is overdue", "It was due on {due}."),
    shown=_SHOWN,
)
KINDS: Final = (TOLD, ASKED, TAKEN_BACK, AREA_GIVEN, AREA_DUE, AREA_LATE)


def assessors_of(actor: Actor, row: Worksheet, day: date) -> list[UUID]:
    """Return who assesses for the agency (TPI) on a day, for the whole of it or for this unit."""
    held = holders_on(actor, _ASSESSORS, day)
    return list(dict.fromkeys(user for user, _role, unit in held if unit in {None, row.unit_id}))


def tell_submitted(actor: Actor, row: Worksheet, made: Submission, now: datetime) -> None:
    """Tell the unit's people, the agency's administrators, and those who assess next."""
    url = reverse("worksheets:submission", args=[row.unit.code, row.year, made.number])
    due = made.next_on.isoformat() if made.next_on else ""
    params = {**place_params(row), "day": made.submitted_on.isoformat(), "due": due}
    assessors = assessors_of(actor, row, made.submitted_on)
    _tell(row, [*_own_people(actor, row, made.submitted_on)], (TOLD, url, params), now)
    where = case_address(Actor.system(row.tenant_id), row.unit_id, row.unit.code, row.year)
    _tell(row, assessors, (ASKED, where or reverse("worksheets:worksheets"), params), now)


def tell_withdrawn(actor: Actor, row: Worksheet, made: Submission, now: datetime) -> None:
    """Tell everybody who was told of the submission that it stands no more."""
    day = today_of(actor, now)
    url = reverse("worksheets:submission", args=[row.unit.code, row.year, made.number])
    params = {**place_params(row), "day": day.isoformat()}
    _tell(row, _own_people(actor, row, day), (TAKEN_BACK, url, params), now)
    _tell(row, assessors_of(actor, row, day), (TAKEN_BACK, reverse("worksheets:worksheets"), params), now)


def place_params(row: Worksheet) -> dict[str, str]:
    """Return the parameters that name a worksheet."""
    return {"unit": row.unit.name[:_LONGEST], "year": str(row.year)}


def _own_people(actor: Actor, row: Worksheet, day: date) -> list[UUID]:
    held = holders_on(actor, (*_TEAM, Role.AGENCY_ADMINISTRATOR), day)
    own = (user for user, role, unit in held if unit == row.unit_id or role == Role.AGENCY_ADMINISTRATOR)
    return list(dict.fromkeys(own))


def _tell(row: Worksheet, users: Iterable[UUID], told: tuple[NoticeKind, str, dict[str, str]], now: datetime) -> None:
    kind, url, params = told
    news = News(kind.code, ("worksheets.worksheet", str(row.pk)), url, params)
    notify(tenant_id=row.tenant_id, users=users, news=news, now=now)
