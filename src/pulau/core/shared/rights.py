"""Why somebody may do something: every way by which the table of permissions lets them, found by asking `decide`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.permissions import Action, Permit, Relation, Subject, decide


@dataclass(frozen=True, slots=True)
class Way:
    """One way to an action: the appointment it rests on (None: it is one's own thing), and the lines that it fits.

    Several lines can fit one appointment: what any of them allows, the way leads to.
    """

    lines: tuple[Permit, ...]
    held: Appointment | None

    @property
    def states(self) -> frozenset[str]:
        """The states in which it holds; empty: in all."""
        named = [line.states for line in self.lines]
        return frozenset().union(*named) if all(named) else frozenset()

    @property
    def everywhere(self) -> bool:
        """Whether it leads to every unit of the body. One's own things lie in no unit."""
        return any(self._wide(line) for line in self.lines)

    def covers(self, actor: Actor, subject: Subject) -> bool:
        """Whether this way leads `actor` to a subject of their tenant."""
        fitting = [line for line in self.lines if not line.states or subject.state in line.states]
        if self.held is None:
            return bool(fitting) and subject.person_id is not None and subject.person_id == actor.user_id
        return any(self._wide(line) for line in fitting) or (bool(fitting) and self.held.unit_id == subject.unit_id)

    def _wide(self, line: Permit) -> bool:
        return self.held is not None and (line.relation is Relation.MEMBER or self.held.unit_id is None)


def ways_to(actor: Actor, action: Action) -> tuple[Way, ...]:
    """Return by what a person may do an action in the body they act for, one way for each appointment that leads there.

    What is one's own comes last. Empty: they may not do it to anything.
    """
    alone = [(replace(actor, appointments=(held,)), held, None) for held in actor.appointments]
    owner = (replace(actor, appointments=()), None, actor.user_id)
    found = (Way(_fitting(who, action, held, person), held) for who, held, person in [*alone, owner])
    return tuple(way for way in found if way.lines)


def _fitting(actor: Actor, action: Action, held: Appointment | None, person_id: UUID | None) -> tuple[Permit, ...]:
    """Return the lines that allow something to somebody with this one appointment (None: with none at all)."""
    subject = Subject(actor.tenant_id, held.unit_id if held else None, person_id)
    return tuple(
        line
        for line in action.permits
        if decide(actor, replace(action, permits=(line,)), replace(subject, state=min(line.states, default=""))).allowed
    )
