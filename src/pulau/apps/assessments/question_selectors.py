"""Reading the questions of a case: all of them, one with its replies, an item's; and who may go on with which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Case as Choice
from django.db.models import F, IntegerField, Q, Value, When

from pulau.apps.assessments.models import Assignment, Level, Question, QuestionState, Reply
from pulau.apps.assessments.policies import ASK, REPLY
from pulau.apps.assessments.refusals import QuestionNotFound
from pulau.core.workflow.levels import BODY_OF, AssessorLevel
from pulau.core.workflow.questions import ASKING, OWN_ONLY
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from pulau.apps.assessments.models import Case
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

RUNNING: Final = (QuestionState.OPEN, QuestionState.ANSWERED)
"""States in which something can still be said."""
_ORDER: Final = (QuestionState.OPEN, QuestionState.ANSWERED, QuestionState.CLOSED, QuestionState.WITHDRAWN)


def questions_of(case: Case) -> ScopedQuerySet[Question]:
    """Return every question of a case, with who asked; who sees the case sees them: they are said to the unit."""
    return Question.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).select_related("asked_by")


def find_questions(case: Case, actor: Actor, *, words: str = "", state: str = "") -> ScopedQuerySet[Question]:
    """Return the questions of a case by state, those that the actor asked first, then by their last day."""
    rows = questions_of(case)
    if state:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(text__icontains=words) | Q(item__istartswith=words))
    by_state = Choice(
        *(When(state=value, then=Value(place)) for place, value in enumerate(_ORDER)), output_field=IntegerField()
    )
    mine = Choice(When(asked_by_id=actor.user_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(by_state, mine, F("due_on").asc(nulls_last=True), "number")


def get_question(case: Case, number: int) -> Question:
    """Return a question of a case that the actor sees. Raises QuestionNotFound (404)."""
    row: Question | None = questions_of(case).filter(number=number).first()
    if row is None:
        raise QuestionNotFound
    return row


def locked_question(case: Case, number: int) -> Question:
    """Return a question, locked until the transaction ends: one reply after the other. Raises QuestionNotFound."""
    rows = Question.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, number=number)
    row: Question | None = rows.order_by().select_for_update(of=("self",)).first()
    if row is None:
        raise QuestionNotFound
    return row


def replies_of(questions: Iterable[Question]) -> dict[UUID, list[Reply]]:
    """Return what was said to questions, earliest first, each with its writer and evidence, in one query."""
    asked = list(questions)
    found: dict[UUID, list[Reply]] = {row.pk: [] for row in asked}
    if asked:
        rows = Reply.objects.for_tenant(asked[0].tenant_id).filter(question_id__in=found)
        for reply in rows.select_related("user", "evidence").order_by("question_id", "number"):
            found[reply.question_id].append(reply)
    return found


def questions_of_item(case: Case, item: str) -> list[tuple[Question, list[Reply]]]:
    """Return the questions about an item of a case with what was said to each; the caller sees the case. Two queries.

    Those that were withdrawn are left out.
    """
    rows = list(questions_of(case).filter(item=item).exclude(state=QuestionState.WITHDRAWN).order_by("number"))
    said = replies_of(rows)
    return [(row, said[row.pk]) for row in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """What an actor may do with the questions of a case at its stage: by which levels they ask, whether they reply."""

    levels: tuple[AssessorLevel, ...] = ()
    replies: bool = False

    @property
    def asks(self) -> bool:
        """Whether they may ask something new."""
        return bool(self.levels)

    def answers(self, row: Question, case: Case) -> bool:
        """Whether they may reply to a question: while its level still has the case before it."""
        return self.replies and row.state in RUNNING and AssessorLevel(row.level) in ASKING.get(case.stage, ())

    def goes_on(self, row: Question, user_id: UUID | None) -> bool:
        """Whether they may ask on or end a question: their own, or one of their body where they lead or decide."""
        if row.state not in RUNNING or not self.levels:
            return False
        if row.asked_by_id == user_id:
            return True
        body = BODY_OF[AssessorLevel(row.level)]
        return any(level not in OWN_ONLY and BODY_OF[level] is body for level in self.levels)


def standing_of(actor: Actor, case: Case) -> Standing:
    """Return what the actor may do with the questions of a case they see; one query."""
    if actor.user_id is None:
        return Standing()
    replies = allowed(actor, REPLY, unit_id=case.unit_id, state=case.stage)
    if not allowed(actor, ASK, unit_id=case.unit_id, state=case.stage):
        return Standing((), replies)
    rows = Assignment.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, user_id=actor.user_id)
    held = {AssessorLevel(level) for level in rows.filter(ended_at__isnull=True).values_list("level", flat=True)}
    return Standing(tuple(level for level in ASKING.get(case.stage, ()) if level in held), replies)


def unanswered(case_ids: Iterable[UUID], tenant_id: UUID) -> ScopedQuerySet[Question]:
    """Return the questions of cases that wait for the unit."""
    return Question.objects.for_tenant(tenant_id).filter(case_id__in=list(case_ids), state=QuestionState.OPEN)


def due_questions(actor: Actor, last: date) -> ScopedQuerySet[Question]:
    """Return what is open in the actor's body and due by a day, with its case, for the system's reminders."""
    rows = Question.objects.for_actor(actor).filter(state=QuestionState.OPEN, due_on__lte=last)
    return rows.select_related("case").order_by("due_on", "case_id", "number")


def level_words(level: str) -> str:
    """Return what a level is called."""
    return str(Level(level).label)
