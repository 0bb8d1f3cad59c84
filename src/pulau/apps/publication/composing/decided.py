"""How evaluations ended and why, a revocation that followed, and what is repaired since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.publication.composing.years import state_of_case
from pulau.apps.publication.facts import DecisionFacts, RepairFacts, StepFacts
from pulau.core.publishing.disclosure import PublicField
from pulau.core.shared.public_state import PublicState
from pulau.core.workflow.assessment import TO_BE_COACHED
from pulau.core.workflow.public_states import UNTOLD, public_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from pulau.apps.assessments.contract import Case, Transition
    from pulau.apps.publication.gathering.judged import JudgedGathered
    from pulau.apps.remediation.contract import RemediationStep
    from pulau.core.publishing.disclosure import DisclosureTable


def told_decisions(gathered: JudgedGathered, unit_id: UUID, table: DisclosureTable) -> list[DecisionFacts]:
    """Return the decisions on a unit by year: how each evaluation ended, and that a title was taken away later."""
    found = [
        _decision(gathered, case, state, table)
        for case in gathered.cases_of(unit_id)
        for state in _ends(case, gathered.events.get(case.pk, []))
    ]
    return sorted(found, key=lambda one: (one["year"], one["day"]))


def told_repair(gathered: JudgedGathered, unit_id: UUID, table: DisclosureTable) -> RepairFacts | None:
    """Return the repair of the newest case that has one; its year is that of what it repairs."""
    for case in reversed(gathered.cases_of(unit_id)):
        steps = gathered.steps.get(case.pk, [])
        events = gathered.events.get(case.pk, [])
        state = state_of_case(case, events)
        if steps and table.allows(PublicField.REPAIR, state):
            return {"year": _year(case, state, decisive(events, state)), "steps": [_step(step) for step in steps]}
    return None


def decisive(events: Sequence[Transition], state: PublicState) -> Transition | None:
    """Return the last event that led to a state from another one; None where it is one that nobody is told of."""
    before = ["", *(event.source for event in events)]
    for event, source in zip(reversed(events), reversed(before[:-1]), strict=True):
        led = public_state(event.target, event.source) is state is not public_state(event.source, source)
        if led:
            return None if event.event in UNTOLD else event
    return None


def _ends(case: Case, events: list[Transition]) -> Iterator[PublicState]:
    """Go through the outcomes of a case that are final: a title that was granted, and that it was revoked."""
    state = state_of_case(case, events)
    if state is PublicState.REVOKED and decisive(events, PublicState.GRANTED):
        yield PublicState.GRANTED
    if state.is_final:
        yield state


def _decision(gathered: JudgedGathered, case: Case, state: PublicState, table: DisclosureTable) -> DecisionFacts:
    events = gathered.events.get(case.pk, [])
    last = decisive(events, state)
    objection = gathered.objections.get(case.pk) if table.allows(PublicField.OBJECTION, state) else None
    return {
        "year": _year(case, state, last),
        "state": state.value,
        "day": last.on.isoformat() if last else "",
        "event": last.event if last else "",
        "reason": _reason(gathered, case, last) if table.allows(PublicField.REASONS, state) else "",
        "objection": objection.state if objection else "",
        "objection_reasons": objection.reasons if objection else "",
    }


def _year(case: Case, state: PublicState, last: Transition | None) -> int:
    """Return the year in which a decision is told: a revocation in its own, every other in that of the evaluation."""
    return last.on.year if last and state is PublicState.REVOKED else case.year


def _reason(gathered: JudgedGathered, case: Case, last: Transition | None) -> str:
    """Return the written reasons of a decision: its own, else those on which it rests.

    An outcome that became final by itself rests on that of the panel or desk, a revocation on its recommendation.
    """
    if last is None or last.reason:
        return last.reason if last else ""
    if last.event == "revoke":
        return gathered.recommendations.get(case.pk, "")
    earlier = [event.reason for event in gathered.events[case.pk] if event.target == TO_BE_COACHED]
    return next(reversed(earlier), "")


def _step(step: RemediationStep) -> StepFacts:
    """Tell of a step what it is about and how far it is: neither the assessors' words nor who does it."""
    return {
        "area": step.area,
        "kind": step.kind,
        "key": step.key,
        "state": step.state,
        "due_on": step.due_on.isoformat() if step.due_on else "",
        "effect": step.effect,
        "actual": step.actual,
        "required": step.required,
    }
