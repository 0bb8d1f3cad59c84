"""By when the unit is to answer a question."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from pulau.apps.assessments.clocks import due_day
from pulau.core.workflow.assessment import CLARIFICATION
from pulau.core.workflow.questions import is_over
from pulau.foundation.calendar import today_of

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.core.shared.actor import Actor


def answer_by(actor: Actor, case: Case, now: datetime) -> date | None:
    """Return the last day for an answer: the clarification's own where it runs, else the period of a question."""
    if case.stage == CLARIFICATION and case.due_on and not is_over(case.due_on, today_of(actor, now)):
        return case.due_on
    return due_day(actor, "question", now)
