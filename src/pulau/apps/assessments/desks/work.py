"""What is due of an assessor now: the cases assigned to them, in this body and in others that a grant reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.assessments.form_parts import items_of_assignment
from pulau.apps.assessments.models import Assignment, Case, Judgement, JudgementState
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.levels import AssessorLevel
from pulau.core.workflow.sight import JUDGED_AT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.core.shared.actor import Actor

JUDGE, SUBMITTED, LATER, OVER = "judge", "submitted", "later", "over"
_READ: Final = (
    "level", "areas", "user_id", "case_id", "case__stage", "case__due_on", "case__unit_name", "case__year",
    "case__title", "case__regulation", "case__unit__code",
)  # fmt: skip
"""What a row of the work needs: a leader may have thousands, whose figures would be read for nothing."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A case that somebody judges at a level: what is due of them, and how many items are left of how many."""

    case: Case
    level: str
    due: str
    left: int
    items: int
    late: bool

    @property
    def level_words(self) -> str:
        """The level in words."""
        return str(Assignment(level=self.level).get_level_display())


def work_of(actor: Actor, today: date) -> list[WorkRow]:
    """Return the open assignments of a person in the body they act for; what is due of them first. Two queries."""
    rows = Assignment.objects.for_actor(actor).filter(user_id=actor.person, ended_at__isnull=True)
    given = rows.select_related("case", "case__unit").only(*_READ).order_by("case_id", "level")
    sheets = Judgement.objects.for_actor(actor).filter(user_id=actor.person).exclude(state=JudgementState.ENDED)
    found = work_rows(given, sheets.only("case_id", "level", "user_id", "state", "answered").order_by(), today)
    order = (JUDGE, SUBMITTED, LATER, OVER)
    return sorted(found, key=lambda row: (order.index(row.due), row.case.due_on or date.max, row.case.unit_name))


def work_rows(given: Iterable[Assignment], sheets: Iterable[Judgement], today: date) -> list[WorkRow]:
    """Return what is due of each assignment, with the sheets of the same persons."""
    known: dict[tuple[UUID, str, UUID], Judgement] = {(row.case_id, row.level, row.user_id): row for row in sheets}
    return [_row(one, known.get((one.case_id, one.level, one.user_id)), today) for one in given]


def due_of(stage: str, level: str, *, submitted: bool) -> str:
    """Return what is due at a level while the case stands at a stage."""
    if stage in JUDGED_AT[AssessorLevel(level)]:
        return SUBMITTED if submitted else JUDGE
    ended = ASSESSMENT.stages[stage].final or submitted
    return OVER if ended else LATER


def _row(one: Assignment, sheet: Judgement | None, today: date) -> WorkRow:
    case = one.case
    due = due_of(case.stage, one.level, submitted=sheet is not None and sheet.state == JudgementState.SUBMITTED)
    items = len(items_of_assignment(case.regulation, tuple(one.areas)))
    left = max(items - sheet.answered, 0) if sheet else items
    late = due == JUDGE and case.due_on is not None and case.due_on < today
    return WorkRow(case, one.level, due, left if due == JUDGE else 0, items, late)
