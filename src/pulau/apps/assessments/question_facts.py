"""Facts of the process that questions tell, and what becomes of them as the case moves on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.assessments.actions import QUESTION_ENDED
from pulau.apps.assessments.facts import case_of
from pulau.apps.assessments.models import Question, QuestionState
from pulau.apps.assessments.question_selectors import RUNNING
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import CLARIFICATION
from pulau.core.workflow.levels import AssessorLevel
from pulau.core.workflow.questions import ASKING, is_over
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.process_cases import CaseFollower, CaseMove, Fact

if TYPE_CHECKING:
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def _rows(tenant_id: UUID, case_id: UUID) -> ScopedQuerySet[Question]:
    return Question.objects.for_tenant(tenant_id).filter(case_id=case_id).order_by("number")


def _something_asked(tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
    """Whether this round asked the unit something that was neither withdrawn nor closed."""
    case = case_of(tenant_id, case_id)
    levels = [level.value for level in ASKING.get(case.stage, ())]
    asked = _rows(tenant_id, case_id).filter(state__in=RUNNING, level__in=levels, asked_at__gte=case.stage_since)
    return asked.exists()


def _nothing_open(tenant_id: UUID, case_id: UUID, at: datetime) -> bool:
    """Whether each question is answered, or its last legal day in the body's zone is over."""
    today = today_of(Actor.system(tenant_id), at)
    waiting = _rows(tenant_id, case_id).filter(state=QuestionState.OPEN).values_list("due_on", flat=True)
    return all(is_over(due, today) for due in waiting)


def _moved(actor: Actor, move: CaseMove, now: datetime) -> None:
    """Give open questions the clarification's last day, and close those whose level has finished with the case."""
    rows = _rows(actor.tenant_id, move.case_id)
    case = case_of(actor.tenant_id, move.case_id)
    if move.target == CLARIFICATION and case.due_on is not None:
        rows.filter(state=QuestionState.OPEN).update(due_on=case.due_on)
    still = ASKING.get(move.target, ())
    over = [row for row in rows.filter(state__in=RUNNING) if AssessorLevel(row.level) not in still]
    if not over:
        return
    rows.filter(pk__in=[row.pk for row in over]).update(state=QuestionState.CLOSED, closed_at=now)
    told = [
        (row, {"case": str(case.pk), "number": row.number, "state": "closed", "by": move.event}, case.unit_id)
        for row in over
    ]
    journal.record_many(actor, QUESTION_ENDED.code, told, now)


FACTS: Final = (Fact("something-asked", _something_asked), Fact("nothing-open", _nothing_open))
CLOSING: Final = CaseFollower("assessments.questions", _moved)
