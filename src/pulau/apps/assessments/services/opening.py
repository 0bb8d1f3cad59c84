"""Opening the case of a self-assessment as it is handed in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.actions import OPENED
from pulau.apps.assessments.clocks import stage_due
from pulau.apps.assessments.models import Case
from pulau.apps.assessments.probing import aim_of
from pulau.apps.worksheets.contract import handed_sheet
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def open_case(*, actor: Actor, worksheet_id: UUID, now: datetime) -> Case:
    """Open the case of a worksheet's standing submission; once a submission.

    The policy is that of the submission, whose transaction this is. Raises LookupError where none stands.
    """
    sheet = handed_sheet(actor.tenant_id, worksheet_id)
    rows = Case.objects.for_actor(actor)
    earlier = rows.filter(worksheet_id=worksheet_id).order_by("-number").first()
    kind, title = aim_of(sheet)
    case: Case = rows.create(
        worksheet_id=worksheet_id,
        submission_id=sheet.submission_id,
        unit_id=sheet.unit_id,
        unit_code=sheet.unit_code,
        unit_name=sheet.unit_name,
        agency_name=sheet.agency_name,
        year=sheet.year,
        number=earlier.number + 1 if earlier else 1,
        regulation=sheet.regulation,
        kind=kind,
        title=title,
        stage_since=now,
        due_on=stage_due(actor, ASSESSMENT.start, now),
        opened_at=now,
    )
    payload = {"submission": str(sheet.submission_id), "kind": kind, "title": title, "number": case.number}
    journal.record(actor, OPENED.code, case, payload, now, unit_id=case.unit_id)
    return case
