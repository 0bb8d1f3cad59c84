"""What people are told of questions: the unit what it is asked, who asked what was replied, both what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.question_selectors import due_questions
from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.due_things import DueSource, DueThing
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from pulau.apps.assessments.models import Case, Question, Reply

_TEAM: Final = (Role.ZONE_TEAM, Role.AREA_OWNER, Role.UNIT_HEAD)
_LONGEST: Final = 160
_SHOWN: Final = {"due": kept_date}

GROUP: Final = NoticeGroup("questions", "Tanya jawab penilaian", "Questions of assessors")
ASKED: Final = NoticeKind(
    "assessments.question_asked",
    GROUP.code,
    Words("Penilai bertanya kepada {unit} tentang {item}", "Jawab paling lambat {due}."),
    Words("An assessor asks {unit} about {item}", "Answer by {due}."),
    shown=_SHOWN,
)
REPLIED: Final = NoticeKind(
    "assessments.question_replied",
    GROUP.code,
    Words("{unit} menjawab pertanyaan {number} tentang {item}", "Tutup bila cukup, atau bertanya lagi."),
    Words("{unit} answered question {number} about {item}", "Close it if that is enough, or ask on."),
)
DUE: Final = NoticeKind(
    "assessments.question_due",
    GROUP.code,
    Words("Pertanyaan penilai kepada {unit} tentang {item} perlu dijawab {due}"),
    Words("The assessors' question to {unit} about {item} is to be answered by {due}"),
    shown=_SHOWN,
)
LATE: Final = NoticeKind(
    "assessments.question_late",
    GROUP.code,
    Words(
        "Pertanyaan kepada {unit} tentang {item} lewat waktu",
        "Waktunya sampai {due}. Jawaban masih diterima selama penilaian belum selesai.",
    ),
    Words(
        "The question to {unit} about {item} is overdue",
        "It was to be answered by {due}. A reply is still taken until the assessment is finished.",
    ),
    shown=_SHOWN,
)
KINDS: Final = (ASKED, REPLIED, DUE, LATE)


def tell_asked(case: Case, row: Question, now: datetime, *, said: int = 0) -> None:
    """Tell the people of the unit; `said` is the number of what was asked on."""
    params = {**_params(case, row), "due": row.due_on.isoformat() if row.due_on else ""}
    key = f"{ASKED.code}:{row.pk}:{said}"
    news = News(ASKED.code, ("assessments.question", str(row.pk)), _url(case, row), params, key)
    system = Actor.system(case.tenant_id)
    notify(tenant_id=case.tenant_id, users=_people(system, case.unit_id, today_of(system, now)), news=news, now=now)


def tell_replied(case: Case, row: Question, made: Reply, now: datetime) -> None:
    """Tell who asked."""
    subject = ("assessments.question", str(row.pk))
    news = News(REPLIED.code, subject, _url(case, row), _params(case, row), f"{REPLIED.code}:{made.pk}")
    notify(tenant_id=case.tenant_id, users=[row.asked_by_id], news=news, now=now)


def _people(system: Actor, unit_id: UUID, day: date) -> list[UUID]:
    held = holders_on(system, _TEAM, day)
    return list(dict.fromkeys(user for user, _role, unit in held if unit == unit_id))


def _params(case: Case, row: Question) -> dict[str, str]:
    about = row.item or f"LKE {case.year}"
    return {"unit": case.unit_name[:_LONGEST], "item": about, "number": str(row.number)}


def _url(case: Case, row: Question) -> str:
    return reverse("assessments:question", args=[case.unit_code, case.year, row.number])


def _due(system: Actor, today: date, last: date) -> Iterator[DueThing]:
    teams: dict[UUID, list[UUID]] = {}
    held = holders_on(system, _TEAM, today)
    for user, _role, unit in held:
        if unit is not None and user not in teams.setdefault(unit, []):
            teams[unit].append(user)
    for row in due_questions(system, last):
        if row.due_on is not None:
            people = dict.fromkeys([*teams.get(row.case.unit_id, ()), row.asked_by_id])
            yield DueThing(str(row.pk), row.due_on, tuple(people), _url(row.case, row), _params(row.case, row))


DUE_QUESTIONS: Final = DueSource("assessments.question", DUE.code, _due, LATE.code, stages=(1,))
