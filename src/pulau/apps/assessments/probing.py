"""What would become of an event of a case now, and whether it may begin to be judged again: questions, no deeds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.assessments.models import Case, CaseKind
from pulau.apps.assessments.selectors import case_at_hand
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.registry.process_cases import ask_facts

if TYPE_CHECKING:
    from pulau.apps.worksheets.contract import HandedSheet
    from pulau.core.shared.actor import Actor
    from pulau.core.workflow.model import Step


def probe(case: Case, event: str, now: datetime) -> Step:
    """Return what would become of an event now: the guards that do not hold. Raises NoSuchWay."""
    way = ASSESSMENT.way(event, case.stage)
    with case_at_hand(case):
        return ASSESSMENT.take(event, case.stage, ask_facts(way.guards, case.tenant_id, case.pk, now))


def open_case_of(actor: Actor, worksheet_id: UUID) -> Case | None:
    """Return the newest case of a worksheet unless it has ended, or None."""
    row: Case | None = Case.objects.for_actor(actor).filter(worksheet_id=worksheet_id).order_by("-number").first()
    return None if row is None or ASSESSMENT.stages[row.stage].final else row


def aim_of(sheet: HandedSheet) -> tuple[str, str]:
    """Return what a submission aims at: the first title; the next one where its own score meets it; else to keep it."""
    if not sheet.prior_title:
        return CaseKind.FIRST, sheet.titles[0]
    after = sheet.titles[sheet.titles.index(sheet.prior_title) + 1 :] if sheet.prior_title in sheet.titles else ()
    if after and sheet.met.get(after[0], False):
        return CaseKind.FIRST, after[0]
    return CaseKind.RE_EVALUATION, sheet.prior_title
