"""What pages show of questions: each with its item in words, its state, who asked by which level, and its replies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from pulau.apps.assessments.models import Assignment, QuestionState
from pulau.apps.assessments.question_selectors import RUNNING, level_words, questions_of_item, replies_of, standing_of
from pulau.apps.evidence.contract import evidence_for
from pulau.core.shared.roles import ASSESSING, TPN_PANEL
from pulau.core.workflow.questions import is_over
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.calendar import today_of
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case, Question, Reply
    from pulau.core.shared.actor import Actor

_LATE: Final = "outside"
_STATUS: Final = {
    QuestionState.OPEN: "waiting",
    QuestionState.ANSWERED: "provisional",
    QuestionState.CLOSED: "met",
    QuestionState.WITHDRAWN: "locked",
}


@dataclass(frozen=True, slots=True)
class ReplyView:
    """One reply; `title` and `href` name the piece it shows where the reader may see it, `hidden` where not."""

    number: int
    by: str
    by_unit: bool
    at: datetime
    text: str
    title: str = ""
    code: str = ""
    version: int = 0
    href: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as a page shows it; `by` is the level, with the name for fellow assessors."""

    number: int
    item: str
    item_number: str
    about: str
    text: str
    state: str
    status: str
    words: str
    late: bool
    due: date | None
    by: str
    at: datetime
    mine: bool
    wants_evidence: bool
    href: str
    replies: tuple[ReplyView, ...] = ()

    @property
    def running(self) -> bool:
        """Whether something can still be said."""
        return self.state in RUNNING


def assesses(actor: Actor) -> bool:
    """Whether the reader is one who gives points: they see the names of those who ask."""
    return any(held.role in ASSESSING for held in actor.appointments)


def question_views(
    actor: Actor, case: Case, rows: Sequence[Question], now: datetime, *, told: bool = False
) -> list[QuestionView]:
    """Return questions of a case for its reader; with their replies where `told`. At most four queries."""
    today = today_of(actor, now)
    said = replies_of(rows) if told else {}
    seen = seen_pieces(actor, case, [reply for replies in said.values() for reply in replies])
    return [_question(actor, case, row, today, _replies(case, row, said.get(row.pk, ()), seen)) for row in rows]


def item_questions(actor: Actor, case: Case, item: str, now: datetime) -> list[QuestionView]:
    """Return the questions about an item with their replies, for an item's own page."""
    rows = [row for row, _said in questions_of_item(case, item)]
    return question_views(actor, case, rows, now, told=True)


def seen_pieces(actor: Actor, case: Case, replies: Iterable[Reply]) -> frozenset[UUID]:
    """Return the pieces of evidence of these replies that a reader of the case may see.

    Those whom the unit shows it to: who judges this case, and the panel. Others only what they see of evidence anyway;
    assessors who do not judge this case, what is not confidential.
    """
    shown = {reply.evidence_id: reply.evidence for reply in replies if reply.evidence_id and reply.evidence}
    if not shown:
        return frozenset()
    if any(held.role == TPN_PANEL for held in actor.appointments) or _judges(actor, case):
        return frozenset(shown)
    if assesses(actor):
        return frozenset(key for key, piece in shown.items() if not piece.confidential)
    return frozenset(evidence_for(actor).filter(pk__in=list(shown)).order_by().values_list("pk", flat=True))


def _judges(actor: Actor, case: Case) -> bool:
    rows = Assignment.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, user_id=actor.user_id)
    return rows.filter(ended_at__isnull=True).exists()


def item_words(case: Case, item: str) -> tuple[str, str]:
    """Return the number and the question of an item; for the whole worksheet ("", its name)."""
    pack = load_pack(case.regulation)
    if item not in pack.items:
        return "", gettext("Seluruh lembar kerja")
    return pack.items[item].number, load_wording(case.regulation).items[item].question[spoken_language()]


def item_options(case: Case, most: int = 96) -> list[tuple[str, str]]:
    """Return (item, number and question) of the whole form, for a list to choose from."""
    options = []
    for item in load_pack(case.regulation).items:
        number, words = item_words(case, item)
        short = words if len(words) <= most else f"{words[:most]}…"
        options.append((item, f"{number} · {short}"))
    return options


def may_of(actor: Actor, case: Case, row: Question) -> dict[str, bool]:
    """Return what the reader may do with a question: reply, go on, withdraw it."""
    standing = standing_of(actor, case)
    goes_on = standing.goes_on(row, actor.user_id)
    return {
        "replies": standing.answers(row, case),
        "goes_on": goes_on,
        "withdraws": goes_on and row.answered_at is None,
    }


def _question(
    actor: Actor,
    case: Case,
    row: Question,
    today: date,
    replies: tuple[ReplyView, ...],
) -> QuestionView:
    number, about = item_words(case, row.item)
    late = row.state == QuestionState.OPEN and is_over(row.due_on, today)
    level = level_words(row.level)
    return QuestionView(
        number=row.number,
        item=row.item,
        item_number=number,
        about=about,
        text=row.text,
        state=row.state,
        status=_LATE if late else _STATUS[QuestionState(row.state)],
        words=gettext("Lewat waktu") if late else row.get_state_display(),
        late=late,
        due=row.due_on,
        by=f"{row.asked_by.full_name}, {level}" if assesses(actor) else level,
        at=row.asked_at,
        mine=row.asked_by_id == actor.user_id,
        wants_evidence=row.wants_evidence,
        href=reverse("assessments:question", args=[case.unit_code, case.year, row.number]),
        replies=replies,
    )


def _replies(case: Case, row: Question, said: Iterable[Reply], seen: frozenset[UUID]) -> tuple[ReplyView, ...]:
    return tuple(_reply(case, row, reply, seen) for reply in said)


def _reply(case: Case, row: Question, reply: Reply, seen: frozenset[UUID]) -> ReplyView:
    by = reply.user.full_name if reply.by_unit else level_words(row.level)
    piece = reply.evidence
    if piece is None:
        return ReplyView(reply.number, by, reply.by_unit, reply.at, reply.text)
    if piece.pk not in seen:
        return ReplyView(reply.number, by, reply.by_unit, reply.at, reply.text, hidden=True)
    version = reply.evidence_version or 0
    args = [case.unit_code, case.year, row.number, reply.number]
    href = reverse("assessments:reply_evidence", args=args) if version else piece.address
    return ReplyView(
        reply.number, by, reply.by_unit, reply.at, reply.text, piece.title, piece.shown_number, version, href
    )
