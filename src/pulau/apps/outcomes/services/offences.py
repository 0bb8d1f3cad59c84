"""Recording a corruption offence in the year of a proposal; the proposal is void by it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import Advance, advance
from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import LONGEST_REASON, LONGEST_SOURCE, Offence, OffenceRole
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.taking import taken
from pulau.apps.outcomes.wishes import plain
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.uploads.keeping import consume

if TYPE_CHECKING:
    from pulau.apps.outcomes.wishes import OffenceWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def void_by_offence(*, actor: Actor, case_id: UUID, wish: OffenceWish, reason: str, now: datetime) -> Offence:
    """Record an offence of the year of the proposal, and end the proposal by it.

    Raises CaseNotFound, StageMoved, PermissionDenied, OutcomeRefused, BadInput (no reason).
    """
    who, case = taken(actor, case_id, "void")
    if wish.role not in OffenceRole.values:
        raise OutcomeRefused(why.NOTHING_CHOSEN, "role")
    kind = plain(wish.kind, "kind", longest=LONGEST_SOURCE, missing=why.TEXT_MISSING)
    source = plain(wish.source, "source", longest=LONGEST_SOURCE, missing=why.TEXT_MISSING)
    plain(reason, "reason", longest=LONGEST_REASON, missing=why.TEXT_MISSING)
    file = wish.file
    if file is not None and file.upload_id is not None:
        consume(actor, file.upload_id)
    offence: Offence = Offence.objects.for_actor(actor).create(
        case_id=case.pk,
        year=case.year,
        kind=kind,
        role=wish.role,
        source=source,
        digest=file.digest if file else "",
        file_name=file.name[:160] if file else "",
        size=file.size if file else 0,
        user_id=actor.user_id,
        at=now,
    )
    payload = {"year": offence.year, "role": offence.role, "kind": fingerprint("kind", kind)}
    payload["source"] = fingerprint("source", source)
    journal.record(who, actions.OFFENCE_RECORDED.code, offence, payload, now, unit_id=case.unit_id)
    advance(actor=actor, case_id=case.pk, wish=Advance("void", reason, seen=case.stage), now=now)
    return offence
