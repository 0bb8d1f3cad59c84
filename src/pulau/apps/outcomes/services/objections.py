"""Objecting to an outcome within its time, deciding the objection, and accepting the outcome instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import Advance, advance, lock_case
from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import LONGEST_REASON, Acceptance, Objection, ObjectionFile, ObjectionState
from pulau.apps.outcomes.policies import ACCEPT
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import acceptance_of, open_objection
from pulau.apps.outcomes.taking import taken
from pulau.apps.outcomes.telling import tell_decided
from pulau.apps.outcomes.wishes import plain
from pulau.core.workflow.assessment import OBJECTED, TO_BE_COACHED
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.uploads.keeping import consume

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.evidence.contract import Received
    from pulau.core.shared.actor import Actor

MOST_FILES = 10


@transaction.atomic
def file_objection(
    *, actor: Actor, case_id: UUID, grounds: str, files: Sequence[Received] = (), now: datetime
) -> Objection:
    """File an objection with its grounds and documents, on a legal day of the body no later than the last one.

    Raises CaseNotFound, StageMoved, PermissionDenied, OutcomeRefused, GuardsUnmet (its time is over).
    """
    who, case = taken(actor, case_id, "object")
    grounds = plain(grounds, "grounds", missing=why.TEXT_MISSING)
    if len(files) > MOST_FILES:
        raise OutcomeRefused(why.NUMBER_OUT_OF_RANGE, "files", most=MOST_FILES)
    rows = Objection.objects.for_actor(actor)
    objection: Objection = rows.create(
        case_id=case.pk,
        number=rows.filter(case_id=case.pk).count() + 1,
        grounds=grounds,
        filed_by_id=actor.user_id,
        filed_at=now,
        filed_on=today_of(actor, now),
        last_day=case.due_on,
    )
    for file in files:
        _keep_file(actor, objection, file)
    payload = {"number": objection.number, "grounds": fingerprint("grounds", grounds), "files": len(files)}
    journal.record(who, actions.OBJECTED.code, objection, payload, now, unit_id=case.unit_id)
    advance(actor=actor, case_id=case.pk, wish=Advance("object", seen=TO_BE_COACHED), now=now)
    return objection


@transaction.atomic
def decide_objection(*, actor: Actor, case_id: UUID, upheld: bool, reasons: str, now: datetime) -> Objection:
    """Uphold the objection of a case, which comes before the panel again, or reject it; with reasons.

    Raises CaseNotFound, StageMoved, PermissionDenied, OutcomeRefused.
    """
    event = "uphold_objection" if upheld else "reject_objection"
    who, case = taken(actor, case_id, event)
    reasons = plain(reasons, "reasons", longest=LONGEST_REASON, missing=why.TEXT_MISSING)
    objection = open_objection(actor.tenant_id, case.pk)
    if objection is None:
        raise OutcomeRefused(why.ALREADY_DECIDED, "reasons")
    objection.state = ObjectionState.UPHELD if upheld else ObjectionState.REJECTED
    objection.decided_by_id, objection.decided_at, objection.reasons = actor.user_id, now, reasons
    objection.save(update_fields=["state", "decided_by", "decided_at", "reasons"])
    before = {"state": ObjectionState.FILED.value, "reasons": ""}
    payload = journal.changed(before, {"state": str(objection.state), "reasons": reasons}, sealed={"reasons"})
    journal.record(who, actions.OBJECTION_DECIDED.code, objection, payload, now, unit_id=case.unit_id)
    advance(actor=actor, case_id=case.pk, wish=Advance(event, reasons, seen=OBJECTED), now=now)
    tell_decided(case, objection, now)
    return objection


@transaction.atomic
def accept_outcome(*, actor: Actor, case_id: UUID, note: str = "", now: datetime) -> Acceptance:
    """Record that the body accepts the outcome, so that the time for an objection need not be waited for.

    Raises CaseNotFound, PermissionDenied (also where nothing is to be accepted), OutcomeRefused.
    """
    case: Case = lock_case(actor, case_id)
    actor = require(actor, ACCEPT, unit_id=case.unit_id, state=case.stage)
    if acceptance_of(case) is not None:
        raise OutcomeRefused(why.ALREADY_RECORDED, "note")
    note = plain(note, "note")
    row: Acceptance = Acceptance.objects.for_actor(actor).create(
        case_id=case.pk, note=note, user_id=actor.user_id, at=now
    )
    payload = {"note": fingerprint("note", note)} if note else {}
    journal.record(actor, actions.ACCEPTED.code, row, payload, now, unit_id=case.unit_id)
    return row


def _keep_file(actor: Actor, objection: Objection, file: Received) -> None:
    if file.upload_id is not None:
        consume(actor, file.upload_id)
    ObjectionFile.objects.for_actor(actor).create(
        objection_id=objection.pk, digest=file.digest, file_name=file.name[:160], size=file.size
    )
