"""Letting an event of the process happen: guard, change of stage, journal entry and followers in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.assessments.actions import EVENTS
from pulau.apps.assessments.clocks import stage_due
from pulau.apps.assessments.models import LONGEST_REASON, Case, Transition
from pulau.apps.assessments.policies import EVENT
from pulau.apps.assessments.probing import probe
from pulau.apps.assessments.refusals import GuardsUnmet, StageMoved
from pulau.apps.assessments.selectors import lock_case
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.model import NoSuchWay
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.process_cases import CaseMove, case_followers
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.core.workflow.model import Step, Way


@dataclass(frozen=True, slots=True)
class Advance:
    """What somebody wants to happen: the event, why, and the stage in which they saw the case (empty: whichever)."""

    event: str
    reason: str = ""
    seen: str = ""


@transaction.atomic
def advance(*, actor: Actor, case_id: UUID, wish: Advance, now: datetime) -> Case:
    """Let an event happen, and return the case as it stands then.

    Raises CaseNotFound, PermissionDenied, StageMoved (it was somebody else's turn already), GuardsUnmet, and BadInput
    for a reason that is missing or too long.
    """
    case = lock_case(actor, case_id)
    way = _way(case, wish)
    actor = _permitted(actor, case, way)
    reason = _reason(way, wish.reason)
    step = probe(case, way.event, now)
    if not step.open:
        raise GuardsUnmet(step)
    source = case.stage
    case.stage, case.stage_since = way.target, now
    case.due_on = stage_due(actor, way.target, now)
    case.national = ASSESSMENT.stages[way.target].national
    case.revision += 1
    case.save(update_fields=["stage", "stage_since", "due_on", "national", "revision"])
    _tell(actor, case, way, _kept(actor, case, step, reason, now), now)
    move = CaseMove(case.pk, way.event, source, way.target, case.revision)
    for follower in case_followers:
        follower.moved(actor, move, now)
    return case


def _way(case: Case, wish: Advance) -> Way:
    if wish.seen and wish.seen != case.stage:
        raise StageMoved(case.stage)
    try:
        return ASSESSMENT.way(wish.event, case.stage)
    except NoSuchWay:
        raise StageMoved(case.stage) from None


def _permitted(actor: Actor, case: Case, way: Way) -> Actor:
    """Return the actor in the role that lets them. What happens by itself is the system's. Raises PermissionDenied."""
    if actor.user_id is None and not way.alone and way.event != "withdraw":
        raise PermissionDenied(way.event)
    return require(actor, EVENT[way.event], unit_id=case.unit_id, state=case.stage)


def _reason(way: Way, typed: str) -> str:
    text = typed.strip()
    if way.reasoned and not text:
        raise BadInput.because("reason-missing", "alasan")
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise BadInput.because("text-unreadable", "alasan")
    if len(text) > LONGEST_REASON:
        raise BadInput.because("reason-too-long", "alasan", length=len(text), most=LONGEST_REASON)
    return text


def _kept(actor: Actor, case: Case, step: Step, reason: str, now: datetime) -> Transition:
    made: Transition = Transition.objects.for_tenant(case.tenant_id).create(
        case_id=case.pk,
        number=case.revision,
        event=step.way.event,
        source=step.source,
        target=step.way.target,
        guards=list(step.way.guards),
        reason=reason,
        due_on=case.due_on,
        user_id=actor.user_id,
        role=actor.role,
        at=now,
        on=today_of(actor, now),
    )
    return made


def _tell(actor: Actor, case: Case, way: Way, made: Transition, now: datetime) -> None:
    payload: dict[str, object] = {
        "number": made.number,
        "from": made.source,
        "to": made.target,
        "guards": made.guards,
        "submission": str(case.submission_id),
    }
    if made.reason:
        payload["reason"] = fingerprint("reason", made.reason)
    journal.record(actor, EVENTS[way.event].code, case, payload, now, unit_id=case.unit_id)
