"""Whether the score that a version of a report tells still is the one that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.assessments.contract import told_at
from pulau.apps.reports.actions import MADE
from pulau.apps.reports.composing import BODY
from pulau.exchange.reports.content import ReportKind
from pulau.foundation.journal.told import told_of

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.reports.models import ReportVersion
    from pulau.core.workflow.levels import Body


def body_told(version: ReportVersion, case: Case) -> Body | None:
    """Return the body whose score a version tells, None where none was told, or assessors have moved it since.

    Both is read in the journal, not in the rows: a row that somebody changed does not hide the file that shows it.
    """
    report = version.report
    made = told_of(case.tenant_id, report._meta.label_lower, [report.pk], [MADE.code])  # noqa: SLF001 - Django's documented door
    of_version = [told for told in made.get(str(report.pk), []) if told.payload["version"] == str(version.number)]
    body = BODY[ReportKind(report.kind)]
    told = of_version[-1].payload.get("scores", {}).get(body.value) if of_version else None
    return body if told and told == told_at(case, body) else None
