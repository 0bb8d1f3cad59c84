"""What makes a title be examined: recorded by hand or found by rule, clarified by the TPI, examined by the TPN."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import LONGEST_SOURCE, TitleHeld, Trigger, TriggerOutcome
from pulau.apps.outcomes.policies import CLARIFY, EXAMINE, RECORD_TRIGGER
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import get_title, newest_cases
from pulau.apps.outcomes.taking import lock_trigger
from pulau.apps.outcomes.telling import tell_found
from pulau.apps.outcomes.wishes import plain
from pulau.core.workflow.keeping import BY_HAND, Standing, TriggerKind
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.outcomes.wishes import ExaminationWish
    from pulau.core.shared.actor import Actor

LONGEST_KEY = 120


@transaction.atomic
def record_trigger(
    *, actor: Actor, title_id: UUID, kind: TriggerKind, source: str, day: date, now: datetime
) -> Trigger:
    """Record by hand what makes a title be examined: what happened on a day, and the source it is known from.

    Raises PermissionDenied, OutcomeNotFound, OutcomeRefused (no source, a day ahead, the same thing twice, a title that
    does not stand, what is found by rule only).
    """
    held = get_title(actor, title_id)
    actor = require(actor, RECORD_TRIGGER, unit_id=held.unit_id)
    today = today_of(actor, now)
    if kind not in BY_HAND:
        raise OutcomeRefused(why.BY_RULE_ONLY, "kind")
    if held.on(today) is not Standing.IN_FORCE:
        raise OutcomeRefused(why.NO_TITLE, "kind")
    if day > today:
        raise OutcomeRefused(why.DAY_AHEAD, "day", today=today)
    source = plain(source, "source", longest=LONGEST_SOURCE, missing=why.TEXT_MISSING)
    key = f"{day} {fingerprint('source', source)}"[:LONGEST_KEY]
    row = keep_trigger(actor=actor, held=held, what=(kind, key, source), day=day, now=now)
    if row is None:
        raise OutcomeRefused(why.ALREADY_RECORDED, "source")
    case = newest_cases(held.tenant_id, [held.unit_id]).get(held.unit_id) if held.unit_id else None
    if case is not None:
        tell_found(case, row, now)
    return row


@transaction.atomic
def keep_trigger(
    *, actor: Actor, held: TitleHeld, what: tuple[TriggerKind, str, str], day: date, now: datetime
) -> Trigger | None:
    """Keep a trigger (kind, key, source) unless the same thing is known already; None then."""
    kind, key, source = what
    row, made = Trigger.objects.for_actor(actor).get_or_create(
        title_held_id=held.pk,
        kind=kind,
        key=key,
        defaults={"source": source, "found_on": day, "found_at": now, "found_by_id": actor.user_id},
    )
    if not made:
        return None
    payload = {"kind": kind, "source": fingerprint("source", source), "day": str(day)}
    journal.record(actor, actions.TRIGGER_FOUND.code, row, payload, now, unit_id=held.unit_id)
    return row  # type: ignore[no-any-return]  # the manager's rows are of any model


@transaction.atomic
def clarify_trigger(*, actor: Actor, trigger_id: UUID, text: str, now: datetime) -> Trigger:
    """Say for the TPI what there is to it. Raises PermissionDenied, OutcomeNotFound, OutcomeRefused."""
    row = lock_trigger(actor, trigger_id)
    actor = require(actor, CLARIFY, unit_id=row.title_held.unit_id)
    if row.examined_at is not None:
        raise OutcomeRefused(why.ALREADY_EXAMINED, "clarification")
    before = {"clarification": row.clarification}
    row.clarification = plain(text, "clarification", missing=why.TEXT_MISSING)
    row.clarified_by_id, row.clarified_at = actor.user_id, now
    row.save(update_fields=["clarification", "clarified_by", "clarified_at"])
    payload = journal.changed(before, {"clarification": row.clarification}, sealed={"clarification"})
    journal.record(actor, actions.TRIGGER_CLARIFIED.code, row, payload, now, unit_id=row.title_held.unit_id)
    return row


@transaction.atomic
def examine_trigger(*, actor: Actor, trigger_id: UUID, wish: ExaminationWish, now: datetime) -> Trigger:
    """Record what the examination of a trigger found, once the TPI was asked; what is not founded is settled by it.

    The TPI's words as it wrote them stay; where it answered by another way, the examiner writes what it said.
    Raises PermissionDenied, OutcomeNotFound, OutcomeRefused.
    """
    row = lock_trigger(actor, trigger_id)
    actor = require(actor, EXAMINE, unit_id=row.title_held.unit_id)
    if row.examined_at is not None:
        raise OutcomeRefused(why.ALREADY_EXAMINED, "outcome")
    if wish.outcome not in TriggerOutcome.values or wish.outcome == TriggerOutcome.OPEN:
        raise OutcomeRefused(why.NOTHING_CHOSEN, "outcome")
    before = {"outcome": "", "finding": "", "clarification": row.clarification}
    row.finding = plain(wish.finding, "finding", missing=why.TEXT_MISSING)
    if not row.clarification:
        row.clarification = plain(wish.clarification, "clarification", missing=why.TEXT_MISSING)
    row.outcome, row.examined_by_id, row.examined_at = wish.outcome, actor.user_id, now
    row.settled_at = None if row.outcome == TriggerOutcome.FOUNDED else now
    row.save(update_fields=["finding", "clarification", "outcome", "examined_by", "examined_at", "settled_at"])
    after = {"outcome": row.outcome, "finding": row.finding, "clarification": row.clarification}
    payload = journal.changed(before, after, sealed={"finding", "clarification"})
    journal.record(actor, actions.TRIGGER_EXAMINED.code, row, payload, now, unit_id=row.title_held.unit_id)
    return row
