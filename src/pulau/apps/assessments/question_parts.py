"""What the case's page and its timeline show of questions, and of the events of the case itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_noop as _

from pulau.apps.assessments.models import QuestionState
from pulau.apps.assessments.policies import SEE
from pulau.apps.assessments.question_pages import assesses
from pulau.apps.assessments.question_selectors import level_words, questions_of, replies_of, standing_of
from pulau.apps.assessments.selectors import get_case_by_id, transitions_of
from pulau.apps.people.contract import Role
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.questions import is_over
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import CaseMoment, CaseMoments, CasePart, CaseTab, PartLine
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.assessments.models import Question, Reply, Transition
    from pulau.core.shared.actor import Actor

STEP, QUESTION = "step", "question"


def _line(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    case = get_case_by_id(actor, case_id)
    rows = list(questions_of(case).exclude(state=QuestionState.WITHDRAWN))
    standing = standing_of(actor, case)
    if not rows and not standing.asks:
        return None
    waiting = [row for row in rows if row.state == QuestionState.OPEN]
    done = [row for row in rows if row.state == QuestionState.ANSWERED]
    return PartLine(
        _counted(rows, waiting),
        reverse("assessments:questions", args=[unit, year]),
        _due(waiting, actor) if standing.replies and waiting else _unread(done, actor),
    )


def _counted(rows: Sequence[Question], waiting: Sequence[Question]) -> str:
    if not rows:
        return gettext("Belum ada pertanyaan")
    told = ngettext("%(n)d pertanyaan", "%(n)d pertanyaan", len(rows)) % {"n": len(rows)}
    return f"{told}, {gettext('%(n)d menunggu jawaban unit') % {'n': len(waiting)}}" if waiting else told


def _due(waiting: Sequence[Question], actor: Actor) -> str:
    days = sorted(row.due_on for row in waiting if row.due_on is not None)
    if not days:
        return gettext("Jawab pertanyaan penilai")
    if is_over(days[0], today_of(actor, timezone.now())):
        return gettext("Jawab segera; waktunya sampai %(day)s") % {"day": long_date(days[0])}
    return gettext("Jawab sampai %(day)s") % {"day": long_date(days[0])}


def _unread(done: Sequence[Question], actor: Actor) -> str:
    mine = sum(row.asked_by_id == actor.user_id for row in done)
    return gettext("Baca %(n)d jawaban atas pertanyaan Anda") % {"n": mine} if mine else ""


def _steps(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    case = get_case_by_id(actor, case_id)
    href = reverse("assessments:case", args=[unit, year])
    opened = CaseMoment(case.opened_at, gettext("Penilaian mandiri diajukan"), href=href, kind=STEP)
    return [opened, *(_step(row, href) for row in transitions_of(case))]


def _step(row: Transition, href: str) -> CaseMoment:
    language = get_language() or ""
    role = str(Role(row.role).label) if row.role in Role.values else gettext("Sistem")
    by = f"{row.user.full_name}, {role}" if row.user else role
    held = tuple(ASSESSMENT.guards[code].words(language) for code in row.guards if code in ASSESSMENT.guards)
    words = ASSESSMENT.way(row.event, row.source).words(language)
    return CaseMoment(row.at, words, by, row.reason, href, kind=STEP, held=held)


def _questions(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    case = get_case_by_id(actor, case_id)
    rows, names = list(questions_of(case)), assesses(actor)
    said = replies_of(rows)
    told: list[CaseMoment] = []
    for row in rows:
        href = reverse("assessments:question", args=[unit, year, row.number])
        level = level_words(row.level)
        by = f"{row.asked_by.full_name}, {level}" if names else level
        words = gettext("Pertanyaan %(n)d kepada unit") % {"n": row.number}
        told.append(CaseMoment(row.asked_at, words, by, row.text, href, row.item, QUESTION))
        told += [_reply(row, reply, level, href) for reply in said[row.pk]]
        if row.closed_at is not None:
            ended = gettext("Pertanyaan %(n)d: %(state)s") % {"n": row.number, "state": row.get_state_display()}
            told.append(CaseMoment(row.closed_at, ended, level, "", href, row.item, QUESTION))
    return told


def _reply(row: Question, reply: Reply, level: str, href: str) -> CaseMoment:
    words = gettext("Unit menjawab pertanyaan %(n)d") if reply.by_unit else gettext("Pertanyaan %(n)d dilanjutkan")
    by = reply.user.full_name if reply.by_unit else level
    return CaseMoment(reply.at, words % {"n": row.number}, by, reply.text, href, row.item, QUESTION)


def _shown(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return allowed(actor, SEE, unit_id=unit_id, state=stage)


PART: Final = CasePart("questions", _("Tanya jawab"), 30, _line)
MOMENTS: Final = (CaseMoments("assessments.steps", _steps), CaseMoments("assessments.questions", _questions))
TABS: Final = (
    CaseTab("questions", _("Tanya jawab"), 30, "assessments:questions", _shown),
    CaseTab("timeline", _("Linimasa"), 99, "assessments:timeline", _shown),
)
