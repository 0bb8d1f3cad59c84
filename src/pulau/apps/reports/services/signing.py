"""Signing a version of a report: only as long as the data still say what it says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import lock_case
from pulau.apps.reports.actions import SIGNATURE
from pulau.apps.reports.policies import SIGN
from pulau.apps.reports.refusals import ReportChanged, ReportNotFound
from pulau.apps.reports.selectors import get_version_for
from pulau.apps.signing.contract import DATA_CHANGED, SigningRefused, sign_document, signatory_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.signing.contract import Given
    from pulau.core.shared.actor import Actor


@transaction.atomic
def sign_report(
    *, actor: Actor, case_id: UUID, report_id: UUID, number: int, given: Given, now: datetime
) -> None:  # fmt: skip
    """Sign a version where the actor is named. The case is locked, so that nothing moves until it is signed.

    Raises CaseNotFound, PermissionDenied, ReportNotFound (nor where the actor has nothing to sign), ReportChanged, and
    what `sign_document` raises.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, SIGN, unit_id=case.unit_id, state=case.stage)
    version = get_version_for(actor, case, report_id, number)
    signatory = signatory_of(version.document_id, actor.person)
    if signatory is None:
        raise ReportNotFound
    try:
        sign_document(actor=actor, signatory_id=signatory, given=given, now=now)
    except SigningRefused as refused:
        if refused.reason == DATA_CHANGED:
            raise ReportChanged from refused
        raise
    payload = {"case": case_id, "version": version.number, "digest": version.content}
    journal.record(actor, SIGNATURE.code, version, payload, now, unit_id=case.unit_id)
