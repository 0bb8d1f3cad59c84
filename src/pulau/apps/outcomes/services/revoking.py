"""Recommending that a title be revoked, and what becomes of it: dropped, or revoked by a decree, with its bar."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import Advance, advance
from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import (
    LONGEST_REASON,
    LONGEST_SOURCE,
    DecreeKind,
    Revocation,
    RevocationState,
    TitleHeld,
    TitleState,
    Trigger,
)
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import founded_triggers, newest_decrees, title_on
from pulau.apps.outcomes.services.certifying import withdraw_certificate
from pulau.apps.outcomes.services.decrees import keep_decree
from pulau.apps.outcomes.taking import taken
from pulau.apps.outcomes.telling import tell_revoked
from pulau.apps.outcomes.wishes import plain
from pulau.core.workflow.assessment import REVOCATION_PROPOSED
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.outcomes.wishes import DecreeWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def propose_revocation(
    *, actor: Actor, case_id: UUID, recommendation: str, letter: str = "", now: datetime
) -> Revocation:
    """Recommend to revoke the title of a case, on what was examined and founded.

    Raises CaseNotFound, StageMoved, PermissionDenied, OutcomeRefused, GuardsUnmet (nothing was examined).
    """
    who, case = taken(actor, case_id, "propose_revocation")
    recommendation = plain(recommendation, "recommendation", longest=LONGEST_REASON, missing=why.TEXT_MISSING)
    letter = plain(letter, "letter", longest=LONGEST_SOURCE)
    held = _held(actor, case, now)
    founded = founded_triggers(actor.tenant_id, held.pk)
    row: Revocation = Revocation.objects.for_actor(actor).create(
        case_id=case.pk,
        title_held_id=held.pk,
        triggers=[str(one.pk) for one in founded],
        recommendation=recommendation,
        letter=letter,
        proposed_by_id=actor.user_id,
        proposed_at=now,
    )
    payload = {"triggers": row.triggers, "recommendation": fingerprint("recommendation", recommendation)}
    journal.record(who, actions.REVOCATION_PROPOSED.code, row, payload, now, unit_id=case.unit_id)
    wish = Advance("propose_revocation", recommendation, seen=case.stage)
    advance(actor=actor, case_id=case.pk, wish=wish, now=now)
    return row


@transaction.atomic
def drop_revocation(*, actor: Actor, case_id: UUID, reason: str, now: datetime) -> Revocation:
    """Not pursue a recommended revocation, with the reason; what it rested on is settled.

    Raises CaseNotFound, StageMoved, PermissionDenied, OutcomeRefused.
    """
    who, case = taken(actor, case_id, "drop_revocation")
    reason = plain(reason, "reasons", longest=LONGEST_REASON, missing=why.TEXT_MISSING)
    row = _decided(who, case, RevocationState.DROPPED, reason, now)
    advance(actor=actor, case_id=case.pk, wish=Advance("drop_revocation", reason, seen=REVOCATION_PROPOSED), now=now)
    return row


@transaction.atomic
def revoke(*, actor: Actor, case_id: UUID, decree: DecreeWish, now: datetime) -> TitleHeld:
    """Record the decree that revokes the title of a case; it stands no more from the decree's day, and a bar begins.

    Raises CaseNotFound, StageMoved, PermissionDenied, OutcomeRefused, GuardsUnmet.
    """
    who, case = taken(actor, case_id, "revoke")
    row = _decided(who, case, RevocationState.REVOKED, "", now)
    held = TitleHeld.objects.for_actor(actor).get(pk=row.title_held_id)
    granted = newest_decrees(actor.tenant_id, [held.decree_id])[held.decree_id]
    does = (DecreeKind.REVOKE, granted.issuer)
    made = keep_decree(actor=who, does=does, wish=decree, now=now, earliest=held.since, cases=[case.pk])
    held.state, held.closed_on, held.closed_by_id = TitleState.REVOKED, made.day, made.series
    held.save(update_fields=["state", "closed_on", "closed_by"])
    after = {"state": str(held.state), "on": str(made.day), "decree": str(made.series)}
    payload = journal.changed({"state": TitleState.IN_FORCE.value}, after)
    journal.record(who, actions.TITLE_CLOSED.code, held, payload, now, unit_id=case.unit_id)
    withdraw_certificate(actor=actor, held=held, now=now)
    advance(actor=actor, case_id=case.pk, wish=Advance("revoke", seen=REVOCATION_PROPOSED), now=now)
    tell_revoked(case, held, now)
    return held


def _held(actor: Actor, case: Case, now: datetime) -> TitleHeld:
    held = title_on(actor.tenant_id, case.unit_id, today_of(actor, now))
    if held is None:
        raise OutcomeRefused(why.NO_TITLE, "recommendation")
    return held


def _decided(actor: Actor, case: Case, state: RevocationState, reason: str, now: datetime) -> Revocation:
    rows = Revocation.objects.for_actor(actor).filter(case_id=case.pk, state=RevocationState.PROPOSED)
    row: Revocation | None = rows.select_for_update().order_by().first()
    if row is None:
        raise OutcomeRefused(why.ALREADY_DECIDED, "reasons")
    row.state, row.decided_by_id, row.decided_at, row.reasons = state, actor.user_id, now, reason
    row.save(update_fields=["state", "decided_by", "decided_at", "reasons"])
    Trigger.objects.for_actor(actor).filter(pk__in=row.triggers).update(settled_at=now)
    before = {"state": RevocationState.PROPOSED.value, "reason": ""}
    payload = journal.changed(before, {"state": state.value, "reason": reason}, sealed={"reason"})
    journal.record(actor, actions.REVOCATION_DECIDED.code, row, payload, now, unit_id=case.unit_id)
    return row
