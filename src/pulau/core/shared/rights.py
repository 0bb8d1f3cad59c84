"""Why somebody may do something: every way by which the table of permissions lets them, found by asking `decide`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.permissions import Action, Permit, Relation, Subject, decide


@dataclass(frozen=True, slots=True)
class Way:
    """One way to an action: the line of the table, the appointment it rests on (None: it is one's own thing).

    `states` are those in which it holds; empty: in all.
    """

    permit: Permit
    held: Appointment | None
    states: frozenset[str] = frozenset()

    def covers(self, actor: Actor, subject: Subject) -> bool:
        """Whether this way leads `actor` to a subject of their tenant."""
        if self.states and subject.state not in self.states:
            return False
        if self.held is None:
            return subject.person_id is not None and subject.person_id == actor.user_id
        return self.everywhere or self.held.unit_id == subject.unit_id

    @property
    def everywhere(self) -> bool:
        """Whether it leads to every unit of the body. One's own things lie in no unit."""
        return self.held is not None and (self.permit.relation is Relation.MEMBER or self.held.unit_id is None)


def ways_to(actor: Actor, action: Action) -> tuple[Way, ...]:
    """Return by what a person may do an action in the body they act for, one way for each appointment that leads there.

    What is one's own comes last. Empty: they may not do it to anything.
    """
    alone = [(replace(actor, appointments=(held,)), held.unit_id, None) for held in actor.appointments]
    owner = (replace(actor, appointments=()), None, actor.user_id)
    found = (_way(who, action, Subject(actor.tenant_id, unit, person)) for who, unit, person in [*alone, owner])
    return tuple(way for way in found if way is not None)


def _way(actor: Actor, action: Action, subject: Subject) -> Way | None:
    anyhow = decide(actor, action, subject)
    if anyhow.allowed and anyhow.permit is not None:
        return Way(anyhow.permit, anyhow.held)
    states = {state for permit in action.permits for state in permit.states}
    decisions = {state: decide(actor, action, replace(subject, state=state)) for state in sorted(states)}
    allowed = frozenset(state for state, decision in decisions.items() if decision.allowed)
    first = next((decision for decision in decisions.values() if decision.permit is not None), None)
    return Way(first.permit, first.held, allowed) if first is not None and first.permit is not None else None
