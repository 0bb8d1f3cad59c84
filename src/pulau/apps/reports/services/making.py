"""Making a version of a report: read once, kept as data, set as pages to be signed and as a copy to be edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from django.db import transaction

from pulau.apps.assessments.contract import lock_case, told_at
from pulau.apps.reports.actions import MADE
from pulau.apps.reports.composing import BODY, Given, signers_of
from pulau.apps.reports.ending import ALIVE, end_before
from pulau.apps.reports.models import EvaluationReport, ReportState, ReportVersion
from pulau.apps.reports.policies import MAKE, MAKING
from pulau.apps.reports.refusals import NobodySigns, NothingNew, NotNow
from pulau.apps.reports.selectors import content_of, head_of, newest_of
from pulau.apps.reports.steady import compose_steady
from pulau.apps.signing.contract import (
    DocumentWish,
    SignatoryState,
    SignatoryWish,
    newest,
    prepare_document,
    short_link,
    signatories_of,
)
from pulau.core.scoring import ENGINE_VERSION
from pulau.core.workflow.assessment import DETERMINED, MONITORING, RECOMMENDED, TO_BE_COACHED, TPI_REPORT
from pulau.exchange.reports.content import ReportKind, content_bytes
from pulau.exchange.reports.document import LANGUAGE, facts_of, kicker_of, parts_of, title_of
from pulau.foundation import storage
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.reports.wishes import ReportWish
    from pulau.apps.signing.contract import Document
    from pulau.core.shared.actor import Actor
    from pulau.exchange.reports.content import ReportContent

STAGES: Final = {
    ReportKind.TPI: frozenset({TPI_REPORT}),
    ReportKind.TPN: frozenset({RECOMMENDED, TO_BE_COACHED, DETERMINED, MONITORING}),
    ReportKind.MONITORING: frozenset({MONITORING}),
}
"""When a report of each kind is made."""
DOCUMENT: Final = {kind: f"report-{kind.value}" for kind in ReportKind}
"""The kind of document that a report is to who checks one."""


@transaction.atomic
def make_report(*, actor: Actor, case_id: UUID, wish: ReportWish, now: datetime) -> ReportVersion:
    """Make the next version of a case's report from the data as they stand, and ask its signers to sign.

    Raises CaseNotFound, PermissionDenied, NotNow, NobodySigns, NothingNew (the newest version says the same),
    DataMoving, StoreUnavailable.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, MAKE, unit_id=case.unit_id, state=case.stage)
    if case.stage not in STAGES[wish.kind]:
        raise NotNow
    actor = require(actor, MAKING[wish.kind], unit_id=case.unit_id, state=case.stage)
    _signers, lacking = signers_of(case, BODY[wish.kind])
    if lacking:
        raise NobodySigns(tuple(level.value for level in lacking))
    report, before = _report(actor, case, wish, now)
    given = Given(wish.kind, wish.number or report.number, today_of(actor, now), wish.notes, case.revision)
    content = compose_steady(case, given)
    if before is not None:
        _refuse_the_same(content, before)
    return _keep(actor, case, report, content, before, now)


def _report(
    actor: Actor, case: Case, wish: ReportWish, now: datetime
) -> tuple[EvaluationReport, ReportVersion | None]:  # fmt: skip
    """Return the report that gets a version (a new one where the newest is signed), and the newest version there is."""
    found = newest_of(case, wish.kind.value)
    if found is not None and found.state == ReportState.DRAFT:
        return found, head_of(found)
    made = EvaluationReport(
        tenant_id=case.tenant_id,
        case_id=case.pk,
        kind=wish.kind.value,
        sequence=found.sequence + 1 if found else 1,
        number="" if wish.kind is ReportKind.MONITORING or found is None else found.number,
        made_at=now,
        made_by_id=actor.user_id,
    )
    another = wish.kind is ReportKind.MONITORING  # each monitoring has a report of its own
    return made, head_of(found) if found and not another else None


def _refuse_the_same(content: ReportContent, before: ReportVersion) -> None:
    """Raise NothingNew where the newest version says this already, but for its day, and can still be signed."""
    said = content_of(before)
    same = replace(content.head, on=said.head.on) == said.head and replace(content, head=said.head) == said
    if same and not _given_up(before.document):
        raise NothingNew


def _given_up(document: Document) -> bool:
    return document.state not in ALIVE or any(one.state == SignatoryState.REFUSED for one in signatories_of(document))


def _keep(
    actor: Actor, case: Case, report: EvaluationReport, content: ReportContent, before: ReportVersion | None,
    now: datetime,
) -> ReportVersion:  # fmt: skip
    from pulau.exchange.reports.office import Printed, report_docx  # noqa: PLC0415 - 4 MB, where a report is made

    version_id = uuid4()
    document = prepare_document(actor=actor, wish=_document(case, content, version_id), now=now)
    printed = Printed(document.shown_number, short_link(document.code), now)
    report.number, report.head = content.head.number, report.head + 1
    report.save()
    version: ReportVersion = ReportVersion.objects.for_tenant(case.tenant_id).create(
        id=version_id,
        report=report,
        number=report.head,
        document=document,
        content=storage.put(content_bytes(content)),
        pdf=newest(document).digest,
        docx=storage.put(report_docx(content, printed)),
        revision=case.revision,
        engine=ENGINE_VERSION,
        made_at=now,
        made_by_id=actor.user_id,
    )
    if before is not None and before.report_id == report.pk:
        end_before(before.document, document, now)
    body = BODY[ReportKind(report.kind)]
    payload = {
        "report": str(report.pk), "kind": report.kind, "version": version.number, "case": str(case.pk),
        "content": version.content, "pdf": version.pdf, "docx": version.docx, "document": str(document.pk),
        "scores": {body.value: told} if (told := told_at(case, body)) else {},
    }  # fmt: skip
    journal.record(actor, MADE.code, report, payload, now, unit_id=case.unit_id)
    return version


def _document(case: Case, content: ReportContent, version_id: UUID) -> DocumentWish:
    kind = ReportKind(content.head.kind)
    signers, _lacking = signers_of(case, BODY[kind])
    return DocumentWish(
        kind=DOCUMENT[kind],
        title=title_of(content),
        kicker=kicker_of(content),
        issuer=content.head.agency,
        facts=facts_of(content),
        parts=parts_of(content),
        signatories=tuple(SignatoryWish(name=one.name, position=one.position, user_id=one.user_id) for one in signers),
        language=LANGUAGE,
        unit_id=case.unit_id,
        subject_id=version_id,
        ordered=kind is not ReportKind.TPN,
        reserved=True,
    )
