"""Setting the title that a case is judged for, before the TPI begins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.actions import AIMED
from pulau.apps.assessments.models import Case, CaseKind
from pulau.apps.assessments.policies import AIM, BEFORE_TPI
from pulau.apps.assessments.refusals import AimUnknown, StageMoved
from pulau.apps.assessments.selectors import lock_case
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.wishes import AimWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def set_aim(*, actor: Actor, case_id: UUID, wish: AimWish, now: datetime) -> Case:
    """Set which title is judged and whether it is a new one or kept; the same again writes nothing.

    Raises CaseNotFound, PermissionDenied, StageMoved once the TPI has begun, AimUnknown.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, AIM, unit_id=case.unit_id, state=next(iter(BEFORE_TPI)))
    if case.stage not in BEFORE_TPI:
        raise StageMoved(case.stage)
    if wish.title not in load_pack(case.regulation).titles or wish.kind not in CaseKind.values:
        raise AimUnknown(f"{wish.kind} {wish.title}")
    before = {"kind": case.kind, "title": case.title}
    after = {"kind": wish.kind, "title": wish.title}
    if before == after:
        return case
    case.kind, case.title = wish.kind, wish.title
    case.save(update_fields=["kind", "title"])
    journal.record(actor, AIMED.code, case, journal.changed(before, after), now, unit_id=case.unit_id)
    return case
