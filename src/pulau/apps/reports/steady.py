"""Reading a case for a report as of one moment: what changes while it is read is read again, never mixed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.contract import assignments_of, case_of, judgements_of, questions_of
from pulau.apps.reports.composing import Given, compose
from pulau.apps.reports.refusals import DataMoving
from pulau.core.shared.digest import canonical_digest
from pulau.exchange.reports.content import ReportKind

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.exchange.reports.content import ReportContent

TRIES: Final = 3


def compose_steady(case: Case, given: Given) -> ReportContent:
    """Return what the report of a case says, where nothing it is read from changed meanwhile. Raises DataMoving.

    Each of several queries may see what others committed since the one before (READ COMMITTED). All that a report is
    read from carries a number that only grows; where all of them are the same before and after, nothing lay between.
    """
    for _turn in range(TRIES):
        before = pin_of(case)
        content = compose(case_of(case.tenant_id, case.pk), given)
        if pin_of(case) == before:
            return content
    raise DataMoving


def pin_of(case: Case) -> str:
    """Return a digest of the versions of everything that a report of a case is read from."""
    now = case_of(case.tenant_id, case.pk)
    sheets = judgements_of(case).order_by("pk").values_list("pk", "state", "submitted_revision", "digest")
    asked = questions_of(case).order_by("number").values_list("number", "state")
    seats = assignments_of(case).order_by("pk").values_list("pk", "areas")
    return canonical_digest(
        [
            [now.revision, now.stage, now.title, now.kind, now.submission_id],
            [[str(value) for value in row] for row in sheets],
            [[str(value) for value in row] for row in asked],
            [[str(pk), *areas] for pk, areas in seats],
        ]
    )


def said_now(case: Case, said: ReportContent) -> ReportContent:
    """Return what a version would say if it were made now with what was given for it then. Raises DataMoving."""
    on, revision = date.fromisoformat(said.head.on), int(said.origin.revision)
    return compose_steady(case, Given(ReportKind(said.head.kind), said.head.number, on, said.notes, revision))
