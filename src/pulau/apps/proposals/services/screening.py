"""Recording the TPN's pre-evaluation: each condition confirmed or not, with a remark. It decides nothing by itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from pulau.apps.assessments.contract import lock_case
from pulau.apps.people.contract import may_assess
from pulau.apps.proposals.actions import SCREENED
from pulau.apps.proposals.models import LONGEST_REASON, Screening
from pulau.apps.proposals.policies import SCREEN
from pulau.apps.proposals.proposed import ProposedChecks, proposed_checks
from pulau.apps.proposals.refusals import ProposalChanged
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.problems import BadInput, Problem
from pulau.core.shared.words import checked_words
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.proposals.wishes import ScreeningWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def record_screening(*, actor: Actor, case_id: UUID, wish: ScreeningWish, now: datetime) -> Screening:
    """Record the pre-evaluation of a proposed unit; recorded again, the newest holds.

    Raises CaseNotFound, PermissionDenied (also for who has an interest in the unit), ProposalChanged (other conditions
    were shown), and BadInput: a condition without yes or no, one not confirmed without a remark, a text too long.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, SCREEN, unit_id=case.unit_id, state=case.stage)
    if actor.user_id is not None and may_assess(actor, actor.user_id, case.unit_id, today_of(actor, now)):
        raise PermissionDenied(SCREEN.code)
    shown = proposed_checks(case)
    if shown is None or shown.digest != wish.seen:
        raise ProposalChanged
    checks = _checks(shown, wish)
    summary = checked_words(wish.summary, "ringkasan", LONGEST_REASON, needed=False)
    rows = Screening.objects.for_actor(actor).filter(case_id=case_id)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    row: Screening = rows.create(
        case_id=case_id,
        number=last + 1,
        rules=shown.instrument,
        checks=checks,
        summary=summary,
        user_id=actor.user_id,
        at=now,
    )
    payload = {
        "case": case_id, "number": row.number, "of": shown.digest,
        "result": fingerprint("screening", canonical_digest([summary, checks])),
    }  # fmt: skip
    journal.record(actor, SCREENED.code, row, payload, now, unit_id=case.unit_id)
    return row


def _checks(shown: ProposedChecks, wish: ScreeningWish) -> dict[str, dict[str, Any]]:
    """Take what was recorded of each condition. Raises BadInput with the field of each flaw."""
    found: dict[str, dict[str, Any]] = {}
    flaws: list[Problem] = []
    for check in shown.checks:
        code = check["condition"]
        try:
            remark = checked_words(wish.remarks.get(code, ""), f"catatan-{code}", LONGEST_REASON, needed=False)
        except BadInput as problem:
            flaws += problem.problems
            continue
        confirmed = wish.confirmed.get(code)
        if confirmed is None:
            flaws += BadInput.because("choice-missing", f"hasil-{code}").problems
        elif not confirmed and not remark:
            flaws += BadInput.because("reason-missing", f"catatan-{code}").problems
        else:
            found[code] = {"confirmed": confirmed, "remark": remark, "outcome": check["outcome"]}
    if flaws:
        raise BadInput(tuple(flaws))
    return found
